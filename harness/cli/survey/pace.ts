import type { Discovery } from '../../../reports/model/report.ts';
import { DOZEN } from '../../run/discovery/find-allowance.ts';
import type { ProfileData } from '../../run/profile/schema.ts';

/** How many queries a client answers, and how fast, as its users run it. */
export interface Pace {
  readonly kind: 'none' | 'queue' | 'drop';
  /** How many are answered before one is dropped; of a queue, how many were seen to wait without one being lost. */
  readonly burst: number | null;
  /** Between two replies of a queue. */
  readonly intervalMs: number;
  /** How many of a dozen from one peer are answered; null where that was not tried. */
  readonly fromOnePeer: number | null;
}

/** What a profile says of the client's own limit. */
export type OwnLimit = NonNullable<ProfileData['limit']>;

/** No two runs measure the same. */
const STEP_MS = 100;

/** @returns null for a client that answers nothing, so that nothing was measured */
export function paceOf(discovery: Discovery | null): Pace | null {
  if (discovery === null || discovery.control === null) return null;
  const { kind, burst, intervalMs, fromOnePeer } = discovery.allowance;
  return { kind, burst, intervalMs: Math.round(intervalMs / STEP_MS) * STEP_MS, fromOnePeer };
}

export function paceInWords(pace: Pace | null): string {
  if (pace === null) return 'not measured';
  const { kind, burst, intervalMs, fromOnePeer } = pace;
  const ofOnePeer =
    fromOnePeer === null || fromOnePeer >= DOZEN ? [] : [`${fromOnePeer} of a dozen from one peer`];
  const ofAll: Record<typeof kind, string[]> = {
    none: [],
    queue: [`one in ${(intervalMs / 1000).toFixed(1)} s`],
    drop: [`${burst ?? 'a few'} at once, then none for a while`],
  };
  const limits = [...ofAll[kind], ...ofOnePeer];
  return limits.length === 0 ? 'no limit found' : limits.join('; ');
}

/** By so much a pace may be off: the queue's clock and the network's are not one. */
const OFF_BY = 0.2;

/** Whether what was measured is what the client says of itself: within one query, and a fifth of the pace of a queue. */
export function agrees({ kind, burst, intervalMs = 0 }: OwnLimit, measured: Pace): boolean {
  if (kind !== measured.kind) return false;
  if (kind === 'queue') return Math.abs(measured.intervalMs - intervalMs) <= OFF_BY * intervalMs;
  return burst === undefined || Math.abs((measured.burst ?? 0) - burst) <= 1;
}
