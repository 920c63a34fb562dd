import { verdictOf } from '../harness/scenario/grade.ts';
import type {
  CaseResult,
  ClientReport,
  Report,
  Requirement,
  Result,
  Standard,
  Verdict,
} from './model/report.ts';
import { regradeGate } from './regrade-gate.ts';

/**
 * Grades a report by a standard, without the client: what the client did stays, what is said of it changes, and
 * with it the totals and the gate (see regradeGate).
 *
 * @returns a new report; the given one is not changed
 */
export function regrade(report: Report, standard: Standard): Report {
  const requirements = new Map(report.requirements.map((requirement) => [requirement.id, requirement]));
  return {
    ...report,
    suite: { ...report.suite, standard },
    clients: report.clients.map((client) =>
      regradeGate(regradeClient(client, { standard, requirements }), { run: report.run, standard }),
    ),
  };
}

interface Grading {
  readonly standard: Standard;
  readonly requirements: ReadonlyMap<string, Requirement>;
}

type Grade = Pick<Result, 'class' | 'requirement' | 'level' | 'basis'>;

function regradeClient(client: ClientReport, grading: Grading): ClientReport {
  const results = client.results.map((result) => regradeResult(result, grading));
  return { ...client, results };
}

function regradeResult(result: Result, grading: Grading): Result {
  const verdict = result.grades[grading.standard];
  const cases = result.cases.map((one) => regradeCase(one, result, grading));
  const attempts = result.attempts.map((attempt) => ({
    ...attempt,
    class: gradeOf(attempt, result, grading).class,
  }));
  const regraded = { ...result, ...gradeOf(result, result, grading), verdict, cases, attempts };

  // A result speaks for its worst case, and the standards may disagree on which one that is.
  // Cases that are not scored do not speak for a scored result.
  const speaking = cases.filter(({ scored }) => scored || !result.scored);
  const stillSpeaks = speaking.some((one) => one.outcome === result.outcome && one.verdict === verdict);
  const speaker = speaking.find((one) => one.verdict === verdict);
  if (stillSpeaks || speaker === undefined) return regraded;
  return { ...regraded, ...gradeOf(speaker, result, grading), ...asResult(speaker) };
}

/** What a result says when it speaks for this case. */
function asResult(speaker: CaseResult): Partial<Result> {
  const alike = speaker.attempts.filter(({ outcome }) => outcome === speaker.outcome);
  const shown = alike.at(-1);
  return {
    outcome: speaker.outcome,
    reason: `Case '${speaker.name}': ${speaker.reason}`,
    hint: null,
    evidence: speaker.evidence,
    observationMs: shown?.observationMs ?? null,
    attempts: speaker.attempts,
    flaky: speaker.flaky,
    seen: { times: alike.length, of: speaker.attempts.length },
    transcript: shown?.transcript ?? [],
  };
}

const ungraded: ReadonlySet<Verdict> = new Set(['not-applicable', 'inconclusive', 'harness-error']);

function regradeCase(one: CaseResult, result: Result, grading: Grading): CaseResult {
  const { class: outcomeClass, level, basis } = gradeOf(one, result, grading);
  // A crash or an injected command fails by any standard, so only outcomes that hang on a level move.
  const moves = isListed(one, result) || one.outcome === 'unlisted';
  const verdict =
    outcomeClass === null || !moves || ungraded.has(one.verdict)
      ? one.verdict
      : verdictOf(outcomeClass, level, basis);
  const attempts = one.attempts.map((attempt) => ({
    ...attempt,
    class: gradeOf(attempt, result, grading).class,
  }));
  return { ...one, class: outcomeClass, verdict, attempts };
}

type Played = Pick<CaseResult, 'outcome' | 'class'>;

const isListed = (played: Played, result: Result) =>
  result.outcomes.some(({ name }) => name === played.outcome);

function gradeOf(played: Played, result: Result, { standard, requirements }: Grading): Grade {
  const listed = result.outcomes.find(({ name }) => name === played.outcome);
  if (listed === undefined && played.outcome !== 'unlisted') {
    const { requirement, level, basis } = result;
    return { class: played.class, requirement, level, basis };
  }
  const id = listed?.requirement ?? result.requirement;
  const requirement = requirements.get(id);
  return {
    class: listed === undefined || played.class === null ? played.class : listed.class[standard],
    requirement: id,
    level: requirement?.levels[standard] ?? result.level,
    basis: requirement?.basis ?? result.basis,
  };
}
