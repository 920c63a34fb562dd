import type { Curve } from '../../../reports/model/report.ts';
import type { ReceivedLine, Session } from '../../server/session.ts';
import { Series } from './series.ts';

/** Often enough to see a delay of some seconds, and not so often that PONG becomes a flood of its own. */
const INTERVAL_MS = 2000;

/** Asks the client by the server's PING again and again, and notes how long it takes to answer. */
export class Pings {
  readonly #session: Session;
  readonly #outstanding = new Map<string, number>();
  readonly #curve = new Series();
  readonly #stop: () => void;
  readonly #beganMs: number;
  #timer: NodeJS.Timeout | null = null;
  #sent = 0;
  #slowestMs = 0;

  constructor(session: Session) {
    this.#session = session;
    this.#beganMs = session.elapsedMs();
    this.#stop = session.onLine((line) => this.#take(line));
    this.#ask();
    this.#timer = setInterval(() => this.#ask(), INTERVAL_MS);
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#stop();
  }

  /** Whether each one that was sent so far was answered. */
  get answered(): boolean {
    return this.#outstanding.size === 0;
  }

  /** The slowest answer in ms; one that has not come counts until now. */
  get slowestMs(): number {
    const now = this.#session.elapsedMs();
    return Math.round(Math.max(this.#slowestMs, ...[...this.#outstanding.values()].map((ms) => now - ms)));
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

  #ask(): void {
    if (this.#session.ending) return;
    this.#sent += 1;
    const token = `ctcpspec-flood-${this.#sent}`;
    this.#outstanding.set(token, this.#session.elapsedMs());
    this.#session.serverPing(token);
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
