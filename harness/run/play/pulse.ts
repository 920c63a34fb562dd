import type { Instance } from '../instance/instance.ts';
import { NUDGE_AFTER_MS } from '../instance/lifeline.ts';

/** Such a client is nudged hundreds of times, and takes no harm from a nudge that it did not need. */
const KNOWN_TO_STALL_MS = 50;
/** Clients ask their server every half minute or so whether it is there, stalled or not: the nudge comes before that. */
const LATEST_NUDGE_MS = 15_000;

/**
 * Asks after many lines whether the client is alive. One that stalls until it gets more input may do so at each line, and
 * is nudged as often. One that is only slow, or queues its PONG, is not: it is known by what it still sends.
 */
export class Pulse {
  #stalls = false;

  async isAlive({ lifeline, timeoutMs }: Pick<Instance, 'lifeline' | 'timeoutMs'>): Promise<boolean> {
    const before = lifeline.nudges;
    // Silence for half the time is what answersPing takes for a hang: nobody who is only busy is nudged before.
    const nudging = this.#stalls
      ? { firstAfterMs: KNOWN_TO_STALL_MS, thenAfterMs: KNOWN_TO_STALL_MS }
      : { firstAfterMs: Math.min(timeoutMs / 2, LATEST_NUDGE_MS), thenAfterMs: NUDGE_AFTER_MS };
    const alive = await lifeline.answersPing(timeoutMs, nudging);
    if (alive && lifeline.nudges > before) this.#stalls = true;
    return alive;
  }
}
