import headless, { type IBuffer, type Terminal } from '@xterm/headless';
import { within } from './deadline.ts';
import { styledRow, withoutEnd } from './cell-style.ts';
import type { StyledLine } from './shown-line.ts';

const maxWaiting = 16 * 1024 * 1024;
const maxInAll = 64 * 1024 * 1024;
const maxAnswers = 64 * 1024;
const pieceLength = 64 * 1024;
const settleMs = 2000;

/** Control sequences by which the emulator repeats an operation as often as the number in them says. */
const repeating = ['I', 'L', 'M', 'S', 'T', 'Z', 'b'];

/** A terminal emulator without a window: what a person would see of the client. */
export class Screen {
  readonly #terminal: Terminal;
  #waiting: Buffer[] = [];
  #waitingLength = 0;
  #fed = 0;
  #busy = false;
  #complete = true;
  #whenIdle: (() => void)[] = [];

  /**
   * @param answer takes what the terminal itself says to the client, such as where the cursor is
   * @param convertEol whether a line feed begins a new line, as it does in what is written to a pipe
   */
  constructor(columns: number, rows: number, answer: (data: string) => void, convertEol = false) {
    this.#terminal = new headless.Terminal({
      cols: columns,
      rows,
      scrollback: 5000,
      convertEol,
      allowProposedApi: true,
      // It would write about each bad sequence into our own output.
      logLevel: 'off',
    });
    let answered = 0;
    this.#terminal.onData((data) => {
      // A client that asks without end and never reads would fill our memory with answers.
      answered += data.length;
      if (answered <= maxAnswers) answer(data);
    });
    // Clients count within the screen; a count of two thousand million would keep the emulator busy for hours.
    const limit = Math.max(columns, rows);
    for (const final of repeating) {
      this.#terminal.parser.registerCsiHandler(
        { final },
        ([count]) => typeof count === 'number' && count > limit,
      );
    }
  }

  feed(chunk: Buffer): void {
    this.#fed += chunk.length;
    if (this.#waitingLength + chunk.length > maxWaiting || this.#fed > maxInAll) this.#giveUp();
    if (!this.#complete) return;
    this.#waiting.push(chunk);
    this.#waitingLength += chunk.length;
    if (!this.#busy) this.#next();
  }

  /** False once the client has printed more than a screen is fed with; it stays as it was then. */
  get complete(): boolean {
    return this.#complete;
  }

  /** Waits until everything that was fed is on the screen, or for two seconds. */
  async settle(): Promise<void> {
    if (!this.#busy) return;
    await within(new Promise<void>((resolve) => this.#whenIdle.push(resolve)), settleMs);
  }

  /** The rows that are visible now, from the top. */
  visible(): string[] {
    const buffer = this.#terminal.buffer.active;
    return Array.from({ length: this.#terminal.rows }, (_, row) => rowText(buffer, buffer.baseY + row));
  }

  /** All lines, oldest first: those that scrolled away, then the present ones; wrapped rows are joined. */
  lines(): string[] {
    const { normal, active } = this.#terminal.buffer;
    return [...linesOf(normal), ...(active.type === 'alternate' ? linesOf(active) : [])];
  }

  /** The lines that a person sees now or has seen in the present buffer, with the look of each character. */
  styledLines(): StyledLine[] {
    return styledLinesOf(this.#terminal.buffer.active);
  }

  #next(): void {
    this.#busy = this.#waiting.length > 0;
    if (!this.#busy) {
      for (const resolve of this.#whenIdle.splice(0)) resolve();
      return;
    }
    let piece =
      this.#waiting.length === 1 ? (this.#waiting[0] ?? Buffer.alloc(0)) : Buffer.concat(this.#waiting);
    this.#waiting = piece.length > pieceLength ? [piece.subarray(pieceLength)] : [];
    piece = piece.subarray(0, pieceLength);
    this.#waitingLength -= piece.length;
    this.#terminal.write(piece, () => this.#next());
  }

  #giveUp(): void {
    this.#complete = false;
    this.#waiting = [];
    this.#waitingLength = 0;
  }
}

function linesOf(buffer: IBuffer): string[] {
  const lines: string[] = [];
  for (let row = 0; row < buffer.length; row++) {
    const text = rowText(buffer, row);
    if (buffer.getLine(row)?.isWrapped === true && lines.length > 0) lines.push((lines.pop() ?? '') + text);
    else lines.push(text);
  }
  while (lines.at(-1) === '') lines.pop();
  return lines;
}

function styledLinesOf(buffer: IBuffer): StyledLine[] {
  const lines: StyledLine[] = [];
  for (let row = 0; row < buffer.length; row++) {
    const line = buffer.getLine(row);
    if (line === undefined) continue;
    const goesOn = buffer.getLine(row + 1)?.isWrapped === true;
    const styled = goesOn ? styledRow(line) : withoutEnd(styledRow(line));
    const last = line.isWrapped ? lines.pop() : undefined;
    lines.push(
      last === undefined
        ? styled
        : { text: last.text + styled.text, styles: [...last.styles, ...styled.styles] },
    );
  }
  return lines;
}

/** Blanks at the end of a row that goes on in the next one belong to the text. */
function rowText(buffer: IBuffer, row: number): string {
  const goesOn = buffer.getLine(row + 1)?.isWrapped === true;
  return buffer.getLine(row)?.translateToString(!goesOn) ?? '';
}
