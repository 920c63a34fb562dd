import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadSuite, type PreparedSuite, type SuiteFolder } from '../scenario/load.ts';
import { BUILT_IN } from '../scenario/model.ts';
import { SUITES_DIRECTORY } from './package-root.ts';
import { prepare, readPrepared } from './prepared-suite.ts';

let directory: string;
let ours: SuiteFolder;
let file: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ctcpspec-prepared-'));
  await cp(SUITES_DIRECTORY, join(directory, 'suites'), { recursive: true });
  ours = { name: BUILT_IN, directory: join(directory, 'suites'), base: directory };
  file = join(directory, 'suite.v8');
});

afterEach(() => rm(directory, { recursive: true }));

/** What is read back of the suite as it is in the copy now. */
async function prepared(): Promise<PreparedSuite | null> {
  await writeFile(file, prepare(await loadSuite([ours])));
  return readPrepared(file);
}

async function replace(path: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(directory, path), 'utf8');
  expect(text).toContain(from);
  await writeFile(join(directory, path), text.replace(from, to));
}

test('what is read back is what was loaded, down to the buffers', async () => {
  expect(await prepared()).toStrictEqual(await loadSuite([ours]));
});

test('it is taken as it is when the files are those that it was made of', async () => {
  const ready = await prepared();
  const suite = await loadSuite([ours], () => Promise.resolve(ready));
  expect(suite.scenarios).toBe(ready?.scenarios);
});

test('a file that was changed counts, and not what was prepared', async () => {
  const ready = await prepared();
  const load = () => loadSuite([ours], () => Promise.resolve(ready));
  const [first] = (await load()).scenarios;
  if (first === undefined) throw new Error('the suite has no scenario');
  await replace(first.origin.file, first.title, 'Another title');
  const changed = await load();
  expect(changed.scenarios.find(({ id }) => id === first.id)?.title).toBe('Another title');
  expect(changed.hash).not.toBe(ready?.hash);
});

test('a file that is gone, or spoilt, is noticed', async () => {
  const ready = await prepared();
  const load = () => loadSuite([ours], () => Promise.resolve(ready));
  await writeFile(join(ours.directory, 'framing', 'one-more.yaml'), 'spoilt: [');
  await expect(load()).rejects.toThrow(/one-more\.yaml/);
  await rm(join(ours.directory, 'framing'), { recursive: true });
  expect((await load()).scenarios.filter(({ area }) => area === 'framing')).toEqual([]);
});

test("a folder of one's own stands on what was prepared as on what was loaded", async () => {
  const ready = await prepared();
  const own = { name: 'own', directory: join(directory, 'own'), base: directory };
  await cp(join(ours.directory, 'framing'), own.directory, { recursive: true });
  // Its ids are in our namespace, and taken: both must say the same of it.
  const said = async (by?: PreparedSuite | null): Promise<string> => {
    const loaded =
      by === undefined ? loadSuite([ours, own]) : loadSuite([ours, own], () => Promise.resolve(by));
    return loaded.then(() => 'nothing', String);
  };
  expect(await said()).toContain('is taken by');
  expect(await said(ready)).toBe(await said());
});

test('what cannot be read back is as good as not there', async () => {
  expect(await readPrepared(join(directory, 'none.v8'))).toBeNull();
  await writeFile(file, 'not of V8');
  expect(await readPrepared(file)).toBeNull();
});
