import type { Evidence, InconclusiveCause } from '../../../reports/model/report.ts';
import { measureText } from '../../scenario/measures.ts';
import type { Condition, Outcome } from '../../scenario/model.ts';
import type { ClassByStandard } from '../../scenario/grade.ts';
import { printBytes } from '../../wire/notation.ts';
import { holds } from './conditions.ts';
import { ENDING_OUTCOMES, INJECTS, UNLISTED } from './intrinsic.ts';
import type { Knowledge } from '../knowledge.ts';
import type { CausedLine, Observation, PlayEvent } from '../play/observation.ts';
import { wireBytes } from '../play/recorder.ts';

/** What one playing came to. */
export interface Judgement {
  readonly outcome: string | null;
  readonly class: ClassByStandard | null;
  /** The requirement that it is graded by; null for the engine's own outcomes, which are always security. */
  readonly requirement: string | null;
  readonly hint: string | null;
  readonly evidence: Evidence | null;
  readonly cause: InconclusiveCause | null;
  readonly reason: string;
  /** Counts at first sight: a crash, an injection. */
  readonly critical: boolean;
  /** Everything that speaks against the client came near the stimulus, and nothing names it. */
  readonly byTimeOnly: boolean;
  readonly deciding: ReadonlySet<PlayEvent>;
  readonly observation: Observation;
}

export function judge(seen: Observation, knowledge: Knowledge): Judgement {
  if (seen.cause === 'interrupted') return inconclusive(seen, 'interrupted', 'the run was stopped');
  if (seen.ending !== null && !seen.canary) return endingJudgement(seen);
  const match = seen.play.item.scenario.outcomes
    .map((outcome) => ({ outcome, held: holds(outcome.when, seen, knowledge) }))
    .find(({ held }) => held.holds);
  const accuses = match !== undefined && isAdverse(match.outcome.class);
  if (seen.canary && !accuses) {
    return {
      ...base(seen),
      ...INJECTS,
      reason: `${INJECTS.says}: ${describe(seen.caused)}`,
      deciding: events(seen.caused),
    };
  }
  if (match === undefined) {
    if (seen.caused.length === 0) {
      const excuse = excuseForSilence(seen, knowledge, true);
      if (excuse !== null) return excuse;
    }
    const came = seen.caused.length === 0 ? 'nothing' : describe(seen.caused);
    return {
      ...base(seen),
      ...UNLISTED,
      reason: `${UNLISTED.says}: ${came}`,
      byTimeOnly: seen.caused.length > 0 && seen.caused.every((line) => line.byTimeOnly),
      deciding: decidingEvents(seen, seen.caused),
    };
  }
  const { outcome, held } = match;
  const bySilence = !looksAtMore(outcome.when) && outcome.when.exit === null;
  if (seen.caused.length === 0 && bySilence) {
    const excuse = excuseForSilence(seen, knowledge, accuses);
    if (excuse !== null) return excuse;
  }
  const isProven = held.because.length > 0 || held.witnessed.length > 0;
  if (seen.cause !== null && !(accuses && isProven)) {
    return inconclusive(seen, seen.cause, causeSentence(seen.cause));
  }
  return {
    ...base(seen),
    outcome: outcome.name,
    class: outcome.class,
    requirement: outcome.requirement,
    hint: outcome.hint,
    reason: reasonOf(outcome, seen),
    byTimeOnly: held.because.length > 0 && held.because.every((line) => line.byTimeOnly),
    deciding: decidingEvents(seen, held.because, held.witnessed),
  };
}

/** What it says, and the measurements that decided. */
function reasonOf({ says, when }: Outcome, { measured }: Observation): string {
  const all = [...when.measured, ...when.any.flatMap((one) => one.measured), ...(when.not?.measured ?? [])];
  const words = all.flatMap(({ of }) => {
    const value = measured?.values[of];
    return value === undefined ? [] : [measureText(of, value)];
  });
  return words.length === 0 ? says : `${says.replace(/\.$/, '')} (${[...new Set(words)].join(', ')}).`;
}

/** Whether a condition is about what was shown, measured, taken or met by DCC, so that not only silence decides it. */
function looksAtMore({
  shown,
  styled,
  connects,
  writes,
  measured,
  dcc,
  subprotocol,
  any,
  not,
}: Condition): boolean {
  return (
    shown !== null ||
    connects === true ||
    (writes !== null && writes !== 'nothing') ||
    subprotocol ||
    styled.length > 0 ||
    measured.length > 0 ||
    dcc !== null ||
    any.some(looksAtMore) ||
    (not !== null && looksAtMore(not))
  );
}

function base(seen: Observation): Omit<Judgement, 'reason' | 'deciding'> {
  return {
    outcome: null,
    class: null,
    requirement: null,
    hint: null,
    evidence: seen.evidence,
    cause: null,
    critical: false,
    byTimeOnly: false,
    observation: seen,
  };
}

function endingJudgement(seen: Observation): Judgement {
  const ending = seen.ending;
  if (ending === null) throw new Error('a play that did not end the client was judged as if it had');
  const intrinsic = ENDING_OUTCOMES[ending.kind];
  return {
    ...base(seen),
    ...intrinsic,
    evidence: null,
    reason: `${intrinsic.says}: ${ending.note}`,
    deciding: new Set([ending.event]),
  };
}

/**
 * Silence is evidence only behind a fence, or in a window that the scenario declares. Where there is no fence,
 * it never accuses, and it never praises a client that says nothing at all.
 */
function excuseForSilence(seen: Observation, knowledge: Knowledge, accuses: boolean): Judgement | null {
  if (seen.cause !== null) return inconclusive(seen, seen.cause, causeSentence(seen.cause));
  if (seen.evidence === 'fenced') return null;
  // A declared wait decides only where it is not an answer that is waited for.
  const waits = seen.observationDeclared && (seen.play.item.case.needs.answers ?? []).length === 0;
  if (knowledge.control === null && !waits) {
    return inconclusive(
      seen,
      'answers-nothing',
      'the client answers no CTCP query at all, so that its silence says nothing',
    );
  }
  if (accuses && !seen.observationDeclared) {
    return inconclusive(
      seen,
      'no-fence',
      'nothing came, but this client does not keep order, so that no silence of it can be proved',
    );
  }
  return null;
}

function inconclusive(seen: Observation, cause: InconclusiveCause, reason: string): Judgement {
  return { ...base(seen), cause, reason, deciding: new Set() };
}

function causeSentence(cause: InconclusiveCause): string {
  switch (cause) {
    case 'control-lost':
      return 'a control query that this client otherwise answers got no answer, so that nothing can be said of the stimulus';
    case 'display-lost':
      return 'the display did not show an ordinary chat line, or not in its window, so that nothing can be said of what it shows';
    case 'client-lost':
      return 'the client could not be started again';
    case 'answers-nothing':
      return 'the client answers no CTCP query at all';
    case 'no-fence':
      return 'no silence of this client can be proved';
    case 'attempts-differ':
      return 'the attempts differ';
    case 'interrupted':
      return 'the run was stopped';
  }
}

function isAdverse(outcomeClass: ClassByStandard): boolean {
  return [outcomeClass.modern, outcomeClass.classic].some(
    (name) => name === 'violates' || name === 'deviates',
  );
}

/** What came or was seen decides by itself; where nothing was, the answered control behind the stimulus does. */
function decidingEvents(
  seen: Observation,
  because: readonly CausedLine[],
  witnessed: readonly PlayEvent[] = [],
): Set<PlayEvent> {
  if (because.length > 0 || witnessed.length > 0) return new Set([...events(because), ...witnessed]);
  return seen.fence === null ? new Set() : new Set([seen.fence]);
}

function events(lines: readonly CausedLine[]): Set<PlayEvent> {
  return new Set(lines.map((line) => line.event));
}

const SHOWN_LINES = 3;

function describe(caused: readonly CausedLine[]): string {
  const lines = caused
    .slice(0, SHOWN_LINES)
    .map(({ received }) => printBytes(wireBytes(received).subarray(0, 600)));
  const more = caused.length > SHOWN_LINES ? ` and ${caused.length - SHOWN_LINES} more lines` : '';
  return lines.join(' then ') + more;
}
