import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadDisputes } from './disputes.ts';
import { InputError, type Problem } from './input-error.ts';
import { loadSuite } from './load.ts';
import type { Suite } from './model.ts';

const suites = fileURLToPath(new URL('../../suites', import.meta.url));

const REQUIREMENTS = `
- id: ABC-01
  sentence: It is answered.
  levels: { modern: MUST, classic: MUST }
  basis: specification
  sources: [{ text: A text }]
`;

const SCENARIOS = `
- id: mine/query
  title: It is answered
  requirements: [ABC-01]
  why: It matters.
  cases:
    one: { values: { payload: 'a' } }
    two: { values: { payload: 'b' } }
  steps:
    - send: ':\\{peer} PRIVMSG \\{nick} :\\x01PING \\{payload}\\x01'
  outcomes:
    answers: { class: conforms, when: { reply: '\\{any}' }, says: answers }
    ignores: { class: violates, when: { silent: true }, says: stays silent }
`;

let directory: string;
let suite: Suite;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'disputes-'));
  await writeFile(join(directory, 'requirements.yaml'), REQUIREMENTS);
  await writeFile(join(directory, 'some.yaml'), SCENARIOS);
  suite = await loadSuite([{ name: 'mine', directory }]);
});
afterAll(() => rm(directory, { recursive: true }));

async function load(text: string): Promise<unknown> {
  const path = join(directory, 'disputes.yaml');
  await writeFile(path, text);
  return loadDisputes(path, suite);
}

async function problemsOf(text: string): Promise<readonly Problem[]> {
  const error: unknown = await load(text).catch((cause: unknown) => cause);
  if (!(error instanceof InputError)) throw new Error('the file was taken');
  return error.problems;
}

const option = (letter: string, more: string): string => `
    - letter: ${letter}
      does: does it
      sources: []
      ${more}`;
const dispute = (first: string, second: string, more = ''): string => `
- id: D-01
  title: A title
  question: Is it so?
  options:${option('A', first)}${option('B', second)}
  ${more}
`;
const answers = 'shown: [{ scenario: mine/query, outcomes: [answers] }]';
const ignores = 'shown: [{ scenario: mine/query, cases: [one], outcomes: [ignores] }]';

test("the project's own disputes name scenarios, cases and outcomes that exist", async () => {
  const own = await loadSuite([{ name: 'built-in', directory: suites }]);
  const disputes = await loadDisputes(join(suites, 'disputes.yaml'), own);
  expect(disputes).toHaveLength(22);
});

test('every option is shown, or its scenarios are still to come, or there is only a note', async () => {
  await expect(load(dispute(answers, ignores))).resolves.toMatchObject([{ id: 'D-01' }]);
  await expect(load(dispute('', '', 'awaits: dcc'))).resolves.toMatchObject([{ awaits: 'dcc' }]);
  await expect(load('- { id: D-01, title: A title, note: It is so. }')).resolves.toHaveLength(1);
});

test.each<[string, string, RegExp]>([
  ['a scenario', dispute(answers.replace('query', 'querry'), ignores), /no scenario 'mine\/querry'/],
  ['an outcome', dispute(answers, ignores.replace('[ignores]', '[ignore]')), /no outcome 'ignore'/],
  ['a case', dispute(answers, ignores.replace('one', 'three')), /mine\/query has no case 'three'/],
  ['an option that nothing shows', dispute(answers, ''), /nothing shows option B/],
  ['an outcome on two sides', dispute(answers, answers), /shows option A already/],
  ['something to await, and shown', dispute(answers, ignores, 'awaits: dcc'), /awaits dcc and yet/],
  ['nothing at all', '- { id: D-01, title: A title }', /says nothing/],
  ['a letter', dispute(answers, ignores).replace('letter: B', 'letter: C'), /'C' is out of turn/],
  ['an order', `${dispute(answers, ignores)}- { id: D-01, title: More, note: So. }`, /stands behind 'D-01'/],
  ['a key', dispute(answers, ignores, 'notes: More.'), /unknown key 'notes'/],
])('%s that is wrong is pointed at', async (_, text, message) => {
  const [problem] = await problemsOf(text);
  expect(problem?.message).toMatch(message);
  expect(problem?.line).toBeGreaterThan(0);
});

test('the place is the line and the column of the name', async () => {
  const [problem] = await problemsOf(dispute(answers, ignores.replace('[ignores]', '[ignore]')));
  const lines = dispute(answers, ignores.replace('[ignores]', '[ignore]')).split('\n');
  const line = lines.findIndex((one) => one.includes('[ignore]'));
  expect(problem).toMatchObject({ line: line + 1, column: (lines[line] ?? '').indexOf('ignore]') + 1 });
});
