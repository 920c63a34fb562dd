import { lstat, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { WrittenTo } from '../../scenario/model.ts';

/** Something in the file system, its path in octets (`latin1`). */
export interface Entry {
  readonly path: string;
  readonly name: string;
  readonly place: Exclude<WrittenTo, 'nothing'>;
  /** Changes when the entry does. */
  readonly stamp: string;
  readonly size: number;
  readonly isFile: boolean;
}

/** Where a client may leave what it was offered. */
export interface Places {
  /** All of it is looked through; null for a client without a home of its own. */
  readonly home: string | null;
  /** All of it is looked through as well: nothing but what the harness laid there should be in it. */
  readonly outside: readonly string[];
  /** Where the client was started. */
  readonly cwd: string;
}

const MOST_ENTRIES = 20_000;
const MOST_DEPTH = 12;

/**
 * What lies where a client may write what it is offered: its home, the folders that its home and its working
 * directory are in, and those that an offer names. Folders of others are not gone into.
 */
export async function entriesIn({ home, outside, cwd }: Places): Promise<Map<string, Entry>> {
  const found = new Map<string, Entry>();
  if (home !== null) await addAll(found, home, 'home', MOST_DEPTH);
  for (const folder of outside) await addAll(found, folder, 'outside', MOST_DEPTH);
  const above = new Set([...(home === null ? [] : foldersAbove(home)), cwd, ...foldersAbove(cwd)]);
  for (const folder of above) if (folder !== home) await addAll(found, folder, 'outside', 0);
  return found;
}

function foldersAbove(path: string): string[] {
  const above = dirname(path);
  return above === path ? [] : [above, ...foldersAbove(above)];
}

async function addAll(
  found: Map<string, Entry>,
  folder: string,
  place: Entry['place'],
  depth: number,
): Promise<void> {
  for (const { name, isFolder } of await listed(folder)) {
    if (found.size >= MOST_ENTRIES) return;
    const path = join(folder, name);
    if (found.has(path)) continue;
    const entry = await entryAt(path, name, place);
    if (entry !== null) found.set(path, entry);
    if (isFolder && depth > 0) await addAll(found, path, place, depth - 1);
  }
}

async function listed(folder: string): Promise<{ name: string; isFolder: boolean }[]> {
  try {
    const entries = await readdir(octets(folder), { withFileTypes: true, encoding: 'buffer' });
    return entries.map((entry) => ({
      name: Buffer.from(entry.name).toString('latin1'),
      isFolder: entry.isDirectory(),
    }));
  } catch {
    // What may not be looked into, or went away meanwhile, shows nothing.
    return [];
  }
}

async function entryAt(path: string, name: string, place: Entry['place']): Promise<Entry | null> {
  try {
    const found = await lstat(octets(path));
    const { ino, size, mtimeMs } = found;
    return { path, name, place, stamp: `${ino} ${size} ${mtimeMs}`, size, isFile: found.isFile() };
  } catch {
    return null;
  }
}

/** Whether a small file holds exactly these octets. */
export async function holdsExactly({ path, size, isFile }: Entry, content: Buffer): Promise<boolean> {
  if (!isFile || size !== content.length) return false;
  try {
    return (await readFile(octets(path))).equals(content);
  } catch {
    return false;
  }
}

/** A path as Node takes it when it need not be text. */
export function octets(path: string): Buffer {
  return Buffer.from(path, 'latin1');
}
