import { readFileSync } from 'node:fs';

const LOOK_MS = 100;

/** Asks the system again and again for the most memory that a process has held so far; it is gone with the process. */
export class PeakResident {
  readonly #timer: NodeJS.Timeout;
  #kilooctets = 0;

  constructor(pid: number) {
    this.#timer = setInterval(() => this.#look(pid), LOOK_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Millions of octets. */
  get mb(): number {
    return (this.#kilooctets * 1024) / 1e6;
  }

  #look(pid: number): void {
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'latin1');
      this.#kilooctets = Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? this.#kilooctets);
    } catch {
      // Gone, or no Linux.
    }
  }
}
