import { StringDecoder } from 'node:string_decoder';
import { stripVTControlCharacters } from 'node:util';

const maxLineLength = 64 * 1024;
const maxLength = 8 * 1024 * 1024;

/** A client's plain output as lines of text, without terminal control sequences; the oldest are given up first. */
export class TextLog {
  readonly #decoder = new StringDecoder('utf8');
  readonly #lines: string[] = [];
  #first = 0;
  #length = 0;
  #open = '';
  #complete = true;

  push(chunk: Buffer): void {
    const pieces = (this.#open + this.#decoder.write(chunk)).split('\n');
    const last = pieces.pop() ?? '';
    for (const piece of pieces) this.#add(this.#addBeginnings(piece));
    this.#open = this.#addBeginnings(last);
  }

  /** False once lines were given up. */
  get complete(): boolean {
    return this.#complete;
  }

  /** Oldest first; the last may still be unfinished. */
  lines(): readonly string[] {
    const whole = this.#lines.slice(this.#first);
    return this.#open === '' ? whole : [...whole, cleaned(this.#open)];
  }

  /** A line that is too long becomes several; gives the last of them back. */
  #addBeginnings(piece: string): string {
    let rest = piece;
    for (; rest.length > maxLineLength; rest = rest.slice(maxLineLength))
      this.#add(rest.slice(0, maxLineLength));
    return rest;
  }

  #add(piece: string): void {
    const line = cleaned(piece);
    this.#lines.push(line);
    // An empty line costs memory too.
    this.#length += line.length + 16;
    while (this.#length > maxLength) {
      this.#length -= (this.#lines[this.#first]?.length ?? 0) + 16;
      this.#first++;
      this.#complete = false;
    }
    // Not one by one: taking lines off the front moves all the others.
    if (2 * this.#first > this.#lines.length) {
      this.#lines.splice(0, this.#first);
      this.#first = 0;
    }
  }
}

function cleaned(line: string): string {
  const text = line.endsWith('\r') ? line.slice(0, -1) : line;
  return /[\x1b\x9b]/.test(text) ? stripVTControlCharacters(text) : text;
}
