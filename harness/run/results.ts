import type {
  Attempt,
  CaseResult,
  NotApplicableReason,
  Result,
  Standard,
  TranscriptEntry,
  Verdict,
} from '../../reports/model/report.ts';
import { meetsGate, verdictOf } from '../scenario/grade.ts';
import { BUILT_IN, weightOf, type Scenario, type Suite } from '../scenario/model.ts';
import { counts } from '../scenario/requirement-set.ts';
import { printBytes } from '../wire/notation.ts';
import type { Settled } from './judge/attempts.ts';
import { SECURITY_OUTCOMES } from './judge/intrinsic.ts';
import type { Judgement } from './judge/judge.ts';

/** What came of one case: it was played, or it was not for this client, or it could not be played. */
export type CaseEnd =
  | { readonly kind: 'settled'; readonly settled: Settled }
  | { readonly kind: 'not-applicable'; readonly reason: NotApplicableReason; readonly sentence: string }
  | { readonly kind: 'lost'; readonly sentence: string }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'harness-error'; readonly sentence: string };

export interface ResultContext {
  readonly suite: Suite;
  readonly standard: Standard;
  readonly gate: 'must' | 'should';
  readonly settings: string;
  /** The command that plays one scenario again. */
  readonly replay: (id: string, settings: string) => string;
}

interface Graded {
  readonly name: string;
  readonly counts: boolean;
  readonly end: CaseEnd;
  readonly requirement: string;
  readonly grades: Record<Standard, Verdict>;
}

/** Worst first: what is said of a scenario is what is said of its worst case. */
const WORST_FIRST: readonly Verdict[] = [
  'harness-error',
  'fail',
  'inconclusive',
  'warn',
  'info',
  'pass',
  'not-applicable',
];

export function buildResult(
  scenario: Scenario,
  ends: ReadonlyMap<string, CaseEnd>,
  context: ResultContext,
): Result {
  const graded = [...ends].map(([name, end]) => grade(name, end, scenario, context.suite));
  const isNewer = !graded.some(({ counts: does }) => does);
  // Cases that are newer than the requirements asked for do not speak for an older scenario.
  const speaking = graded.filter((one) => one.counts || isNewer);
  const worst = [...speaking].sort(
    (a, b) => rank(a.grades[context.standard]) - rank(b.grades[context.standard]),
  )[0];
  if (worst === undefined) throw new Error(`${scenario.id} has no case to report`);
  const verdict = worst.grades[context.standard];
  const { level, basis } = weight(worst, context);
  const settled = worst.end.kind === 'settled' ? worst.end.settled : null;
  const chosen = settled?.chosen ?? null;
  return {
    id: scenario.id,
    title: scenario.title,
    why: scenario.why,
    area: scenario.area,
    suite: scenario.origin.suite,
    file: scenario.origin.file,
    line: scenario.origin.line,
    requirements: [...scenario.requirements],
    requirement: worst.requirement,
    level,
    basis,
    outcome: settled?.cause === null ? (chosen?.outcome ?? null) : null,
    class: settled?.cause === null ? (chosen?.class?.[context.standard] ?? null) : null,
    verdict,
    grades: {
      modern: worstOf(speaking.map((one) => one.grades.modern)),
      classic: worstOf(speaking.map((one) => one.grades.classic)),
    },
    settings: context.settings,
    reason: reasonOf(worst, scenario),
    expectation: expectationOf(scenario, context.standard),
    hint: chosen?.hint ?? null,
    cause: settled?.cause ?? causeOf(worst.end),
    notApplicable: worst.end.kind === 'not-applicable' ? worst.end.reason : null,
    evidence: chosen?.evidence ?? null,
    observationMs: chosen?.observation.observationMs ?? null,
    outcomes: scenario.outcomes.map((one) => ({
      name: one.name,
      class: { ...one.class },
      requirement: one.requirement,
      says: one.says,
    })),
    cases: scenario.cases.length === 1 ? [] : graded.map((one) => caseResult(one, context)),
    attempts: settled?.attempts.map((attempt) => attemptOf(attempt, context.standard)) ?? [],
    flaky: settled?.flaky ?? false,
    seen: settled?.seen ?? { times: 0, of: 0 },
    expected: isNewer || meetsGate(verdict, context.gate),
    entry: null,
    scored: scenario.origin.suite === BUILT_IN && !isNewer,
    replay: context.replay(scenario.id, context.settings),
    durationMs: chosen === null ? 0 : spanOf(chosen),
    ...(chosen === null ? { measurements: {} } : { measurements: {}, ...measuredOf(chosen) }),
    transcript: chosen === null ? [] : transcriptOf(chosen),
  };
}

function grade(name: string, end: CaseEnd, scenario: Scenario, suite: Suite): Graded {
  const requirement =
    (end.kind === 'settled' ? end.settled.chosen.requirement : null) ?? scenario.requirements[0];
  const under = (standard: Standard): Verdict => {
    switch (end.kind) {
      case 'not-applicable':
      case 'harness-error':
        return end.kind;
      case 'lost':
      case 'interrupted':
        return 'inconclusive';
      case 'settled': {
        const { chosen, cause } = end.settled;
        if (cause !== null || chosen.class === null || chosen.outcome === null) return 'inconclusive';
        const { level, basis } = suiteWeight(chosen.outcome, requirement, suite, standard);
        return verdictOf(chosen.class[standard], level, basis);
      }
    }
  };
  return {
    name,
    counts: countsIn(suite, scenario, name),
    end,
    requirement,
    grades: { modern: under('modern'), classic: under('classic') },
  };
}

/** Scenarios of one's own are no part of any set: they always count. */
function countsIn({ set }: Suite, scenario: Scenario, name: string): boolean {
  return set === undefined || scenario.origin.suite !== BUILT_IN || counts(set, scenario, name);
}

function suiteWeight(
  outcome: string,
  requirement: string,
  suite: Suite,
  standard: Standard,
): ReturnType<typeof weightOf> {
  return SECURITY_OUTCOMES.has(outcome)
    ? { level: 'MUST', basis: 'security' }
    : weightOf(suite, requirement, standard);
}

function weight(one: Graded, { suite, standard }: ResultContext): ReturnType<typeof weightOf> {
  const outcome = one.end.kind === 'settled' ? (one.end.settled.chosen.outcome ?? '') : '';
  return suiteWeight(outcome, one.requirement, suite, standard);
}

function rank(verdict: Verdict): number {
  return WORST_FIRST.indexOf(verdict);
}

function worstOf(verdicts: readonly Verdict[]): Verdict {
  return [...verdicts].sort((a, b) => rank(a) - rank(b))[0] ?? 'harness-error';
}

function reasonOf(worst: Graded, scenario: Scenario): string {
  const where = scenario.cases.length > 1 ? `Case '${worst.name}': ` : '';
  switch (worst.end.kind) {
    case 'settled': {
      const { settled } = worst.end;
      if (settled.cause !== 'attempts-differ') return where + settled.chosen.reason;
      const seen = settled.attempts
        .map((attempt) => attempt.outcome ?? attempt.cause ?? 'nothing')
        .join(', ');
      return `${where}the attempts differ: ${seen}`;
    }
    case 'not-applicable':
    case 'lost':
    case 'harness-error':
      return where + worst.end.sentence;
    case 'interrupted':
      return `${where}the run was stopped before this was played`;
  }
}

function causeOf(end: CaseEnd): Result['cause'] {
  if (end.kind === 'lost') return 'client-lost';
  return end.kind === 'interrupted' ? 'interrupted' : null;
}

function expectationOf(scenario: Scenario, standard: Standard): string {
  const good = scenario.outcomes.filter((one) => one.class[standard] === 'conforms');
  const fine = good.length > 0 ? good : scenario.outcomes.filter((one) => one.class[standard] === 'observed');
  return fine.map((one) => one.says).join('; or: ');
}

function caseResult(one: Graded, { standard, gate }: ResultContext): CaseResult {
  const settled = one.end.kind === 'settled' ? one.end.settled : null;
  return {
    name: one.name,
    outcome: settled?.cause === null ? settled.chosen.outcome : null,
    class: settled?.cause === null ? (settled.chosen.class?.[standard] ?? null) : null,
    verdict: one.grades[standard],
    reason:
      settled?.chosen.reason ??
      (one.end.kind === 'interrupted' || one.end.kind === 'settled' ? '' : one.end.sentence),
    evidence: settled?.chosen.evidence ?? null,
    notApplicable: one.end.kind === 'not-applicable' ? one.end.reason : null,
    attempts: settled?.attempts.map((attempt) => attemptOf(attempt, standard)) ?? [],
    flaky: settled?.flaky ?? false,
    expected: !one.counts || meetsGate(one.grades[standard], gate),
    entry: null,
    scored: one.counts,
  };
}

function attemptOf(judgement: Judgement, standard: Standard): Attempt {
  return {
    outcome: judgement.outcome,
    class: judgement.class?.[standard] ?? null,
    evidence: judgement.evidence,
    cause: judgement.cause,
    reason: judgement.reason,
    fresh: judgement.observation.fresh,
    observationMs: judgement.observation.observationMs,
    transcript: transcriptOf(judgement),
    ...measuredOf(judgement),
  };
}

/** What was measured, for results and attempts that measured something. */
function measuredOf({ observation: { measured } }: Judgement): Pick<Attempt, 'measurements' | 'curves'> {
  if (measured === null) return {};
  return { measurements: { ...measured.values }, curves: measured.curves.map((curve) => ({ ...curve })) };
}

function transcriptOf({ observation, deciding }: Judgement): TranscriptEntry[] {
  const shown = (observation.shown ?? []).map(({ text }) => ({
    ms: observation.events.at(-1)?.ms ?? 0,
    from: 'screen' as const,
    bytes: printBytes(Buffer.from(text)),
    decides: true,
  }));
  const wire = observation.events.map((event) => ({
    ms: event.ms,
    from: event.from,
    bytes: printBytes(event.bytes),
    decides: deciding.has(event),
    role: event.role,
    ...(event.note === undefined ? {} : { note: event.note }),
  }));
  return [...wire, ...shown];
}

function spanOf({ observation: { events } }: Judgement): number {
  const times = events.map((event) => event.ms);
  return times.length === 0 ? 0 : Math.round((Math.max(...times) - Math.min(...times)) * 10) / 10;
}
