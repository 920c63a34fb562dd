import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadSuite } from './load.ts';
import type { Suite } from './model.ts';
import { loadRequirementSet } from './requirement-set-file.ts';
import { counts, freeze, underSet, vanished } from './requirement-set.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ctcpspec-sets-'));
});
afterEach(() => rm(directory, { recursive: true }));

async function file(path: string, text: string): Promise<string> {
  await mkdir(dirname(join(directory, path)), { recursive: true });
  await writeFile(join(directory, path), text);
  return join(directory, path);
}

const rule = (id: string, level: string): string => `- id: ${id}
  sentence: A rule.
  levels: { modern: ${level}, classic: ${level} }
  basis: specification
  sources: [{ text: a text }]
`;

interface Sketch {
  readonly id: string;
  readonly rules?: string;
  readonly aliases?: string;
  readonly cases?: readonly string[];
}

const scenario = ({ id, rules = 'AAA-01', aliases = '', cases = [] }: Sketch): string => `- id: ${id}
  title: A title
  requirements: [${rules}]
  aliases: [${aliases}]
  why: A reason.
${cases.length === 0 ? '' : `  cases:\n${cases.map((name) => `    ${name}: { values: { verb: 'PING' } }\n`).join('')}`}  steps:
    - send: ':\\{peer} PRIVMSG \\{nick} :\\x01${cases.length === 0 ? 'PING' : '\\{verb}'} x\\x01'
  outcomes:
    answers: { class: conforms, when: { reply: 'PING x' }, says: It answers. }
    ignores: { class: violates, when: { silent: true }, says: It does not. }
`;

async function suite(rules: readonly string[], scenarios: readonly Sketch[]): Promise<Suite> {
  await file('requirements.yaml', rules.join(''));
  await file('area/some.yaml', scenarios.map(scenario).join(''));
  return loadSuite([{ name: 'built-in', directory }]);
}

const before = [rule('AAA-01', 'SHOULD')];

test('a set holds the ids, the cases and what the rules weighed; no file of a set is taken for scenarios', async () => {
  const first = await suite(before, [{ id: 'area/b', cases: ['one', 'two'] }, { id: 'area/a' }]);
  const set = freeze(first, '2026-12');
  expect(set).toEqual({
    set: '2026-12',
    rules: { 'AAA-01': { modern: 'SHOULD', classic: 'SHOULD', basis: 'specification' } },
    scenarios: { 'area/a': [], 'area/b': ['one', 'two'] },
  });
  const path = await file('sets/2026-12.yaml', JSON.stringify(set));
  expect(await loadRequirementSet(path)).toEqual(set);
  const again = await loadSuite([{ name: 'built-in', directory }]);
  expect(again.scenarios.map(({ id }) => id)).toEqual(['area/a', 'area/b']);
  expect(again.hash).toBe(first.hash);
});

test("in a folder of one's own, sets is an area like any other", async () => {
  await file('own/sets/some.yaml', scenario({ id: 'mine/some' }));
  await file('ours/requirements.yaml', before.join(''));
  const all = await loadSuite([
    { name: 'built-in', directory: join(directory, 'ours') },
    { name: 'own', directory: join(directory, 'own') },
  ]);
  expect(all.scenarios.map(({ id }) => id)).toEqual(['mine/some']);
});

test('a fault in a set is told with its line', async () => {
  const path = await file(
    'sets/2026-12.yaml',
    "set: '2026-12'\nrules:\n  AAA-01: { modern: MUST }\nscenarios: {}\n",
  );
  await expect(loadRequirementSet(path)).rejects.toThrow(/2026-12\.yaml:3:/);
});

test('what is newer does not count, under whichever name', async () => {
  const set = freeze(
    await suite(before, [{ id: 'area/old' }, { id: 'area/cases', cases: ['one', 'two'] }]),
    '2026-12',
  );
  const now = await suite(before, [
    { id: 'area/new-name', aliases: 'area/old' },
    { id: 'area/cases', cases: ['one', 'two', 'three'] },
    { id: 'area/newer' },
  ]);
  const counted = now.scenarios.flatMap((one) =>
    one.cases.filter(({ name }) => counts(set, one, name)).map(({ name }) => `${one.id}#${name}`),
  );
  expect(counted).toEqual(['area/cases#one', 'area/cases#two', 'area/new-name#']);
});

test('rules weigh what they weighed; one that is new to an old scenario accuses nobody', async () => {
  const set = freeze(await suite(before, [{ id: 'area/old' }]), '2026-12');
  const rules = [rule('AAA-01', 'MUST'), rule('AAA-02', 'MUST'), rule('AAA-03', 'MUST')];
  const now = await suite(rules, [
    { id: 'area/old', rules: 'AAA-01, AAA-02' },
    { id: 'area/newer', rules: 'AAA-03' },
  ]);
  const levels = [...underSet(now, set).requirements.values()].map(({ id, levels: { modern }, basis }) => [
    id,
    modern,
    basis,
  ]);
  expect(levels).toEqual([
    ['AAA-01', 'SHOULD', 'specification'],
    ['AAA-02', 'NONE', 'record'],
    ['AAA-03', 'MUST', 'specification'],
  ]);
});

test('what has vanished is named, with what to do; an alias keeps an id', async () => {
  const set = freeze(
    await suite(
      [rule('AAA-01', 'MUST'), rule('AAA-09', 'MUST')],
      [
        { id: 'area/gone' },
        { id: 'area/kept' },
        { id: 'area/cases', cases: ['one', 'two'] },
        { id: 'area/whole' },
      ],
    ),
    '2026-12',
  );
  const now = await suite(before, [
    { id: 'area/new-name', aliases: 'area/kept' },
    { id: 'area/cases', cases: ['two', 'three'] },
    { id: 'area/whole', cases: ['one', 'two'] },
  ]);
  expect(vanished(set, now)).toEqual([
    "The case 'one' of area/cases in 2026-12 is gone. Put it back; a case keeps its name.",
    "area/gone of 2026-12 is gone. Put it back, or give what replaces it 'aliases: [area/gone]'.",
    'area/whole of 2026-12 had no cases and has some now. Put them into a scenario of their own.',
    'The rule AAA-09 of 2026-12 is gone. Put it back, with the level NONE if it is no rule now.',
  ]);
});
