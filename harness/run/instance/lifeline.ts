import { PersonError } from '../../client/served/person.ts';
import { endedHow, type StartedClient } from '../../client/started-client.ts';
import { within } from '../../client/deadline.ts';
import type { ReceivedLine, Session } from '../../server/session.ts';

export type Loss =
  | { readonly kind: 'crashed'; readonly note: string }
  | { readonly kind: 'disconnected'; readonly note: string }
  | { readonly kind: 'flooded'; readonly note: string };

export type WaitEnd = 'done' | 'quiet' | 'elapsed' | 'lost' | 'aborted';

export interface WaitLimits {
  /** Give up after so many ms in which the client sent nothing but PONG. */
  readonly quietMs?: number;
  /** Stop after so many ms in any case: an observation window. */
  readonly elapsedMs?: number;
  /** Send one server PING when nothing has come for a moment: some clients stall until they get more input. */
  readonly nudge?: boolean | Nudging;
}

/** When server PINGs are sent because nothing has come: after so many ms of silence, and each further one after so many. */
export interface Nudging {
  readonly firstAfterMs: number;
  readonly thenAfterMs: number;
}

/** Measured: a stalled client goes on when anything comes, and 150 ms is longer than any answer under way. */
export const NUDGE_AFTER_MS = 150;
const ONE_NUDGE: Nudging = { firstAfterMs: NUDGE_AFTER_MS, thenAfterMs: Infinity };
const NO_NUDGE: Nudging = { firstAfterMs: Infinity, thenAfterMs: Infinity };
const POLL_MS = 50;
/** A machine that is only busy lets a process wait less than that. */
const STOOD_STILL_MS = 500;
const EXIT_MS = 1000;
const FLOOD_LINES = 50_000;
const FLOOD_BYTES = 16 * 1024 * 1024;

/** Everything that the client sends, and whether it is still there. */
export class Lifeline {
  readonly lines: ReceivedLine[] = [];
  /** Takes the lines that somebody else counts: they are not kept here, and are no flood of the client's own. */
  claim: ((line: ReceivedLine) => boolean) | null = null;
  readonly #session: Session;
  readonly #client: StartedClient;
  readonly #signal: AbortSignal;
  readonly #unsubscribe: (() => void)[];
  #bytesExplained: number;
  #lastProgress = Date.now();
  #lastAnything = Date.now();
  #wake: () => void = () => undefined;
  #nudges = 0;
  #asked = 0;

  constructor(session: Session, client: StartedClient, signal: AbortSignal) {
    this.#session = session;
    this.#client = client;
    this.#signal = signal;
    this.#bytesExplained = session.bytesReceived;
    const abort = (): void => this.#wake();
    signal.addEventListener('abort', abort);
    this.#unsubscribe = [
      session.onLine((line) => this.#take(line)),
      session.onClose(() => this.#wake()),
      () => signal.removeEventListener('abort', abort),
    ];
    void client.whenExited().then(() => this.#wake());
  }

  stop(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
  }

  /** So many server PINGs were sent because nothing had come for a moment. */
  get nudges(): number {
    return this.#nudges;
  }

  /** Fires when the run is stopped. */
  get signal(): AbortSignal {
    return this.#signal;
  }

  /** For how many ms nothing at all has come. */
  get silentMs(): number {
    return Date.now() - this.#lastAnything;
  }

  get interrupted(): boolean {
    return this.#signal.aborted;
  }

  /** Null while the client is alive and connected. */
  get loss(): Loss | null {
    const { exit } = this.#client;
    // One that ends with code 0 has left; what else ends it is a crash.
    if (exit?.code === 0) return { kind: 'disconnected', note: 'the client left, and ended with code 0' };
    if (exit !== null) {
      const who = this.#client.pid === null ? 'the client' : 'the process';
      return { kind: 'crashed', note: `${who} ${endedHow(exit)}` };
    }
    if (this.#session.closed || this.#session.closeReason !== null) {
      return { kind: 'disconnected', note: 'the client closed the connection' };
    }
    if (this.lines.length > FLOOD_LINES || this.#session.bytesReceived - this.#bytesExplained > FLOOD_BYTES) {
      return { kind: 'flooded', note: `the client sent ${this.lines.length} lines without being asked` };
    }
    return null;
  }

  /**
   * Waits until `done` holds. PONG does not count as progress: it overtakes queued replies, and the nudge
   * itself would otherwise keep the wait alive for ever.
   */
  async until(done: () => boolean, limits: WaitLimits): Promise<WaitEnd> {
    let began = Date.now();
    this.#lastProgress = began;
    this.#lastAnything = began;
    const nudging = limits.nudge === true ? ONE_NUDGE : limits.nudge || NO_NUDGE;
    let lastNudge = 0;
    for (;;) {
      if (this.#signal.aborted) return 'aborted';
      if (done()) return 'done';
      if (this.loss !== null) return 'lost';
      const now = Date.now();
      if (limits.elapsedMs !== undefined && now - began >= limits.elapsedMs) return 'elapsed';
      if (limits.quietMs !== undefined && now - this.#lastProgress >= limits.quietMs) return 'quiet';
      const nudgeAfterMs = lastNudge === 0 ? nudging.firstAfterMs : nudging.thenAfterMs;
      if (now - Math.max(this.#lastAnything, lastNudge) >= nudgeAfterMs) {
        lastNudge = now;
        this.#nudges += 1;
        this.#session.serverPing(`ctcpspec-nudge-${this.#nudges}`);
      }
      const stoodStillMs = await this.#pause();
      began += stoodStillMs;
      this.#lastProgress = Math.min(Date.now(), this.#lastProgress + stoodStillMs);
    }
  }

  /**
   * The loss, once it is known whether the process ended too: a broken connection is told before the exit.
   *
   * @throws PersonError `withdrawn` when the person at a client says that it was not the client
   */
  async settledLoss(): Promise<Loss | null> {
    if (this.loss?.kind !== 'disconnected') return this.loss;
    if (this.#client.explainLoss === undefined) await within(this.#client.whenExited(), EXIT_MS);
    else if ((await this.#client.explainLoss()) === 'withdrawn')
      throw new PersonError('withdrawn', 'loss', 'the connection ended, and not by the client');
    return this.loss;
  }

  /** True when the client is gone, or goes within a moment: an exit is told a little later than a broken pipe. */
  async isLost(): Promise<boolean> {
    return (await this.until(() => false, { elapsedMs: EXIT_MS })) === 'lost';
  }

  /**
   * True when the client answers a PING of the server's: it is alive, whatever it does not say. One that is still
   * busy sending after that time is alive as well.
   */
  async answersPing(quietMs: number, nudge: Nudging = NO_NUDGE): Promise<boolean> {
    this.#asked += 1;
    const token = `ctcpspec-alive-${this.#asked}`;
    let answered = false;
    const stop = this.#session.onLine(({ line }) => {
      if (line?.command === 'PONG' && line.params.at(-1)?.toString('latin1') === token) answered = true;
    });
    this.#session.serverPing(token);
    const end = await this.until(() => answered, { elapsedMs: quietMs, nudge });
    stop();
    return end === 'done' || (end === 'elapsed' && Date.now() - this.#lastAnything < quietMs / 2);
  }

  /** Waits until something comes or a moment has passed; returns for how many ms this process was not run meanwhile. */
  async #pause(): Promise<number> {
    const began = Date.now();
    await new Promise<void>((resolve) => {
      // Timers come before what the sockets hold by then: read that first.
      const timer = setTimeout(() => setImmediate(resolve), POLL_MS);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    // Then the client may not have been run either: this is nobody's silence.
    const tookMs = Date.now() - began;
    return tookMs > STOOD_STILL_MS ? tookMs - POLL_MS : 0;
  }

  #take(received: ReceivedLine): void {
    this.#lastAnything = Date.now();
    if (received.line?.command !== 'PONG') this.#lastProgress = this.#lastAnything;
    if (this.claim?.(received) === true) this.#bytesExplained += received.raw.length + 2;
    else if (this.lines.length <= FLOOD_LINES) this.lines.push(received);
    this.#wake();
  }
}
