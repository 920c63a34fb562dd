import type { Curve } from '../../../reports/model/report.ts';
import type { ReceivedLine, Session } from '../../server/session.ts';
import { Series } from './series.ts';

/**
 * When the server asks, in ms after the flood. Seldom, as servers do: a client that sends what is queued only in idle
 * moments, or that lets its PONG count for its own limit, would be kept from answering by the question.
 */
const ASK_AT_MS = [0, 20_000, 40_000];

/** Asks the client by the server's PING, and notes how long it takes to answer. */
export class Pings {
  readonly #session: Session;
  readonly #outstanding = new Map<string, number>();
  readonly #curve = new Series();
  readonly #stop: () => void;
  readonly #beganMs: number;
  #askedFromMs: number | null = null;
  #sent = 0;
  #slowestMs = 0;

  constructor(session: Session) {
    this.#session = session;
    this.#beganMs = session.elapsedMs();
    this.#stop = session.onLine((line) => this.#take(line));
  }

  stop(): void {
    this.#stop();
  }

  /** Asks when it is time to; from the first call on. */
  ask(): void {
    const now = this.#session.elapsedMs();
    this.#askedFromMs ??= now;
    const due = ASK_AT_MS[this.#sent];
    if (due === undefined || now - this.#askedFromMs < due || this.#session.ending) return;
    this.#sent += 1;
    const token = `ctcpspec-flood-${this.#sent}`;
    this.#outstanding.set(token, now);
    this.#session.serverPing(token);
  }

  /** Whether each one that was sent so far was answered. */
  get answered(): boolean {
    return this.#outstanding.size === 0;
  }

  /** The slowest answer in ms; one that has not come counts until now. */
  get slowestMs(): number {
    const now = this.#session.elapsedMs();
    const waits = [...this.#outstanding.values()].map((ms) => now - ms);
    return Math.round(Math.max(this.#slowestMs, ...waits));
  }

  curve(): Curve {
    const now = this.#session.elapsedMs();
    for (const ms of this.#outstanding.values()) this.#curve.note(now - this.#beganMs, now - ms);
    return {
      name: 'pong',
      title: "Time to answer the server's PING",
      unit: 'ms',
      points: this.#curve.points,
    };
  }

  #take({ line, ms }: ReceivedLine): void {
    if (line?.command !== 'PONG') return;
    const token = line.params.at(-1)?.toString('latin1') ?? '';
    const sentMs = this.#outstanding.get(token);
    if (sentMs === undefined) return;
    this.#outstanding.delete(token);
    this.#slowestMs = Math.max(this.#slowestMs, ms - sentMs);
    this.#curve.note(ms - this.#beganMs, ms - sentMs);
  }
}
