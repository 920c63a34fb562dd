import { expect, test } from 'vitest';
import { InputError } from '../scenario/input-error.ts';
import { loadExpectations, parseExpectations } from './expectations.ts';

test.each([
  ['known:\n  - { id: a/b }\n', "expect.yaml:2:5: the key 'reason' is missing"],
  ['known:\n  - { id: a/b, reson: x }\n', "expect.yaml:2:16: unknown key 'reson'. Did you mean 'reason'?"],
  ['knwon: []\n', "expect.yaml:1:1: unknown key 'knwon'. Did you mean 'known'?"],
  ['known:\n  - { id: a/b, reason: "" }\n', 'expect.yaml:2:24:'],
  [
    'known:\n  - { id: a/b, reason: x, until: tomorrow }\n',
    "expect.yaml:2:34: 'tomorrow' does not have the right form",
  ],
  ['known:\n  - { id: a/b, reason: x, until: 2026-02-30 }\n', 'expect.yaml:2:34: there is no day 2026-02-30'],
  [
    'known:\n  - { id: a/b, reason: x, version: newest }\n',
    "expect.yaml:2:36: 'newest' is not a range of versions",
  ],
  [
    'known:\n  - { id: a/b, reason: x, link: here }\n',
    "expect.yaml:2:33: 'here' does not have the right form",
  ],
  ['flaky:\n  - { id: a/b, reason: x, outcome: y }\n', "expect.yaml:2:27: unknown key 'outcome'"],
  [
    'known:\n  - { id: a/b, reason: x }\n  - { id: a/b, reason: y, outcome: z }\n',
    "expect.yaml:3:5: 'a/b' has an entry already, on line 2",
  ],
  [
    'known:\n  - { id: a/b, cases: [c, d], reason: x }\nflaky:\n  - { id: a/b, cases: [d], reason: y }\n',
    "expect.yaml:4:5: 'a/b' has an entry already, on line 2",
  ],
  ['known: [\n', 'expect.yaml:2:1: this is not valid YAML'],
])('%j', (text, says) => {
  expect(() => parseExpectations('expect.yaml', text)).toThrow(InputError);
  expect(() => parseExpectations('expect.yaml', text)).toThrow(says);
});

test.each(['', '# nothing yet\n', 'known: []\n', 'flaky: []\nknown: []\n'])('%j expects nothing', (text) => {
  expect(parseExpectations('expect.yaml', text).entries).toEqual([]);
});

test('entries that cannot both speak for a case stand side by side', () => {
  const text = `known:
  - { id: a/b, cases: [c], reason: x }
  - { id: a/b, cases: [d], reason: x }
  - { id: a/b, outcome: y, reason: x }
  - { id: a/b, outcome: z, reason: x }
  - { id: a/e, version: '<2', reason: x }
  - { id: a/e, version: '>=2', reason: x }
`;
  expect(parseExpectations('expect.yaml', text).entries).toHaveLength(6);
});

test('a file that is not there', async () => {
  await expect(loadExpectations('/nowhere/expect.yaml')).rejects.toThrow(
    '/nowhere/expect.yaml:1:1: this file of expectations cannot be read (ENOENT)',
  );
});
