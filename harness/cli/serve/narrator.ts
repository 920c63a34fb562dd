import { inertLines } from '../../../reports/inert-lines.ts';
import { paintFor, styleFor, type TerminalStream } from '../../../reports/terminal/style.ts';
import { visible } from '../../../reports/visible.ts';
import type { ServedRun } from '../../serve/served-run.ts';
import type { Serving } from '../../serve/serving.ts';
import type { ClientView } from '../../serve/view.ts';

/** Tells in the terminal what becomes of each client. All that clients say is made harmless first. */
export class Narrator {
  readonly #stream: TerminalStream;
  readonly #told = new Map<string, string>();

  constructor(stream: TerminalStream, serving: Serving) {
    this.#stream = stream;
    serving.onChange(() => {
      for (const run of serving.runs) this.#follow(run);
    });
  }

  say(lines: readonly string[]): void {
    for (const line of lines) this.#stream.write(`${inertLines(visible(line))}\n`);
  }

  /** A line that must not be overlooked. */
  sayLoud(line: string): void {
    const { bold } = paintFor(styleFor(this.#stream, process.env));
    this.#stream.write(`${bold(inertLines(visible(line)))}\n`);
  }

  #follow({ view }: ServedRun): void {
    const now = sentenceOf(view);
    if (this.#told.get(view.id) === now) return;
    this.#told.set(view.id, now);
    this.say([`${view.nick}: ${now}`]);
  }
}

/** So often it is told how far a client is. */
const TENTHS = 10;

/** How many were played when the last full tenth of all was. */
function tenthOf(done: number, total: number): number {
  return Math.ceil((Math.floor((TENTHS * done) / total) * total) / TENTHS);
}

function sentenceOf(view: ClientView): string {
  const { phase, isConnected, done, total, counts, problem, resting } = view;
  const found = Object.entries(counts).map(([verdict, count]) => `${count} ${verdict}`);
  switch (phase) {
    case 'finished':
      return `done, ${found.join(', ')}`;
    case 'untestable':
      return `cannot be tested: ${problem ?? 'no reason is known'}`;
    case 'stopped':
      return `stopped after ${done} of ${total} scenarios`;
    case 'discovery':
    case 'playing':
      if (!isConnected) return 'is not connected';
      if (resting !== null) return resting;
      if (phase === 'discovery') return 'has connected, and is being found out about';
      return done < total / TENTHS
        ? 'is being played'
        : `${tenthOf(done, total)} of ${total} scenarios played`;
  }
}
