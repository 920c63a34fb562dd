import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { entriesIn, holdsExactly, octets, type Entry, type Places } from './places.ts';

let folder: string;
let places: Places;

beforeEach(async () => {
  folder = await mkdtemp(join(await realpath(tmpdir()), 'places-'));
  places = { home: join(folder, 'home'), outside: [join(folder, 'outside')], cwd: join(folder, 'home/work') };
  await mkdir(join(folder, 'home/work'), { recursive: true });
  await mkdir(join(folder, 'outside'));
});
afterEach(() => rm(folder, { recursive: true }));

async function placeOf(path: string): Promise<Entry['place'] | undefined> {
  return (await entriesIn(places)).get(join(folder, path))?.place;
}

test.each([
  ['home/x.txt', 'home'],
  ['home/.config/deep/x.txt', 'home'],
  ['outside/x.txt', 'outside'],
  ['x.txt', 'outside'],
  ['other/x.txt', undefined],
])('%s is found: %s', async (path, place) => {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), 'x');
  expect(await placeOf(path)).toBe(place);
});

test('a folder is an entry too, and what is no text', async () => {
  await mkdir(join(folder, 'home/new'));
  const path = `${join(folder, 'home')}/\xFF`;
  await writeFile(octets(path), 'x');
  const found = await entriesIn(places);
  expect(found.get(join(folder, 'home/new'))?.isFile).toBe(false);
  expect(found.get(path)?.name).toBe('\xFF');
});

test('what is changed has another stamp', async () => {
  const path = join(folder, 'outside/kept.txt');
  await writeFile(path, 'kept');
  const before = (await entriesIn(places)).get(path);
  await writeFile(path, 'other');
  expect((await entriesIn(places)).get(path)?.stamp).not.toBe(before?.stamp);
});

test('a link is not followed', async () => {
  await symlink('/', join(folder, 'home/root'));
  const found = [...(await entriesIn({ ...places, outside: [], cwd: '/' })).keys()];
  expect(found.filter((path) => path.startsWith(join(folder, 'home/root/')))).toEqual([]);
});

test('what a small file holds is compared, and nothing else is read', async () => {
  await writeFile(join(folder, 'home/a'), 'hello');
  await writeFile(join(folder, 'home/b'), 'hallo');
  await mkdir(join(folder, 'home/c'));
  const found = await entriesIn(places);
  const holds = async (name: string): Promise<boolean> => {
    const entry = found.get(join(folder, 'home', name));
    return entry !== undefined && (await holdsExactly(entry, Buffer.from('hello')));
  };
  expect([await holds('a'), await holds('b'), await holds('c')]).toEqual([true, false, false]);
});
