import { paintFor, type Paint, type TerminalStyle } from '../../../reports/terminal/style.ts';
import { wrap } from '../../../reports/terminal/wrap.ts';
import { visible } from '../../../reports/visible.ts';

const LABEL = 10;
const INDENT = 2;

/** Rows of a label and what stands beside it. */
export class Rows {
  readonly paint: Paint;
  readonly #lines: string[] = [];
  readonly #width: number;

  constructor(style: TerminalStyle) {
    this.paint = paintFor(style);
    this.#width = style.width;
  }

  /** A line from the left edge. */
  heading(text: string): void {
    this.#lines.push(this.paint.bold(visible(text)));
  }

  /** Words, broken to the width. */
  text(label: string, words: string, indent = 0): void {
    const room = Math.max(20, this.#width - INDENT - LABEL - indent);
    for (const [index, line] of wrap(visible(words), room).entries())
      this.line(index === 0 ? label : '', line, indent);
  }

  /** One unbroken line, because people copy bytes and commands; it may hold colour codes. */
  line(label: string, text: string, indent = 0): void {
    const left = ' '.repeat(INDENT) + this.paint.dim(label.padEnd(LABEL));
    this.#lines.push(`${left}${' '.repeat(indent)}${text}`.trimEnd());
  }

  toString(): string {
    return `${this.#lines.join('\n')}\n`;
  }
}
