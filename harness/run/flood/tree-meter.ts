import type { Curve } from '../../../reports/model/report.ts';
import { processUse, type ProcessUse } from '../../client/process-use.ts';
import { Series } from './series.ts';

const LOOK_MS = 500;
const MEBIOCTET = 1024 * 1024;

/** Follows how much memory and processor time the processes of a client take. On Linux only: elsewhere it sees nothing. */
export class TreeMeter {
  readonly #pid: number | null;
  readonly #resident = new Series();
  readonly #cpu = new Series();
  readonly #beganAt = Date.now();
  #timer: NodeJS.Timeout | null;
  #before: ProcessUse | null = null;

  /** @param pid null for a client that has no process of its own */
  constructor(pid: number | null) {
    this.#pid = pid;
    void this.look();
    this.#timer = setInterval(() => void this.look(), LOOK_MS);
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  /** Octets of resident memory at this moment; null where that cannot be told. */
  async look(): Promise<number | null> {
    const use = this.#pid === null ? null : await processUse(this.#pid);
    if (use === null) return null;
    const ms = Date.now() - this.#beganAt;
    this.#resident.note(ms, Math.round((use.residentOctets / MEBIOCTET) * 10) / 10);
    if (this.#before !== null) {
      const spanMs = use.atMs - this.#before.atMs;
      if (spanMs > 0) this.#cpu.note(ms, Math.round(((use.cpuMs - this.#before.cpuMs) / spanMs) * 100));
    }
    this.#before = use;
    return use.residentOctets;
  }

  curves(): Curve[] {
    return [
      {
        name: 'resident',
        title: 'Resident memory of its processes',
        unit: 'MiB',
        points: this.#resident.points,
      },
      { name: 'cpu', title: 'Processor time of its processes', unit: '%', points: this.#cpu.points },
    ].filter(({ points }) => points.length > 1);
  }
}
