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

/** Makes the lines of a flood, many at a time, so that a million of them cost little more than writing them. */
export class FloodLines {
  readonly #pieces: readonly Pieces[];
  readonly #count: number;
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
  }

  get left(): number {
    return this.#count - this.#made;
  }

  /** The next lines, at most so many and about 64 KiB; null when all were made. */
  next(most = Infinity): FloodChunk | null {
    const first = this.#made;
    const parts: string[] = [];
    let octets = 0;
    while (this.#made < this.#count && this.#made - first < most && octets < CHUNK_OCTETS) {
      const pieces = this.#pieces[this.#made % this.#pieces.length] ?? [''];
      this.#made += 1;
      const line = pieces.length === 1 ? (pieces[0] ?? '') : pieces.join(String(this.#made));
      parts.push(line);
      octets += line.length;
    }
    if (parts.length === 0) return null;
    return { bytes: Buffer.from(parts.join(''), 'latin1'), lines: this.#made - first };
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
