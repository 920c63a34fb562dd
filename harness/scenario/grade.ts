import type { Basis, Level, OutcomeClass, Standard, Verdict } from '../../reports/model/report.ts';

export type GradedVerdict = Extract<Verdict, 'pass' | 'fail' | 'warn' | 'info'>;

/**
 * The one function from what a client did to what is said of it.
 *
 * A client fails only on a source's word (a MUST) or on a plain security ground; everything else is at most
 * a warning. A rule that a standard does not have (level NONE) or leaves open (MAY) never accuses.
 */
export function verdictOf(outcomeClass: OutcomeClass, level: Level, basis: Basis): GradedVerdict {
  switch (outcomeClass) {
    case 'conforms':
      return 'pass';
    case 'observed':
      return 'info';
    case 'deviates':
      return accuses(level, basis) ? 'warn' : 'info';
    case 'violates':
      if (!accuses(level, basis)) return 'info';
      return isObligation(level, basis) ? 'fail' : 'warn';
  }
}

/** Whether there is a rule at all that could be held against a client. */
function accuses(level: Level, basis: Basis): boolean {
  if (basis === 'security') return true;
  return basis !== 'record' && level !== 'NONE' && level !== 'MAY';
}

function isObligation(level: Level, basis: Basis): boolean {
  return basis === 'security' || (level === 'MUST' && basis !== 'consensus');
}

/** Whether a verdict meets the gate that `--gate` names. */
export function meetsGate(verdict: Verdict, gate: 'must' | 'should'): boolean {
  switch (verdict) {
    case 'pass':
    case 'info':
    case 'not-applicable':
      return true;
    case 'warn':
      return gate === 'must';
    case 'fail':
    case 'inconclusive':
    case 'harness-error':
      return false;
  }
}

/** An outcome's class may differ between the standards. */
export type ClassByStandard = Readonly<Record<Standard, OutcomeClass>>;
