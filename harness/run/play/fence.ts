import type { Evidence, InconclusiveCause } from '../../../reports/model/report.ts';
import type { Instance } from '../instance/instance.ts';
import type { WaitEnd } from '../instance/lifeline.ts';
import type { ReceivedLine } from '../../server/session.ts';
import type { Knowledge } from '../knowledge.ts';
import type { ControlQuery } from './control.ts';
import type { Item } from './play.ts';

/** What proves that nothing more will come, or why that cannot be known. */
export interface Fence {
  readonly end: WaitEnd;
  readonly evidence: Evidence | null;
  readonly cause: InconclusiveCause | null;
}

/** Nothing can be asked of a client once the connection is gone. */
export const CUT_OFF: Fence = { end: 'done', evidence: 'timed', cause: null };
/** After so many lines a control would wait behind all the answers; that the client lives was seen after each few. */
export const ONLY_ALIVE: Fence = { end: 'quiet', evidence: null, cause: null };

/** Waits until the controls are answered, or for as long as the scenario or the client asks for. */
export async function waitForFence(
  instance: Instance,
  knowledge: Knowledge,
  controls: readonly ControlQuery[],
  { items, fresh }: { readonly items: readonly { readonly item: Item }[]; readonly fresh: boolean },
): Promise<Fence> {
  const { lifeline } = instance;
  const open = new Set(controls);
  const replies = new LinesSince(lifeline);
  const answered = (): boolean => {
    for (const line of replies.take()) for (const one of open) if (one.isReply(line)) open.delete(one);
    return open.size === 0;
  };
  const declared = Math.max(0, ...items.map(({ item }) => item.scenario.observeMs ?? 0));
  if (controls.length === 0 || knowledge.order !== 'kept') {
    const end = await lifeline.until(() => false, {
      elapsedMs: Math.max(declared, knowledge.observationMs),
      nudge: true,
    });
    const cause =
      end === 'aborted' ? 'interrupted' : controls.length > 0 && !answered() ? 'control-lost' : null;
    return { end, evidence: 'timed', cause };
  }
  if (declared > 0) {
    // The scenario says how long is long enough, and what it means when nothing has come by then.
    // A client that is slower than its author thought is given the time that it was seen to need.
    const end = await lifeline.until(answered, {
      elapsedMs: Math.max(declared, knowledge.observationMs),
      nudge: true,
    });
    if (end === 'aborted') return { end, evidence: null, cause: 'interrupted' };
    return { end, evidence: end === 'done' ? 'fenced' : 'timed', cause: null };
  }
  const quietMs = fresh ? knowledge.timeoutMs : knowledge.patienceMs;
  // A client that does not end a line that is too long has answered, and will not do so again.
  const others = new LinesSince(lifeline);
  let isSwallowed = false;
  const swallowed = (): boolean => {
    for (const line of others.take()) isSwallowed ||= controls.some((control) => control.isSwallowedBy(line));
    return isSwallowed;
  };
  const end = await lifeline.until(() => answered() || swallowed(), { quietMs, nudge: true });
  if (end === 'done' && answered()) return { end, evidence: 'fenced', cause: null };
  const causes: Partial<Record<WaitEnd, InconclusiveCause>> = {
    done: 'control-lost',
    quiet: 'control-lost',
    aborted: 'interrupted',
  };
  return { end, evidence: null, cause: causes[end] ?? null };
}

/** Each line of a client once: a wait wakes at every one of them, and must not look at all of them each time. */
class LinesSince {
  readonly #lifeline: Instance['lifeline'];
  #looked = 0;

  constructor(lifeline: Instance['lifeline']) {
    this.#lifeline = lifeline;
  }

  /** Those that have come since it was asked last. */
  take(): readonly ReceivedLine[] {
    const fresh = this.#lifeline.lines.slice(this.#looked);
    this.#looked = this.#lifeline.lines.length;
    return fresh;
  }
}
