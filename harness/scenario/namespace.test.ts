import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtInSuite, root } from '../../tests/fixture-run.ts';
import { InputError } from './input-error.ts';
import { loadSuite } from './load.ts';
import { foreignArea, isBuiltInArea } from './namespace.ts';

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'namespace-'));
});
afterAll(() => rm(directory, { recursive: true }));

const fileWith = (id: string, more = ''): string => `- id: ${id}
  title: A greeting is not answered with CTCP
${more}  requirements: [CTX-03]
  why: It would be odd.
  steps:
    - send: ':\\{peer} PRIVMSG \\{nick} :hello'
  outcomes:
    ignores: { class: conforms, when: { silent: true }, says: stays silent }
    answers: { class: violates, when: { sends: { verb: 'NOTICE' } }, says: answers }
`;

async function load(text: string): Promise<string[]> {
  const path = join(directory, 'file.yaml');
  await writeFile(path, text);
  const { scenarios } = await loadSuite([
    { name: 'built-in', directory: `${root}suites`, base: root },
    { name: directory, directory, base: directory },
  ]);
  return scenarios.filter(({ origin }) => origin.suite === directory).map(({ id }) => id);
}

test('no area of ours is one that a folder of somebody’s own may use', async () => {
  const { scenarios } = await builtInSuite();
  expect(scenarios.length).toBeGreaterThan(100);
  const names = scenarios.flatMap(({ id, aliases }) => [id, ...aliases]);
  expect(names.filter((name) => foreignArea(name) === null)).toEqual([]);
  expect(scenarios.filter(({ area }) => !isBuiltInArea(area))).toEqual([]);
});

test.each(['mine/greeting', 'acme-irc/greeting'])('%s is loaded', async (id) => {
  expect(await load(fileWith(id))).toEqual([id]);
});

test.each([
  ['a name of ours', fileWith('ping/echo'), 1, 7, /'ping' of the id 'ping\/echo' is reserved/, /mine\/echo/],
  ['a name that may be ours one day', fileWith('whatever/x'), 1, 7, /'whatever'/, /my-whatever\/x/],
  ['an alias', fileWith('mine/x', '  aliases: [mine/y, ping/x]\n'), 3, 21, /'ping\/x'/, /mine\/x/],
])('%s is refused', async (_, text, line, column, message, mend) => {
  const error: unknown = await load(text).catch((thrown: unknown) => thrown);
  if (!(error instanceof InputError)) throw new Error(`expected an InputError, got ${String(error)}`);
  expect(error.problems).toHaveLength(1);
  expect(error.problems[0]).toMatchObject({ file: 'file.yaml', line, column });
  expect(error.problems[0]?.message).toMatch(message);
  expect(error.problems[0]?.mend).toMatch(mend);
});

test('what is still to be chosen is refused at its place', async () => {
  const text = fileWith('mine/x').replace('class: conforms', 'class: TODO');
  await expect(load(text)).rejects.toMatchObject({
    problems: [
      {
        line: 8,
        message: "'class' is still to be chosen",
        mend: 'Look at what was recorded, and write one of: conforms, deviates, violates, observed.',
      },
    ],
  });
});
