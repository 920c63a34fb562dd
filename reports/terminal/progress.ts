import { inertLines } from '../inert-lines.ts';
import type { Result } from '../model/report.ts';
import { visible } from '../visible.ts';
import { paintFor, type TerminalStream, type TerminalStyle } from './style.ts';
import { verdictWord } from './verdict-word.ts';
import { shorten } from './wrap.ts';

/** How far a run is. */
export interface ProgressState {
  readonly done: number;
  readonly total: number;
  readonly failed: number;
  /** What is being done now, such as the id of a scenario. */
  readonly now: string;
}

/** The live line, cut so that it never wraps: a wrapped line could not be rewritten. */
export function progressLine({ done, total, failed, now }: ProgressState, style: TerminalStyle): string {
  const paint = paintFor(style);
  const counts = `${done}/${total}`;
  const fails = failed === 0 ? '' : ` ${failed} failed`;
  const room = style.width - 1 - counts.length - fails.length - 2;
  return `${paint.bold(counts)}${paint.red(fails)}  ${paint.dim(cut(visible(now), room))}`;
}

/** One line for one result, where lines cannot be rewritten. */
export function resultLine(
  { verdict, id, reason }: Pick<Result, 'verdict' | 'id' | 'reason'>,
  style: TerminalStyle,
): string {
  const said = verdict === 'pass' ? '' : `: ${shorten(visible(reason), 200)}`;
  return inertLines(`${verdictWord(verdict, paintFor(style))} ${visible(id)}${said}`);
}

/**
 * Shows a run's progress: one line that is rewritten on a terminal, a line for each result elsewhere (a log
 * of CI). Call `end` before anything else is printed.
 */
export class Progress {
  readonly #stream: TerminalStream;
  readonly #style: TerminalStyle;
  #shown = false;

  constructor(stream: TerminalStream, style: TerminalStyle) {
    this.#stream = stream;
    this.#style = style;
  }

  /** The state now; nothing is written where lines cannot be rewritten. */
  update(state: ProgressState): void {
    if (this.#stream.isTTY !== true) return;
    // The terminal may have been resized since the run began.
    const width = this.#stream.columns ?? this.#style.width;
    this.#stream.write(`\r\x1b[2K${progressLine(state, { ...this.#style, width })}`);
    this.#shown = true;
  }

  /** A result has come in. */
  result(result: Pick<Result, 'verdict' | 'id' | 'reason'>): void {
    if (this.#stream.isTTY !== true) this.#stream.write(`${resultLine(result, this.#style)}\n`);
  }

  /** A line that stays, above the live one. */
  say(line: string): void {
    this.#clear();
    this.#stream.write(`${inertLines(visible(line))}\n`);
  }

  end(): void {
    this.#clear();
  }

  #clear(): void {
    if (this.#shown) this.#stream.write('\r\x1b[2K');
    this.#shown = false;
  }
}

/** Other alphabets may take two columns a character, so everything that is not ASCII counts as two. */
function cut(text: string, columns: number): string {
  let used = 0;
  let kept = '';
  for (const character of text) {
    used += /[\x20-\x7e]/.test(character) ? 1 : 2;
    if (used > columns) return kept;
    kept += character;
  }
  return kept;
}
