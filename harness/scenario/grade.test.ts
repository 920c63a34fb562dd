import { expect, test } from 'vitest';
import type { Basis, Level, OutcomeClass } from '../../reports/model/report.ts';
import { meetsGate, verdictOf } from './grade.ts';

test.each<[OutcomeClass, Level, Basis, string]>([
  ['conforms', 'MUST', 'specification', 'pass'],
  ['conforms', 'NONE', 'record', 'pass'],
  ['observed', 'MUST', 'security', 'info'],
  ['deviates', 'MUST', 'specification', 'warn'],
  ['deviates', 'MUST', 'security', 'warn'],
  ['deviates', 'SHOULD', 'consensus', 'warn'],
  ['deviates', 'MAY', 'specification', 'info'],
  ['deviates', 'NONE', 'specification', 'info'],
  ['deviates', 'NONE', 'security', 'warn'],
  ['deviates', 'MUST', 'record', 'info'],
  ['violates', 'MUST', 'specification', 'fail'],
  ['violates', 'SHOULD', 'specification', 'warn'],
  ['violates', 'MAY', 'specification', 'info'],
  ['violates', 'NONE', 'specification', 'info'],
  ['violates', 'NONE', 'security', 'fail'],
  ['violates', 'SHOULD', 'security', 'fail'],
  ['violates', 'MUST', 'consensus', 'warn'],
  ['violates', 'MUST', 'robustness', 'fail'],
  ['violates', 'MUST', 'record', 'info'],
])('%s of %s (%s) is %s', (outcomeClass, level, basis, verdict) => {
  expect(verdictOf(outcomeClass, level, basis)).toBe(verdict);
});

test('the gate', () => {
  expect(['pass', 'info', 'not-applicable', 'warn'].map((one) => meetsGate(one as 'pass', 'must'))).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(['fail', 'inconclusive', 'harness-error'].map((one) => meetsGate(one as 'fail', 'must'))).toEqual([
    false,
    false,
    false,
  ]);
  expect(meetsGate('warn', 'should')).toBe(false);
});
