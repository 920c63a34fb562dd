import { isContentAt } from './content.ts';
import type { Link } from './link.ts';

/** How a peer acknowledges what it gets. */
export type AckHabit =
  /** After each read the total in 4 octets, the highest first. */
  | 'each'
  /** The total when all is there, and nothing before. */
  | 'last'
  | 'none'
  /** As `each`, octet by octet. */
  | 'split'
  /** Totals beyond all that was sent. */
  | 'beyond'
  /** Nothing but totals of 0. */
  | 'zero'
  /** Octets that are no totals, and not even a multiple of four. */
  | 'garbage';

export interface ReceivePlan {
  /** The size of the file, as it was offered. */
  readonly octets: number;
  /** Where the transfer begins, when it was resumed. */
  readonly from: number;
  readonly acks: AckHabit;
}

const WRAP = 2 ** 32;
/** Beyond the end of the file only so much is taken. */
const MOST_SURPLUS = 64 * 1024;

/** Takes a file from the client; nothing of it is kept. */
export class Receiving {
  readonly kind = 'receive';
  readonly plan: ReceivePlan;
  /** How many octets came. */
  octetsIn = 0;
  /** All that came is what stands in the file there. */
  isContent = true;
  #link: Link | null = null;

  constructor(plan: ReceivePlan) {
    this.plan = plan;
  }

  begin(link: Link): void {
    this.#link = link;
  }

  take(chunk: Buffer): void {
    const { from, octets } = this.plan;
    this.isContent &&= isContentAt(from + this.octetsIn, chunk);
    this.octetsIn += chunk.length;
    if (from + this.octetsIn > octets + MOST_SURPLUS) this.#link?.destroy();
    else this.#acknowledge();
  }

  get isWhole(): boolean {
    return this.plan.from + this.octetsIn === this.plan.octets;
  }

  get isDone(): boolean {
    return this.isWhole;
  }

  #acknowledge(): void {
    const link = this.#link;
    if (link === null) return;
    const total = this.plan.from + this.octetsIn;
    const say = (value: number): void => void link.write(uint32(value));
    switch (this.plan.acks) {
      case 'none':
        return;
      case 'last':
        if (this.isWhole) say(total);
        break;
      case 'each':
        say(total);
        break;
      case 'split':
        for (const octet of uint32(total)) void link.write(Buffer.of(octet));
        break;
      case 'beyond':
        say(WRAP - 1);
        break;
      case 'zero':
        say(0);
        break;
      case 'garbage':
        void link.write(Buffer.from('\x00\xff\x01', 'latin1'));
        break;
    }
  }
}

function uint32(value: number): Buffer {
  const octets = Buffer.alloc(4);
  octets.writeUInt32BE(value % WRAP);
  return octets;
}
