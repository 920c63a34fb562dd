import { Acknowledgements } from './acknowledgements.ts';
import { contentAt } from './content.ts';
import type { Link } from './link.ts';

/** How a peer sends a file. Positions and sizes are in octets. */
export interface SendPlan {
  /** How much of the file is sent, from its beginning. */
  readonly octets: number;
  /** Where it begins, in a transfer that was resumed. */
  readonly from: number;
  readonly block: number;
  /** Does not wait for the acknowledgement of a block before it sends the next one. */
  readonly ahead: boolean;
  /** Ends the connection behind the last octet, and does not wait for its acknowledgement. */
  readonly hasty: boolean;
  /** Leaves it to the client to end the connection. */
  readonly stays: boolean;
}

/** Small blocks of a file that is large would take for ever; a peer is no place to wait. */
const MOST_BLOCKS = 100_000;

/** Sends a file to the client. */
export class Sending {
  readonly kind = 'send';
  readonly plan: SendPlan;
  readonly acknowledgements: Acknowledgements;
  /** The position in the file up to which octets were sent. */
  position: number;
  #wake: () => void = () => undefined;

  constructor(plan: SendPlan) {
    if ((plan.octets - plan.from) / plan.block > MOST_BLOCKS) {
      throw new RangeError(`Give blocks of which ${MOST_BLOCKS} hold the file.`);
    }
    this.plan = plan;
    this.position = plan.from;
    this.acknowledgements = new Acknowledgements(plan.from);
  }

  begin(link: Link): void {
    link.socket.on('close', () => this.#wake());
    void this.#pump(link);
  }

  take(chunk: Buffer): void {
    this.acknowledgements.push(chunk, this.position);
    this.#wake();
  }

  /** For progress to be seen: what came and what went. */
  get octetsIn(): number {
    return this.acknowledgements.octets + this.position;
  }

  get isDone(): boolean {
    const { position, plan } = this;
    return position === plan.octets && (plan.hasty || this.acknowledgements.reaches(position));
  }

  async #pump(link: Link): Promise<void> {
    const { plan } = this;
    while (this.position < plan.octets) {
      const block = contentAt(this.position, Math.min(plan.block, plan.octets - this.position));
      this.position += block.length;
      if (!(await link.write(block))) return;
      if (!plan.ahead && !(await this.#acknowledged(link))) return;
      // Small blocks in one turn would leave nobody else any time.
      if (plan.ahead) await new Promise((resolve) => setImmediate(resolve));
    }
    if (!plan.hasty && !(await this.#acknowledged(link))) return;
    if (!plan.stays) link.close('fin');
  }

  /** Waits for the acknowledgement of all that was sent; false when the connection ends before. */
  async #acknowledged(link: Link): Promise<boolean> {
    while (!this.acknowledgements.reaches(this.position)) {
      if (!link.isOpen) return false;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    return true;
  }
}
