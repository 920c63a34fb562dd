import { isDeepStrictEqual } from 'node:util';
import type { OutcomeClass, Requirement, Standard } from '../../reports/model/report.ts';
import { verdictOf, type GradedVerdict } from '../scenario/grade.ts';
import type { Accepted, Bytes, Dialect, Vector } from './schema.ts';

/** What is said of one answer. */
export interface Judgement {
  readonly class: OutcomeClass;
  readonly verdict: GradedVerdict;
  /** The requirement that the verdict comes from. */
  readonly requirement: Requirement;
  /** The accepted output that came; null when none of them did. */
  readonly accepted: Accepted | null;
}

const BADNESS: readonly GradedVerdict[] = ['pass', 'info', 'warn', 'fail'];

/** The text by which a dialect is graded. The ircII dialect is an extension of the 1994 text. */
export function standardOf(dialect: Dialect): Standard {
  return dialect === 'modern' ? 'modern' : 'classic';
}

/**
 * Judges an output, or the lack of one: what is not among the accepted outputs violates. Of several requirements the
 * one counts that makes the verdict worst.
 *
 * @param output null is an output as well, where the vector says so; undefined is no output
 */
export function judge(
  vector: Vector,
  output: Bytes | undefined,
  requirements: ReadonlyMap<string, Requirement>,
): Judgement {
  const accepted = vector.accepts.find((one) => isDeepStrictEqual(one.output, output)) ?? null;
  const outcome = accepted === null ? 'violates' : (accepted.class ?? 'conforms');
  const graded = vector.requirements.map((id) => {
    const requirement = requirements.get(id);
    if (requirement === undefined) throw new Error(`${vector.id} names ${id}, which does not exist.`);
    const level = requirement.levels[standardOf(vector.dialect)];
    return { requirement, verdict: verdictOf(outcome, level, requirement.basis) };
  });
  graded.sort((a, b) => BADNESS.indexOf(b.verdict) - BADNESS.indexOf(a.verdict));
  const [worst] = graded;
  if (worst === undefined) throw new Error(`${vector.id} names no requirement.`);
  return { class: outcome, ...worst, accepted };
}
