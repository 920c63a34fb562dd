import { ClientActionError } from '../client-error.ts';
import type { Exit } from '../client-process.ts';
import type { ShownLine } from '../shown-line.ts';
import type { ActionKind, SettingKind } from '../spec.ts';
import type { LossStory, StartedClient } from '../started-client.ts';
import type { ActionValues } from '../user-line.ts';
import { askAbout } from './ask-about.ts';
import type { Look } from './look.ts';
import { PersonError, type Answer, type Choice, type Person } from './person.ts';
import type { ServedConnection } from './spec.ts';
import { canBeTold, isQuiet, taken, told } from './typed-lines.ts';

const DONE: Choice = { name: 'done', label: 'I have done it', example: null };
const NEVER = new Promise<never>(() => undefined);
/** There is nobody any more to whom it could be done. */
const GONE = 'gone';

/** What a person has said about all requests of a kind, for as long as the run lasts. */
export interface Refusals {
  readonly actions: Set<ActionKind>;
  looks: boolean;
}

/** What a client sends when its user does something. */
export interface Heard {
  readonly verb: 'PRIVMSG' | 'NOTICE' | 'AWAY';
  /** Null: whoever it is sent to. */
  readonly target: string | null;
}

/** Calls back when the client sends such a line. @returns a function that stops it */
export type Hearing = (wanted: Heard, listener: () => void) => () => void;

/**
 * One connection of a client that a person has started. It has no process and no screen of ours: the person types, looks,
 * and says what became of it.
 */
export class ServedClient implements StartedClient {
  readonly pid = null;
  readonly home = null;
  readonly #person: Person;
  readonly #connection: ServedConnection;
  readonly #hearing: Hearing;
  readonly #refusals: Refusals;
  readonly #gone: Promise<string>;
  readonly #exited: Promise<Exit>;
  readonly #changed = new Set<SettingKind>();
  #tellExit: (exit: Exit) => void = () => undefined;
  #exit: Exit | null = null;
  #story: Promise<LossStory> | null = null;

  /** @param parts `gone` resolves when the connection has ended */
  constructor(parts: {
    readonly person: Person;
    readonly connection: ServedConnection;
    readonly hearing: Hearing;
    readonly refusals: Refusals;
    readonly gone: Promise<unknown>;
  }) {
    this.#person = parts.person;
    this.#connection = parts.connection;
    this.#hearing = parts.hearing;
    this.#refusals = parts.refusals;
    this.#gone = parts.gone.then(() => GONE);
    this.#exited = new Promise((resolve) => (this.#tellExit = resolve));
  }

  get exit(): Exit | null {
    return this.#exit;
  }

  whenExited(): Promise<Exit> {
    return this.#exited;
  }

  can(kind: ActionKind): boolean {
    return canBeTold(kind) && !this.#refusals.actions.has(kind);
  }

  /** @throws PersonError `skipped` */
  async act(kind: ActionKind, values: ActionValues): Promise<void> {
    if (!canBeTold(kind))
      throw new ClientActionError(
        'no-such-action',
        `Nobody can be told to do '${kind}'; it is not asked for.`,
      );
    if (!this.can(kind)) throw skipped('user', `the person at the client leaves out all of '${kind}'`);
    const quiet = isQuiet(kind);
    const words = told(kind, values);
    // What is said shows on the wire: nobody has to say that it was done.
    let stop = (): void => undefined;
    const itself = quiet
      ? NEVER
      : new Promise<string>(
          (resolve) => (stop = this.#hearing(sentBy(kind, values), () => resolve(DONE.name))),
        );
    try {
      const answer = await this.#person.ask(
        {
          kind: quiet ? 'set' : 'type',
          ...words,
          says: quiet
            ? words.says
            : [...words.says, 'This goes on by itself as soon as your client has sent it.'],
          choices: [quiet ? DONE : { ...DONE, label: 'I have done it, and nothing happens here' }],
          skip: { label: 'Leave this out', allLabel: 'Leave out all like this' },
        },
        Promise.race([itself, this.#gone]),
      );
      if (answer.kind === 'skip-all') this.#refusals.actions.add(kind);
      if (answer.kind !== 'choice') throw skipped('user', sentenceOf(answer, 'do this'));
    } finally {
      stop();
    }
    if (quiet && kind !== 'ignore' && kind !== 'ignore-ctcp') this.#changed.add(kind);
  }

  /** Has all settings taken back but those that are set anew in what comes next. */
  async keepOnly(wanted: ReadonlySet<string>): Promise<void> {
    const over = [...this.#changed].filter((kind) => !wanted.has(kind));
    if (over.length === 0) return;
    await this.#person.ask({
      kind: 'set',
      title: `Set your client so that it will ${over.map(taken).join(', and ')}`,
      says: ['What you have changed before is over; what comes next needs the client as it was.'],
      typed: [],
      choices: [DONE],
      skip: null,
    });
    for (const kind of over) this.#changed.delete(kind);
  }

  async look(look: Look): Promise<readonly ShownLine[] | null> {
    if (this.#refusals.looks) throw skipped('look', 'the person at the client answers no such questions');
    const lines = await askAbout(look, async (request) => {
      const answer = await this.#person.ask(request, this.#gone);
      if (answer.kind === 'skip-all') this.#refusals.looks = true;
      if (answer.kind !== 'choice') throw skipped('look', sentenceOf(answer, 'say what it shows'));
      return answer.name === GONE ? null : answer.name;
    });
    return lines === null ? null : lines.map((text) => ({ text, file: null }));
  }

  get hasDisplay(): boolean {
    return !this.#refusals.looks;
  }

  explainLoss(): Promise<LossStory> {
    this.#story ??= this.#explain();
    return this.#story;
  }

  async #explain(): Promise<LossStory> {
    if (this.#connection.replaced) return 'withdrawn';
    const answer = await this.#person.ask({
      kind: 'lost',
      title: 'The connection of your client has ended. What happened?',
      says: ['Only what the client did by itself is held against it.'],
      typed: [],
      choices: [
        { name: 'withdrawn', label: 'I closed it, or the network failed', example: null },
        { name: 'left', label: 'The client left by itself', example: null },
        { name: 'crashed', label: 'The client crashed', example: null },
      ],
      skip: null,
    });
    const name = answer.kind === 'choice' ? answer.name : 'withdrawn';
    if (name === 'crashed') {
      this.#exit = { code: null, signal: null, error: 'crashed, as the person at it says' };
      this.#tellExit(this.#exit);
    }
    return name === 'crashed' || name === 'left' ? name : 'withdrawn';
  }

  /** On a keyboard a control character is a key, and what is copied from a page may lose it. */
  get takesControls(): boolean {
    return false;
  }

  get takesLineBreaks(): boolean {
    return false;
  }

  get takesOctets(): boolean {
    return false;
  }

  printed(): null {
    return null;
  }

  printedSince(): Buffer {
    return Buffer.alloc(0);
  }

  outputTail(): Buffer {
    return Buffer.alloc(0);
  }

  displayLines(): Promise<null> {
    return Promise.resolve(null);
  }

  shownLines(): Promise<null> {
    return Promise.resolve(null);
  }

  styledLines(): Promise<null> {
    return Promise.resolve(null);
  }

  quit(): Promise<Exit | null> {
    return Promise.resolve(this.#exit);
  }

  leftBehind(): Promise<null> {
    return Promise.resolve(null);
  }

  /** The client is the person's: only its connection is ended, and that by the server. */
  end(): Promise<void> {
    return Promise.resolve();
  }

  endNow(): void {
    this.#connection.stream.destroy();
  }
}

/** An answer to a query is a NOTICE, so that one that is still under way must not be taken for what the user says. */
function sentBy(kind: ActionKind, { target }: ActionValues): Heard {
  if (kind === 'away') return { verb: 'AWAY', target: null };
  if (kind !== 'notice' && kind !== 'reply') return { verb: 'PRIVMSG', target: null };
  return { verb: 'NOTICE', target: target === undefined ? null : Buffer.from(target).toString('utf8') };
}

function skipped(what: PersonError['what'], message: string): PersonError {
  return new PersonError('skipped', what, message);
}

function sentenceOf({ kind }: Answer, what: string): string {
  return kind === 'late'
    ? `the person at the client did not ${what} in time`
    : `the person at the client did not ${what}`;
}
