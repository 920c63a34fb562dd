import type { ShownLine } from '../../client/shown-line.ts';
import type { Measure } from '../../scenario/measures.ts';
import { isMeasuredStep, type Step } from '../../scenario/model.ts';
import { performStep } from '../play/steps.ts';
import { relayCopies } from './copies.ts';
import type { Pings } from './pings.ts';
import { Probes } from './probes.ts';
import { reconnect } from './reconnect.ts';
import { reflectReplies } from './reflect.ts';
import { sendFlood } from './send-flood.ts';
import type { FloodStage } from './stage.ts';
import type { TreeMeter } from './tree-meter.ts';

const LOOK_MS = 250;

/** Takes the steps of one play, and waits for what comes of them. */
export class Watch {
  readonly #stage: FloodStage;
  readonly #pings: Pings;
  #probes: Probes | null = null;
  #typedMs: number | null = null;
  #isCutOff = false;
  #mostReflected = 0;

  constructor(stage: FloodStage, pings: Pings) {
    this.#stage = stage;
    this.#pings = pings;
  }

  /** The harness itself has ended the connection. */
  get isCutOff(): boolean {
    return this.#isCutOff || this.#stage.values.thrownOff === 1;
  }

  /** Somebody new was answered after the flood. */
  get hasResumed(): boolean {
    return this.#probes !== null && this.#probes.answeredMs !== null;
  }

  /** @returns false when the display did not catch up */
  async perform(step: Step, tree: TreeMeter): Promise<boolean> {
    const { instance, play, recorder, startFresh } = this.#stage;
    if (step.do === 'user') this.#typedMs = instance.session.elapsedMs();
    if (!isMeasuredStep(step)) return performStep(step, play, instance, recorder, startFresh);
    switch (step.do) {
      case 'flood':
        await sendFlood(step, this.#stage, tree);
        // First the PING: its PONG has to overtake what waits, and what the probes add to that.
        this.#pings.ask();
        this.#probes = this.#newProbes();
        this.#probes.ask();
        return true;
      case 'reflect':
        this.#mostReflected = step.most;
        reflectReplies(step.most, this.#stage);
        return true;
      case 'copies':
        await relayCopies(step.lines, this.#stage);
        return true;
      case 'reconnect':
        this.#isCutOff = true;
        await reconnect(this.#stage);
        return true;
    }
  }

  /** @returns whether all was seen before the time was over */
  async settle(): Promise<boolean> {
    const { instance, untilMs } = this.#stage;
    const { session, lifeline } = instance;
    let end: string = 'elapsed';
    while (end === 'elapsed' && !this.isCutOff && session.elapsedMs() < untilMs) {
      if (this.#probes !== null) this.#pings.ask();
      this.#probes?.ask();
      if (await this.#isDone()) return true;
      const leftMs = Math.min(LOOK_MS, untilMs - session.elapsedMs());
      end = await lifeline.until(() => this.#needsNoTime(), { elapsedMs: Math.max(1, leftMs) });
      if (end === 'done') return true;
    }
    return false;
  }

  values(): Partial<Record<Measure, number>> {
    const { meter, values, instance } = this.#stage;
    const resumedMs = this.#probes?.answeredMs ?? null;
    return {
      ...meter.values,
      pongMs: this.#pings.slowestMs,
      ...(resumedMs === null ? {} : { resumedMs }),
      ...(this.#typedMs === null
        ? {}
        : { userMs: Math.round((this.#typedLineMs() ?? instance.session.elapsedMs()) - this.#typedMs) }),
      ...amplificationOf(meter.values.repliesOctets, values.queriesOctets),
      ...values,
    };
  }

  /** The lines of the display that carry a token or a peer of the play. */
  async shown(): Promise<ShownLine[]> {
    const { play, instance } = this.#stage;
    const { peer, other, token, token2 } = play.cast;
    const lines = (await instance.client.shownLines()) ?? [];
    return lines.filter(({ text }) =>
      [peer.nick, other.nick, token, token2].some((mark) => text.includes(mark)),
    );
  }

  #newProbes(): Probes {
    const { instance, knowledge, key, controls, recorder } = this.#stage;
    return new Probes(instance, knowledge, { key, controls, recorder });
  }

  /** Everything but what has to be looked for on the display. */
  #needsNoTime(): boolean {
    return !this.#needsDisplay && this.#isHeard();
  }

  async #isDone(): Promise<boolean> {
    return this.#isHeard() && (!this.#needsDisplay || (await this.#isShown()));
  }

  #isHeard(): boolean {
    const { knowledge, values } = this.#stage;
    // A loop is watched for as long as the scenario says: it may go on however slowly.
    if (values.reflected !== undefined) return values.reflected >= this.#mostReflected;
    const typed = this.#typedMs === null || this.#typedLineMs() !== null;
    const isFence = this.#probes === null ? values.echoes !== undefined : this.hasResumed;
    return knowledge.order === 'kept' && isFence && this.#pings.answered && typed;
  }

  get #needsDisplay(): boolean {
    return this.#stage.play.item.case.needs.display === true;
  }

  /** Whether both things that the scenario sends for showing are there. */
  async #isShown(): Promise<boolean> {
    const { token, token2 } = this.#stage.play.cast;
    const lines = await this.shown();
    return [token, token2].every((mark) => lines.some(({ text }) => text.includes(mark)));
  }

  /** When what the user typed came; only a line that names the play is that. */
  #typedLineMs(): number | null {
    const typedMs = this.#typedMs ?? 0;
    const { recorder, play } = this.#stage;
    const line = recorder
      .sort(play)
      .caused.find(({ received, byTimeOnly }) => !byTimeOnly && received.ms >= typedMs);
    return line?.received.ms ?? null;
  }
}

/** To two digits; nothing where no flood was sent. */
function amplificationOf(replies = 0, queries = 0): Partial<Record<Measure, number>> {
  return queries === 0 ? {} : { amplification: Math.round((replies / queries) * 100) / 100 };
}
