import type { Answer, Person, PersonRequest } from '../client/served/person.ts';
import { InterruptedError } from '../run/instance/start-error.ts';

/** A request that waits for its answer. */
export interface Task {
  readonly id: number;
  /** Of the client that it is about. */
  readonly client: string;
  readonly request: PersonRequest;
  /** Milliseconds since the epoch at which it is given up. */
  readonly untilMs: number;
}

/** Where what persons are asked lies until it is answered, from whichever page or terminal. */
export class Desk {
  readonly #patienceMs: number;
  readonly #open = new Map<number, { readonly task: Task; readonly settle: (answer: Answer) => void }>();
  readonly #listeners = new Set<() => void>();
  #count = 0;

  /** @param patienceMs how long each request waits for a person */
  constructor(patienceMs: number) {
    this.#patienceMs = patienceMs;
  }

  /** The oldest first. */
  get tasks(): readonly Task[] {
    return [...this.#open.values()].map(({ task }) => task);
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** @returns false for a request that is not open any more, and for what is no answer to it */
  answer(id: number, answer: Answer): boolean {
    const open = this.#open.get(id);
    if (open === undefined || !isAnswerTo(open.task.request, answer)) return false;
    open.settle(answer);
    return true;
  }

  /** Whoever sits at one client. @param signal ends all that is open, with an InterruptedError */
  person(client: string, signal: AbortSignal): Person {
    return { ask: (request, itself) => this.#ask(client, request, { itself, signal }) };
  }

  async #ask(
    client: string,
    request: PersonRequest,
    { itself, signal }: { readonly itself: Promise<string> | undefined; readonly signal: AbortSignal },
  ): Promise<Answer> {
    if (signal.aborted) throw new InterruptedError();
    this.#count += 1;
    const id = this.#count;
    const task: Task = { id, client, request, untilMs: Date.now() + this.#patienceMs };
    const ended = new AbortController();
    try {
      return await new Promise<Answer>((resolve, reject) => {
        this.#open.set(id, { task, settle: resolve });
        const late = setTimeout(() => resolve({ kind: 'late' }), this.#patienceMs);
        ended.signal.addEventListener('abort', () => clearTimeout(late));
        void itself?.then((name) => resolve({ kind: 'choice', name }));
        signal.addEventListener('abort', () => reject(new InterruptedError()), { signal: ended.signal });
        this.#tell();
      });
    } finally {
      ended.abort();
      this.#open.delete(id);
      this.#tell();
    }
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function isAnswerTo({ choices, skip }: PersonRequest, answer: Answer): boolean {
  switch (answer.kind) {
    case 'choice':
      return choices.some(({ name }) => name === answer.name);
    case 'skip':
      return skip !== null;
    case 'skip-all':
      return skip !== null && skip.allLabel !== null;
    case 'late':
      return false;
  }
}
