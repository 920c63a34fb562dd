import { fillTemplate, type Template } from '../../wire/template.ts';
import type { Play } from '../play/play.ts';
import type { PeerName } from '../play/names.ts';

/** What a step of a flood sends: its lines in turn, from its peers in turn. */
export interface FloodSpec {
  readonly lines: readonly Template[];
  readonly count: number;
}

/** So much is handed to the socket at a time: less costs a system call for little, more waits in memory. */
const CHUNK_OCTETS = 64 * 1024;
/** Stands for `\{n}` until the number is known; no scenario can hold it. */
const MARK = Buffer.from('\0ctcpspec-number\0');

export interface FloodChunk {
  /** Whole lines, each with CRLF. */
  readonly bytes: Buffer;
  readonly lines: number;
}

/** One line of the flood, cut where its number goes. */
type Pieces = readonly string[];

/** A chunk in which only the numbers are still to be written; all of them have the same number of digits. */
interface Layout {
  readonly bytes: Buffer;
  /** Where each number begins, and of which line of the chunk it is the number. */
  readonly slots: readonly { readonly at: number; readonly line: number }[];
}

/**
 * Makes the lines of a flood, many at a time. Most chunks are copies of another one with other numbers in them, so that a
 * million lines cost little more than writing them.
 */
export class FloodLines {
  readonly #pieces: readonly Pieces[];
  readonly #count: number;
  readonly #perChunk: number;
  readonly #layouts = new Map<string, Layout>();
  #made = 0;

  constructor({ lines, count }: FloodSpec, play: Play, peers: readonly PeerName[]) {
    this.#count = count;
    // As long a round as it takes until the first line comes from the first peer again.
    const round = leastCommonMultiple(lines.length, peers.length);
    this.#pieces = Array.from({ length: Math.min(round, count) }, (_, index) => {
      const line = lines[index % lines.length] ?? [];
      const peer = peers[index % peers.length];
      return piecesOf(fillTemplate(play.expand(line), (name) => valueOf(name, peer, play)));
    });
    this.#perChunk = perChunk(this.#pieces);
  }

  get left(): number {
    return this.#count - this.#made;
  }

  /** The next lines, at most so many and about 64 KiB; null when all were made. */
  next(most = Infinity): FloodChunk | null {
    if (this.left === 0) return null;
    const first = this.#made + 1;
    const digits = String(first).length;
    const lines = Math.min(this.left, most, this.#perChunk, 10 ** digits - first);
    const { bytes: sample, slots } = this.#layout(lines, this.#made % this.#pieces.length, digits);
    this.#made += lines;
    const bytes = Buffer.from(sample);
    for (const { at, line } of slots) writeDigits(bytes, at, digits, first + line);
    return { bytes, lines };
  }

  #layout(lines: number, offset: number, digits: number): Layout {
    const key = `${lines} ${offset} ${digits}`;
    const known = this.#layouts.get(key);
    if (known !== undefined) return known;
    const layout = layoutOf(
      Array.from({ length: lines }, (_, line) => this.#pieces[(offset + line) % this.#pieces.length] ?? []),
      digits,
    );
    this.#layouts.set(key, layout);
    return layout;
  }
}

function layoutOf(lines: readonly Pieces[], digits: number): Layout {
  const slots: { at: number; line: number }[] = [];
  let text = '';
  lines.forEach(([begin = '', ...more], line) => {
    text += begin;
    for (const piece of more) {
      slots.push({ at: text.length, line });
      text += '0'.repeat(digits) + piece;
    }
  });
  return { bytes: Buffer.from(text, 'latin1'), slots };
}

/** As many as fit, in whole rounds where a round is short, so that all chunks are laid out alike. */
function perChunk(pieces: readonly Pieces[]): number {
  const octets = pieces.reduce(
    (sum, line) => sum + line.reduce((length, piece) => length + piece.length, 0),
    0,
  );
  const lines = Math.max(1, Math.floor(CHUNK_OCTETS / (octets / pieces.length)));
  return lines < pieces.length ? lines : lines - (lines % pieces.length);
}

const DIGIT_0 = 0x30;

function writeDigits(bytes: Buffer, at: number, digits: number, number: number): void {
  let rest = number;
  for (let index = at + digits - 1; index >= at; index -= 1) {
    bytes[index] = DIGIT_0 + (rest % 10);
    rest = Math.floor(rest / 10);
  }
}

function piecesOf(line: Buffer): Pieces {
  return `${line.toString('latin1')}\r\n`.split(MARK.toString('latin1'));
}

function valueOf(name: string, peer: PeerName | undefined, play: Play): Buffer {
  switch (name) {
    case 'n':
      return MARK;
    case 'peer':
      return Buffer.from(peer?.source ?? '');
    case 'peer.nick':
      return Buffer.from(peer?.nick ?? '');
    case 'peer.user':
      return Buffer.from(peer?.user ?? '');
    case 'peer.host':
      return Buffer.from(peer?.host ?? '');
    default:
      return play.value(name);
  }
}

function leastCommonMultiple(a: number, b: number): number {
  const divisor = (x: number, y: number): number => (y === 0 ? x : divisor(y, x % y));
  return (a * b) / divisor(a, b);
}
