import { visible } from '../../../reports/visible.ts';
import type { CodecCheck, VectorResult } from '../../vectors/check-codec.ts';
import { standardOf } from '../../vectors/judge.ts';
import { countVerdicts } from './counts.ts';

/** What came, for a program; bytes are hexadecimal digits as in the vectors. */
export function vectorsJson(
  check: CodecCheck,
  about: { command: string; gate: 'must' | 'should'; met: boolean },
): string {
  const fault = check.untestable ?? check.unexplained;
  return `${JSON.stringify(
    {
      schemaVersion: 1,
      ...about,
      complete: check.complete,
      fault: fault && { code: fault.code, message: visible(fault.message) },
      totals: countVerdicts(check.results),
      results: check.results.map(resultJson),
    },
    null,
    2,
  )}\n`;
}

function resultJson({ vector, verdict, output, judgement, fault }: VectorResult): object {
  const { id, do: doing, dialect, what, input, accepts } = vector;
  return {
    id,
    do: doing,
    dialect,
    what,
    verdict,
    class: judgement?.class ?? null,
    requirement: judgement?.requirement.id ?? null,
    level: judgement?.requirement.levels[standardOf(dialect)] ?? null,
    input,
    accepts: accepts.map((one) => ({ output: one.output, class: one.class ?? 'conforms' })),
    // JSON has no undefined: without an answer the key is not there.
    output,
    fault: fault && { code: fault.code, message: visible(fault.message) },
  };
}
