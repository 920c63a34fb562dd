import { expect, test } from 'vitest';
import type { Verdict } from '../../reports/model/report.ts';
import type { CodecCheck, VectorResult } from '../vectors/check-codec.ts';
import type { Vector } from '../vectors/schema.ts';
import { exitCodeOfCheck } from './vectors-command.ts';

const vector: Vector = {
  id: 'low-quote/classic/nul',
  do: 'low-quote',
  what: 'NUL is quoted.',
  dialect: 'classic',
  requirements: ['RPL-09'],
  input: '00',
  reads: '\\0',
  accepts: [{ output: '1030', reads: '\\x100' }],
};
const fault = { code: 'dies', message: 'ended.' } as const;
const result = (verdict: Verdict): VectorResult => ({
  vector,
  verdict,
  output: undefined,
  judgement: null,
  fault: null,
});
const check = (verdicts: readonly Verdict[], more: Partial<CodecCheck> = {}): CodecCheck => ({
  results: verdicts.map(result),
  untestable: null,
  unexplained: null,
  complete: true,
  ...more,
});

test.each<[readonly Verdict[], Partial<CodecCheck>, must: number, should: number]>([
  [['pass'], {}, 0, 0],
  [['pass', 'info', 'not-applicable'], {}, 0, 0],
  [['pass', 'warn'], {}, 0, 1],
  [['pass', 'fail'], {}, 1, 1],
  [['pass', 'inconclusive'], {}, 1, 1],
  [['not-applicable'], {}, 1, 1],
  [['pass'], { unexplained: fault }, 1, 1],
  [['inconclusive'], { untestable: fault }, 3, 3],
  [['inconclusive'], { complete: false }, 130, 130],
])('%j %j is exit code %i, with --gate should %i', (verdicts, more, must, should) => {
  expect(exitCodeOfCheck(check(verdicts, more), 'must')).toBe(must);
  expect(exitCodeOfCheck(check(verdicts, more), 'should')).toBe(should);
});
