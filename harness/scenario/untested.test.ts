import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadUntested, ruleIds } from './untested.ts';

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'untested-'));
});
afterAll(() => rm(directory, { recursive: true }));

async function load(text: string, tested: readonly string[]): Promise<unknown> {
  const path = join(directory, 'untested.yaml');
  await writeFile(path, text);
  return loadUntested(path, new Set(tested));
}

const file = (rule: string, { reasons = '{ dcc: It takes a peer. }', rules = 2 } = {}): string =>
  `reasons: ${reasons}\ngroups: { ABC: { title: Letters, rules: ${rules} } }\nrules:\n${rule}`;
const rule = (id: string, reason = 'dcc'): string =>
  `  - { id: ${id}, sentence: It is so., reason: ${reason} }\n`;

test('a rule is tested, or it has a reason', async () => {
  await expect(load(file(rule('ABC-02')), ['ABC-01'])).resolves.toMatchObject({
    rules: [{ id: 'ABC-02', reason: 'dcc' }],
  });
});

test('the rules of a group are numbered', () => {
  const groups = { ABC: { title: 'Letters', rules: 2 }, XYZ: { title: 'More', rules: 1 } };
  expect(ruleIds({ groups })).toEqual(['ABC-01', 'ABC-02', 'XYZ-01']);
});

test.each<[string, string, string[], RegExp]>([
  [
    'a rule on both sides',
    file(rule('ABC-02')),
    ['ABC-01', 'ABC-02'],
    /4:11: 'ABC-02' is a requirement as well/,
  ],
  ['a rule that stands twice', file(rule('ABC-02') + rule('ABC-02')), ['ABC-01'], /a second time/],
  ['a rule that is nowhere', file(rule('ABC-02')), [], /the rule 'ABC-01' is nowhere/],
  ['a number beyond its group', file(rule('ABC-02') + rule('ABC-03')), ['ABC-01'], /no rule 'ABC-03'/],
  [
    'a requirement beyond its group',
    file(rule('ABC-02')),
    ['ABC-01', 'ABC-04'],
    /'ABC-04' belongs to no group/,
  ],
  ['a reason that is not in the list', file(rule('ABC-02', 'bored')), ['ABC-01'], /cannot be 'bored'/],
  [
    'a reason without a sentence',
    file(rule('ABC-02', 'suite-rule') + rule('ABC-01')),
    [],
    /the reason 'suite-rule' has no sentence/,
  ],
  [
    'a sentence for no rule',
    file(rule('ABC-02'), { reasons: '{ dcc: It takes a peer., suite-rule: Too many. }' }),
    ['ABC-01'],
    /no rule has the reason 'suite-rule'/,
  ],
  [
    'a sentence for no reason',
    file(rule('ABC-02'), { reasons: '{ dcc: It takes a peer., suite-rul: Too many. }' }),
    ['ABC-01'],
    /no reason 'suite-rul'. Did you mean 'suite-rule'/,
  ],
])('%s is a problem', async (_, text, tested, message) => {
  await expect(load(text, tested)).rejects.toThrow(message);
});
