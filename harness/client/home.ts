import { chmod, chown, lchown, mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { ClientStartError } from './client-error.ts';
import { homeFolders } from './environment.ts';
import { fillPlaceholderBytes, type PlaceholderValues } from './placeholders.ts';
import type { HomeFile, UserIds } from './spec.ts';

/** Makes a throw-away home that only its owner can enter, and says where it is. */
export async function createHome(): Promise<string> {
  const home = await mkdtemp(join(await realpath(tmpdir()), 'ctcpspec-'));
  for (const folder of homeFolders) await mkdir(join(home, folder), { recursive: true, mode: 0o700 });
  return home;
}

/** @throws ClientStartError `bad-spec` for a path that leaves the home */
export async function layFiles(files: readonly HomeFile[], values: PlaceholderValues): Promise<void> {
  for (const { path, content, mode = 0o600 } of files) {
    const file = insideHome(values.home, path);
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(file, fillPlaceholderBytes(content, values));
    // Set apart from the writing, since the umask takes bits from the mode given there.
    await chmod(file, mode);
  }
}

/** Gives the home and all in it to the user that the client runs as. */
export async function giveHomeTo(home: string, { uid, gid }: UserIds): Promise<void> {
  for (const entry of await readdir(home, { recursive: true })) await lchown(join(home, entry), uid, gid);
  await chown(home, uid, gid);
}

/** @returns whether it is gone; a client may leave behind what cannot be deleted */
export async function removeHome(home: string): Promise<boolean> {
  const options = { recursive: true, force: true, maxRetries: 5, retryDelay: 20 };
  try {
    await rm(home, options);
    return true;
  } catch {
    try {
      await openFolders(home);
      await rm(home, options);
      return true;
    } catch {
      return false;
    }
  }
}

/** A folder that its owner may not enter cannot be emptied either. */
async function openFolders(folder: string, depth = 0): Promise<void> {
  await chmod(folder, 0o700);
  if (depth > 64) return;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await openFolders(join(folder, entry.name), depth + 1);
  }
}

function insideHome(home: string, path: string): string {
  const file = join(home, path);
  const way = relative(home, file);
  if (isAbsolute(path) || path.includes('\0') || way === '' || way === '..' || way.startsWith(`..${sep}`)) {
    throw new ClientStartError(
      'bad-spec',
      `The file ${JSON.stringify(path)} is not inside the client's home. Give a relative path without "..".`,
    );
  }
  return file;
}
