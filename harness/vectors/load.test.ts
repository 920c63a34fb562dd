import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Requirement } from '../../reports/model/report.ts';
import { InputError } from '../scenario/input-error.ts';
import { loadVectors } from './load.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vectors-'));
});
afterAll(() => rm(directory, { recursive: true }));

const rule: Requirement = {
  id: 'RPL-09',
  sentence: 'No NUL.',
  levels: { modern: 'MUST', classic: 'MUST' },
  basis: 'security',
  sources: [],
};
const vector = {
  id: 'low-quote/classic/nul',
  what: 'NUL is quoted.',
  dialect: 'classic',
  requirements: ['RPL-09'],
  input: '00',
  reads: '\\0',
  accepts: [{ output: '1030', reads: '\\x100' }],
};
const file = { $schema: '../schema/vectors.schema.json', license: 'CC0-1.0', do: 'low-quote' };

async function load(text: string): Promise<string> {
  await writeFile(join(directory, 'a.json'), text);
  return loadVectors(directory, new Map([[rule.id, rule]]), directory).then(
    (vectors) => `${vectors.length} loaded`,
    (error: unknown) => {
      if (error instanceof InputError) return error.message;
      throw error;
    },
  );
}
const loadWith = (...vectors: object[]): Promise<string> =>
  load(JSON.stringify({ ...file, vectors }, null, 1));

test('what is right is loaded', async () => {
  expect(await loadWith(vector)).toBe('1 loaded');
});

test.each([
  [
    'an odd digit',
    { ...vector, input: '0' },
    /a\.json:13:\d+: '0' does not have the right form. Expected: bytes, two/,
  ],
  ['digits in upper case', { ...vector, input: '0A' }, /'0A' does not have the right form/],
  ['an input of another shape', { ...vector, input: { text: '00' } }, /'input' has the wrong type/],
  ['a key that is mistyped', { ...vector, accept: [] }, /unknown key 'accept'. Did you mean 'accepts'\?/],
  ['another dialect', { ...vector, dialect: 'modern' }, /'dialect' cannot be 'modern'/],
  ['an id of another kind', { ...vector, id: 'reply/classic/nul' }, /does not have the right form/],
  ['no accepted output', { ...vector, accepts: [] }, /'accepts' must NOT have fewer than 1 items/],
  [
    'a rule that does not exist',
    { ...vector, requirements: ['RPL-08'] },
    /no requirement 'RPL-08'. Did you mean 'RPL-09'/,
  ],
])('%s is told with its place and its mend', async (_, faulty, sentence) => {
  expect(await loadWith(faulty)).toMatch(sentence);
});

test('an id that is there twice names the other place', async () => {
  expect(await loadWith(vector, vector)).toMatch(
    /a\.json:\d+:\d+: the id '.*' is taken by a\.json:\d+\. Give/,
  );
});

test('a file of an unknown kind, and one that is no JSON', async () => {
  expect(await load('{ "do": "low-qoute", "vectors": [] }')).toMatch(/Did you mean 'low-quote'\?/);
  expect(await load('{ "do": ')).toMatch(/a\.json:1:\d+: this is not valid/);
  expect(await load('[]')).toMatch(/'do' cannot be/);
});
