import { AsyncResource } from 'node:async_hooks';
import { ClientActionError } from '../client-error.ts';
import type { Exit } from '../client-process.ts';
import { DCC_IN_A_HOME } from '../dcc-actions.ts';
import { within } from '../deadline.ts';
import { noteEnded, noteRunning } from '../running-clients.ts';
import { plainLines, type ShownLine } from '../shown-line.ts';
import type { ActionKind, SettingKind } from '../spec.ts';
import type { StartedClient } from '../started-client.ts';
import type { ActionValues } from '../user-line.ts';
import type { ClientHandle } from './spec.ts';
import { holdUncaught, owned, type UncaughtListener } from './uncaught.ts';

/** How long `close()` of a handle may take. */
const CLOSE_MS = 2000;
const LAST_WORDS_BYTES = 400;

/** A library has no windows to type into, and no user's files to offer. */
const OF_PROGRAMS = ['raw', 'query', 'dcc-chat', ...DCC_IN_A_HOME] as const;

function isOfHandle(kind: ActionKind): kind is Exclude<ActionKind, (typeof OF_PROGRAMS)[number]> {
  return !OF_PROGRAMS.some((one) => one === kind);
}

/**
 * A client inside this process. It has no process, no home and no output; an error of it that nobody catches is taken
 * for its end, since that is what it would be in a program of its own.
 */
export class InProcessClient implements StartedClient {
  readonly pid = null;
  readonly home = null;
  readonly #name: string;
  readonly #stop = new AbortController();
  readonly #letGo = holdUncaught();
  readonly #exited: Promise<Exit>;
  #tellExit: (exit: Exit) => void = () => undefined;
  readonly #resource: AsyncResource;
  #handle: ClientHandle | null = null;
  #exit: Exit | null = null;
  #lastWords = Buffer.alloc(0);
  #ending: Promise<void> | null = null;

  constructor(name: string) {
    this.#name = name;
    this.#exited = new Promise((resolve) => (this.#tellExit = resolve));
    this.#resource = owned(this.#uncaught, () => new AsyncResource('ctcpspec-client'));
    noteRunning(this);
  }

  /** Fires when the client is to be gone. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** Runs `act` so that what is thrown in it, at any time, is told apart from what others throw. */
  inside<T>(act: () => T): T {
    return this.#resource.runInAsyncScope(act);
  }

  take(handle: ClientHandle): void {
    this.#handle = handle;
  }

  get exit(): Exit | null {
    return this.#exit;
  }

  whenExited(): Promise<Exit> {
    return this.#exited;
  }

  can(kind: ActionKind): boolean {
    const handle = this.#handle;
    if (handle === null) return false;
    if (isSetting(kind)) return handle.settings?.[kind] !== undefined;
    return isOfHandle(kind) && handle[kind] !== undefined;
  }

  async act(kind: ActionKind, values: ActionValues): Promise<void> {
    if (this.#exit !== null)
      throw new ClientActionError('client-exited', 'The client has ended; its user can do nothing.');
    const handle = this.#handle;
    if (handle === null || !isOfHandle(kind) || !this.can(kind)) {
      throw new ClientActionError(
        'no-such-action',
        `The handle of ${this.#name} has no function ${functionName(kind)}. Add it.`,
      );
    }
    const target = textOf('target', values);
    const text = values.text === undefined ? '' : textOf('text', values);
    const act = (): unknown => {
      if (isSetting(kind)) return handle.settings?.[kind]?.(kind === 'version-text' ? text : target);
      switch (kind) {
        case 'action':
          return handle.action?.(target, text);
        case 'message':
          return handle.message?.(target, text);
        case 'notice':
          return handle.notice?.(target, text);
        case 'ctcp':
        case 'reply':
          return handle[kind]?.(
            target,
            textOf('command', values),
            values.args === undefined ? undefined : textOf('args', values),
          );
        case 'away':
          return handle.away?.(text);
        case 'ignore':
          return handle.ignore?.(target);
        case 'ping':
          return handle.ping?.(target);
        case 'quote':
          return handle.quote?.(target, text);
      }
    };
    try {
      await this.inside(act);
    } catch (error) {
      // A library does well to refuse a line break, and may do so by an error.
      if (/[\r\n\0]/.test(text)) return;
      const problem = error instanceof Error ? (error.stack ?? error.message) : String(error);
      throw new ClientActionError(
        'action-failed',
        `The function ${functionName(kind)} of the handle threw ${problem}. Catch in it what the client throws on purpose.`,
        error,
      );
    }
  }

  /** A function takes any text. */
  get takesControls(): boolean {
    return true;
  }

  /** Nor does text that is handed over end at a line break. */
  get takesLineBreaks(): boolean {
    return true;
  }

  /** It is given strings. */
  get takesOctets(): boolean {
    return false;
  }

  /** A library draws nothing itself. */
  printed(): null {
    return null;
  }

  printedSince(): Buffer {
    return Buffer.alloc(0);
  }

  get hasDisplay(): boolean {
    return this.#handle?.shown !== undefined;
  }

  async displayLines(): Promise<readonly string[] | null> {
    const handle = this.#handle;
    return (await this.inside(() => handle?.shown?.())) ?? null;
  }

  async shownLines(): Promise<readonly ShownLine[] | null> {
    const lines = await this.displayLines();
    return lines === null ? null : plainLines(lines);
  }

  styledLines(): Promise<null> {
    return Promise.resolve(null);
  }

  /** The error that ended it. */
  outputTail(): Buffer {
    return this.#lastWords;
  }

  async quit(deadlineMs = CLOSE_MS): Promise<Exit | null> {
    await within(this.end(), deadlineMs);
    return this.#exit;
  }

  leftBehind(): Promise<null> {
    return Promise.resolve(null);
  }

  end(): Promise<void> {
    this.#ending ??= this.#endOnce();
    return this.#ending;
  }

  endNow(): void {
    this.#stop.abort();
  }

  async #endOnce(): Promise<void> {
    const handle = this.#handle;
    try {
      this.inside(() => this.#stop.abort());
      await within(Promise.resolve(this.inside(() => handle?.close())), CLOSE_MS);
    } catch {
      // What a client says when it is ended is said by nobody who is judged.
    } finally {
      noteEnded(this);
      // What it still throws on its way out comes in the next turns of the loop.
      setTimeout(this.#letGo, CLOSE_MS).unref();
    }
  }

  readonly #uncaught: UncaughtListener = (error, origin) => {
    if (this.#ending !== null || this.#exit !== null) return;
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    // Where it came from stands at the beginning; the rest is the way there.
    this.#lastWords = Buffer.from(what).subarray(0, LAST_WORDS_BYTES);
    const first = what.split('\n')[0] ?? '';
    const how =
      origin === 'exception'
        ? 'threw an error that nobody caught'
        : 'rejected a promise that nobody waited for';
    this.#exit = { code: null, signal: null, error: `${how}: ${first}` };
    this.#tellExit(this.#exit);
  };
}

const SETTINGS: Readonly<Record<SettingKind, true>> = {
  'silence-version': true,
  'version-text': true,
  'silence-ctcp': true,
  'ignore-ctcp': true,
  'refuse-dcc': true,
  'silence-channel-ctcp': true,
};

function isSetting(kind: ActionKind): kind is SettingKind {
  return kind in SETTINGS;
}

function functionName(kind: ActionKind): string {
  return isSetting(kind) ? `settings['${kind}']()` : `${kind}()`;
}

function textOf(name: Exclude<keyof ActionValues, 'content'>, values: ActionValues): string {
  const value = values[name];
  if (value === undefined) return '';
  return typeof value === 'string' ? value : Buffer.from(value).toString('utf8');
}
