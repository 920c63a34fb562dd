import type { Requirement, Verdict } from '../../reports/model/report.ts';
import { converse, type CodecFault } from './converse.ts';
import { judge, type Judgement } from './judge.ts';
import type { Bytes, Vector } from './schema.ts';

/** What came of one vector. */
export interface VectorResult {
  readonly vector: Vector;
  readonly verdict: Verdict;
  /** What the codec gave; undefined when it gave nothing. */
  readonly output: Bytes | undefined;
  /** Null where nothing could be judged. */
  readonly judgement: Judgement | null;
  /** The fault that this very vector causes. */
  readonly fault: CodecFault | null;
}

export interface CodecCheck {
  readonly results: readonly VectorResult[];
  /** A fault before any answer came: the program cannot be tested. */
  readonly untestable: CodecFault | null;
  /** A fault that came when many requests were open and that no vector causes alone. */
  readonly unexplained: CodecFault | null;
  /** False when it was interrupted. */
  readonly complete: boolean;
}

export interface CheckOptions {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly requirements: ReadonlyMap<string, Requirement>;
}

const window = 32;
/** After so many faults what is left is not asked any more. */
const mostFaults = 5;

/**
 * Asks a codec for every vector and judges what it gives. A program that fails is started anew and asked one at a time,
 * so that only the vector that causes a fault is blamed for it.
 *
 * @param command split into words as a shell would and never given to one
 * @throws ClientStartError
 */
export async function checkCodec(
  command: string,
  vectors: readonly Vector[],
  options: CheckOptions,
): Promise<CodecCheck> {
  const { requirements, signal } = options;
  const answers = new Map<string, VectorResult>();
  const byId = new Map(vectors.map((vector) => [vector.id, vector]));
  const left = (): Vector[] => vectors.filter(({ id }) => !answers.has(id));
  const ask = async (width: number): Promise<{ fault: CodecFault | null; open: readonly string[] }> => {
    const said = await converse(command, left(), { ...options, window: width });
    for (const [id, answer] of said.answers) {
      const vector = byId.get(id);
      if (vector === undefined) continue;
      answers.set(
        id,
        answer.kind === 'unsupported'
          ? { vector, verdict: 'not-applicable', output: undefined, judgement: null, fault: null }
          : judged(vector, answer.output, requirements),
      );
    }
    return said;
  };

  const first = await ask(window);
  const untestable = answers.size === 0 ? first.fault : null;
  let faults = 0;
  if (untestable === null && first.fault !== null) {
    while (left().length > 0 && faults < mostFaults && !signal.aborted) {
      const { fault, open } = await ask(1);
      const culprit = byId.get(open[0] ?? '');
      if (fault === null || culprit === undefined) break;
      faults += 1;
      const judgement = judge(culprit, undefined, requirements);
      answers.set(culprit.id, { vector: culprit, verdict: 'fail', output: undefined, judgement, fault });
    }
  }
  const results = vectors.map(
    (vector): VectorResult =>
      answers.get(vector.id) ?? {
        vector,
        verdict: 'inconclusive',
        output: undefined,
        judgement: null,
        fault: null,
      },
  );
  return {
    results,
    untestable,
    unexplained: untestable === null && faults === 0 ? first.fault : null,
    complete: !signal.aborted,
  };
}

function judged(vector: Vector, output: Bytes, requirements: ReadonlyMap<string, Requirement>): VectorResult {
  const judgement = judge(vector, output, requirements);
  return { vector, verdict: judgement.verdict, output, judgement, fault: null };
}
