import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { InputError, type Problem } from './input-error.ts';
import { loadSuite } from './load.ts';

const REQUIREMENTS = `
- id: CTX-03
  sentence: A NOTICE is never answered.
  levels: { modern: MUST, classic: MUST }
  basis: specification
  sources: [{ text: RFC 1459, url: 'https://www.rfc-editor.org/rfc/rfc1459' }]
`;

const GOOD = `- id: context/notice
  title: A query in a NOTICE gets no reply
  requirements: [CTX-03]
  why: Two clients could answer each other for ever.
  needs: { answers: [VERSION] }
  steps:
    - send: ':\\{peer} NOTICE \\{nick} :\\x01VERSION\\x01'
  outcomes:
    ignores: { class: conforms, when: { silent: true }, says: It stays silent. }
    replies: { class: violates, when: { reply: '\\x01VERSION\\{any}' }, says: It replies. }
`;

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ctcpspec-load-'));
  await mkdir(join(directory, 'context'));
  await writeFile(join(directory, 'requirements.yaml'), REQUIREMENTS);
});

afterEach(() => rm(directory, { recursive: true }));

async function load(text: string): Promise<ReturnType<typeof loadSuite>> {
  await writeFile(join(directory, 'context', 'notice.yaml'), text);
  return loadSuite([{ name: 'built-in', directory, base: directory }]);
}

async function problemsOf(text: string): Promise<readonly Problem[]> {
  const error: unknown = await load(text).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof InputError)) throw new Error(`expected an InputError, got ${String(error)}`);
  return error.problems;
}

test('a good file becomes a scenario', async () => {
  const { scenarios, requirements, hash } = await load(GOOD);
  expect(scenarios).toHaveLength(1);
  expect(scenarios[0]).toMatchObject({
    id: 'context/notice',
    area: 'context',
    alone: false,
    requirements: ['CTX-03'],
    origin: { suite: 'built-in', file: join('context', 'notice.yaml'), line: 1 },
  });
  expect(requirements.get('CTX-03')?.levels).toEqual({ modern: 'MUST', classic: 'MUST' });
  expect(hash).toMatch(/^[0-9a-f]{12}$/);
});

test('the hash changes with the data', async () => {
  const before = (await load(GOOD)).hash;
  const after = (await load(GOOD.replace('stays silent', 'says nothing'))).hash;
  expect(after).not.toBe(before);
});

const CAST = `  cast:
    peer: 'abcd1234!ab@abcd1234.peer.test'
    other: 'cdef1234!cd@cdef1234.peer.test'
    token: 'efgh1234'
    token2: 'ghij5678'
`;
const CASES = "  cases: { a: { values: { x: '1' } }, b: { values: { x: '2' } } }\n";

test('a cast is pinned, and the scenario is then alone', async () => {
  const { scenarios } = await load(GOOD.replace('  steps:', `${CAST}  steps:`));
  expect(scenarios[0]?.alone).toBe(true);
  expect(scenarios[0]?.cases[0]?.cast).toEqual({
    peer: 'abcd1234!ab@abcd1234.peer.test',
    other: 'cdef1234!cd@cdef1234.peer.test',
    token: 'efgh1234',
    token2: 'ghij5678',
  });
});

/** What is wrong, the change that makes it so, and what has to be said: line, column, message, mend. */
const MISTAKES: [string, (good: string) => string, [number, number, RegExp, RegExp]][] = [
  [
    'a mistyped key',
    (s) => s.replace('title:', 'tilte:'),
    [2, 3, /unknown key 'tilte'/, /Did you mean 'title'/],
  ],
  [
    'an unknown step',
    (s) => s.replace('- send:', '- sendd:'),
    [7, 7, /unknown key 'sendd'/, /Did you mean 'send'/],
  ],
  [
    'an unknown key of an outcome',
    (s) => s.replace('silent:', 'silnet:'),
    [9, 41, /unknown key 'silnet'/, /'silent'/],
  ],
  [
    'an unknown class',
    (s) => s.replace('violates', 'violate'),
    [10, 23, /cannot be 'violate'/, /'violates'/],
  ],
  ['a missing key', (s) => s.replace(/ {2}why: .*\n/, ''), [1, 3, /'why' is missing/, /Add 'why:'/]],
  [
    'an unknown escape',
    (s) => s.replace('\\x01VERSION\\x01', '\\qVERSION'),
    [7, 39, /Unknown escape/, /notation/i],
  ],
  ['half an escape', (s) => s.replace('VERSION\\x01', 'VERSION\\x1'), [7, 50, /\\x/, /notation/i]],
  [
    'a plain scalar where bytes belong',
    (s) => s.replace(/send: .*/, 'send: PING x'),
    [7, 13, /plain scalar/, /single quotes/],
  ],
  [
    'an offer that nobody watches',
    (s) => s.replace('VERSION\\x01', 'DCC CHAT chat 1 \\{dcc.port}\\x01'),
    [7, 5, /nobody watches who takes it/, /watch: 500/],
  ],
  [
    'a question that needs a watch',
    (s) => s.replace('silent: true', 'connects: false'),
    [7, 5, /nobody watches/, /watch: 500/],
  ],
  [
    'a watch behind the end',
    (s) => s.replace('  steps:', '  watch: 500\n  steps:').replace(/- send: .*/, '- end: close'),
    [6, 3, /nothing can be watched behind the step 'end'/, /Take 'watch' or the step out/],
  ],
  [
    'an unknown placeholder',
    (s) => s.replace('\\{nick}', '\\{nik}'),
    [7, 30, /no placeholder '\\\{nik}'/, /'nick'/],
  ],
  [
    'a wildcard in what is sent',
    (s) => s.replace('\\{nick}', '\\{any}'),
    [7, 30, /no placeholder '\\\{any}'/, /patterns only/],
  ],
  [
    'an unknown requirement',
    (s) => s.replace('[CTX-03]', '[CTX-30]'),
    [3, 18, /no requirement 'CTX-30'/, /'CTX-03'/],
  ],
  [
    'a cast of another form',
    (s) => s.replace('  steps:', `${CAST.replace('ghij5678', 'GHIJ5678')}  steps:`),
    [10, 13, /'GHIJ5678' does not have the right form/, /eight lower-case letters/],
  ],
  [
    'a cast with the same word twice',
    (s) => s.replace('  steps:', `${CAST.replace('ghij5678', 'abcd1234')}  steps:`),
    [7, 5, /two of the nicks and tokens are equal/, /all four differ/],
  ],
  [
    'a cast beside cases',
    (s) => s.replace('  steps:', `${CAST}${CASES}  steps:`),
    [6, 3, /has a cast for each of them/, /into the cases/],
  ],
  [
    'a seed without a fuzz',
    (s) => s.replace('    - send:', '    - seed: 3\n      send:'),
    [7, 7, /'seed' does not go with 'send'/, /Take it out/],
  ],
  [
    'a length that is no number',
    (s) =>
      s
        .replace(
          '  outcomes',
          "    - { user: action, target: '\\{channel}', text: 'x', fill: 'long' }\n  outcomes",
        )
        .replace('needs: { answers: [VERSION] }', 'needs: { answers: [VERSION], user: [action] }'),
    [8, 62, /'long' is no number of octets/, /'512'/],
  ],
  ['a duplicate id', (s) => s + s, [11, 7, /'context\/notice' is taken/, /another id/]],
  ['a duplicate key', (s) => s.replace('  why:', '  title: again\n  why:'), [4, 3, /unique/i, /YAML/]],
  [
    'two steps in one',
    (s) => s.replace('- send:', "- rename: 'x'\n      send:"),
    [7, 7, /rename at once/, /exactly one/],
  ],
  [
    'bad bytes that are not marked',
    (s) => s.replace('VERSION\\x01', 'VERSION'),
    [7, 13, /clos|delimiter/, /malformed/],
  ],
  [
    'a mark on good bytes',
    (s) => s.replace("'\n  outcomes", "'\n      malformed: x\n  outcomes"),
    [8, 18, /nothing is wrong/, /Take 'malformed' out/],
  ],
  [
    'no conforming outcome',
    (s) => s.replace('conforms', 'violates'),
    [9, 5, /no outcome conforms/, /'conforms'/],
  ],
  [
    'an outcome graded by a foreign requirement',
    (s) => s.replace('says: It replies.', 'says: x, requirement: FRM-01'),
    [10, 93, /does not test 'FRM-01'/, /CTX-03/],
  ],
  ['broken YAML', (s) => s.replace('[CTX-03]', '[CTX-03'), [4, 3, /not valid YAML/, /Mend/]],
  [
    'an id in the wrong form',
    (s) => s.replace('context/notice', 'Context Notice'),
    [1, 7, /right form/, /area\/topic/],
  ],
  ['a list that is no list', () => 'id: x\n', [1, 1, /the file has the wrong type/, /a list/]],
];

describe('a mistake is named with its place and its mend', () => {
  test.each(MISTAKES)('%s', async (_, change, [line, column, message, mend]) => {
    const changed = change(GOOD);
    expect(changed).not.toBe(GOOD);
    const [first] = await problemsOf(changed);
    expect(first?.message).toMatch(message);
    expect(first?.mend).toMatch(mend);
    expect([first?.line, first?.column]).toEqual([line, column]);
    expect(first?.file).toBe(join('context', 'notice.yaml'));
  });
});

test('every mistake of a file is named at once', async () => {
  const problems = await problemsOf(GOOD.replace('title:', 'tilte:').replace('violates', 'violate'));
  expect(problems.map(({ message }) => message)).toEqual(
    expect.arrayContaining([
      expect.stringContaining("unknown key 'tilte'"),
      expect.stringContaining("cannot be 'violate'"),
    ]),
  );
});

test('a folder that is not there is bad input too', async () => {
  await expect(loadSuite([{ name: 'x', directory: join(directory, 'nowhere') }])).rejects.toThrow(
    /cannot be read \(ENOENT\)/,
  );
});
