/** One way to answer a request. */
export interface Choice {
  /** What the answer is called, within its request. */
  readonly name: string;
  /** On the button. */
  readonly label: string;
  /** A line as it would stand in the client, shown with the label; null where there is none. */
  readonly example: string | null;
}

/** What a person types, or does, as parts that a page can offer for copying. */
export interface TypedLine {
  /** As most clients take it. */
  readonly line: string;
  /** The same in its parts, for whoever types it otherwise. */
  readonly action: string;
  readonly target: string | null;
  readonly command: string | null;
  readonly text: string | null;
}

/** Something that only the person at a client can do, or say. All texts are plain; names of peers may stand in them. */
export interface PersonRequest {
  readonly kind: 'type' | 'set' | 'look' | 'connect' | 'lost';
  readonly title: string;
  /** Sentences, one a paragraph. */
  readonly says: readonly string[];
  readonly typed: readonly TypedLine[];
  /** Empty for what shows by itself. */
  readonly choices: readonly Choice[];
  /** Null where it cannot be left out. */
  readonly skip: { readonly label: string; readonly allLabel: string | null } | null;
}

/** `late`: the limit for an answer has passed. */
export type Answer =
  { readonly kind: 'choice'; readonly name: string } | { readonly kind: 'skip' | 'skip-all' | 'late' };

/** Whoever sits at a client that this suite did not start. */
export interface Person {
  /**
   * @param itself resolves with the name of a choice when it shows by itself that it was done
   * @throws PersonError `finished` when the person wants no more of it
   */
  ask(request: PersonRequest, itself?: Promise<string>): Promise<Answer>;
}

/** What a person did not do, or took back: nothing can be said of what hangs on it. */
export class PersonError extends Error {
  readonly code: 'skipped' | 'withdrawn';
  /** What was left out. */
  readonly what: 'user' | 'look' | 'connect' | 'loss';

  constructor(code: PersonError['code'], what: PersonError['what'], message: string) {
    super(message);
    this.name = 'PersonError';
    this.code = code;
    this.what = what;
  }
}
