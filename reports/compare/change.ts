import type { OutcomeClass, Verdict } from '../model/report.ts';
import type { Cell } from './cells.ts';
import type { ChangeKind } from './comparison.ts';

/**
 * How good a verdict is for the one who gates on it. What could not be judged is worse than a warning, because it may
 * hide anything, and better than a failure.
 */
const badness: Readonly<Record<Verdict, number>> = {
  pass: 0,
  info: 0,
  'not-applicable': 0,
  warn: 1,
  inconclusive: 2,
  'harness-error': 2,
  fail: 3,
};

const classBadness: Readonly<Record<OutcomeClass, number>> = {
  conforms: 0,
  observed: 0,
  deviates: 1,
  violates: 2,
};

/** @returns null when nothing changed; what a client says in words is no change */
export function changeBetween(old: Cell, now: Cell): { kind: ChangeKind; worse: boolean } | null {
  const kind = kindOf(old, now);
  return kind === null ? null : { kind, worse: isWorse(old, now) };
}

function kindOf(old: Cell, now: Cell): ChangeKind | null {
  const before = old.seen;
  const after = now.seen;
  if (before.verdict === after.verdict)
    return before.outcome === after.outcome && before.class === after.class ? null : 'changed-symptom';
  if (after.verdict === 'not-applicable') return 'became-not-applicable';
  if (isUnjudged(after.verdict))
    return isUnjudged(before.verdict) ? 'changed-symptom' : 'became-inconclusive';
  if (isUnjudged(before.verdict)) return 'no-longer-inconclusive';
  if (before.verdict === 'not-applicable') return 'no-longer-not-applicable';
  const wasBad = badness[before.verdict] > 0;
  const isBad = badness[after.verdict] > 0;
  if (wasBad === isBad) return 'changed-symptom';
  return isBad ? 'regressed' : 'fixed';
}

const isUnjudged = (verdict: Verdict) => verdict === 'inconclusive' || verdict === 'harness-error';

function isWorse(old: Cell, now: Cell): boolean {
  const byVerdict = badness[now.seen.verdict] - badness[old.seen.verdict];
  if (byVerdict !== 0) return byVerdict > 0;
  if (!isAccused(now) || !isAccused(old)) return false;
  const byClass = classRank(now) - classRank(old);
  // A crash, a hang, an injected command, or something that nobody foresaw.
  return byClass === 0 ? old.listed && !now.listed : byClass > 0;
}

const isAccused = ({ seen: { verdict } }: Cell) => verdict === 'fail' || verdict === 'warn';
const classRank = ({ seen }: Cell) => (seen.class === null ? 0 : classBadness[seen.class]);
