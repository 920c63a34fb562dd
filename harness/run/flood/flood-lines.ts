import { fillTemplate, type Template } from '../../wire/template.ts';
import type { Play } from '../play/play.ts';
import type { PeerName } from '../play/names.ts';
import { ChunkLayout, type Numbered, type Pieces } from './chunk-layout.ts';

/** What a step of a flood sends: its lines in turn, from its peers in turn. */
export interface FloodSpec {
  readonly lines: readonly Template[];
  readonly count: number;
}

/** So much is handed to the socket at a time: less costs a system call for little, more waits in memory. */
const CHUNK_OCTETS = 64 * 1024;
/** Stands for `\{n}` until the number is known; no scenario can hold it. */
const MARK = Buffer.from('\0ctcpspec-number\0');

/** Whole lines, each with CRLF. */
export interface FloodChunk extends Numbered {
  readonly lines: number;
}

/**
 * Makes the lines of a flood, many at a time. Most chunks are copies of an earlier one in which a few digits are others, so
 * that a million lines cost little more than writing them.
 */
export class FloodLines {
  readonly #pieces: readonly Pieces[];
  readonly #count: number;
  readonly #perChunk: number;
  readonly #layouts = new Map<string, ChunkLayout>();
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
    const layout = this.#layout(lines, this.#made % this.#pieces.length, digits, first);
    this.#made += lines;
    return { ...layout.numberedFrom(first), lines };
  }

  #layout(lines: number, offset: number, digits: number, first: number): ChunkLayout {
    const key = `${lines} ${offset} ${digits}`;
    const known = this.#layouts.get(key);
    if (known !== undefined) return known;
    const pieces = Array.from(
      { length: lines },
      (_, line) => this.#pieces[(offset + line) % this.#pieces.length] ?? [],
    );
    const layout = new ChunkLayout(pieces, first);
    this.#layouts.set(key, layout);
    return layout;
  }
}

/**
 * As many as fit; of those, whole rounds where a round is short, so that all chunks are laid out alike; and a multiple of
 * a power of ten where that leaves at least half, so that the last digits stay from one chunk to the next.
 */
function perChunk(pieces: readonly Pieces[]): number {
  const octets = pieces.reduce(
    (sum, line) => sum + line.reduce((length, piece) => length + piece.length, 0),
    0,
  );
  const fit = Math.max(1, Math.floor(CHUNK_OCTETS / (octets / pieces.length)));
  let lines = fit < pieces.length ? fit : fit - (fit % pieces.length);
  for (let power = 10; power <= fit; power *= 10) {
    const multiple = leastCommonMultiple(pieces.length, power);
    const whole = fit - (fit % multiple);
    if (whole >= fit / 2) lines = whole;
  }
  return lines;
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
