import { lstat, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DOWNLOADS } from '../../client/environment.ts';
import { writePieces } from '../../client/file-pieces.ts';
import { contentPieces, lookAtFile, type FoundFile } from './file-content.ts';

/** What stands in the file that a link in the download folder leads to. */
const OUTSIDE = 'This file is none of yours.\n';
/** A client that fills its folder with files is not followed through all of them. */
const MOST_FILES = 1000;

interface Laid {
  readonly path: string;
  readonly changedMs: number;
  readonly octets: number;
}

/** The folder in which a client saves what it gets, and what lay there before. */
export class Downloads {
  readonly #home: string;
  readonly #laid: Laid[] = [];

  constructor(home: string) {
    this.#home = home;
  }

  get #folder(): string {
    return join(this.#home, DOWNLOADS);
  }

  get #outside(): string {
    return join(this.#home, 'outside.txt');
  }

  /**
   * Lays a file in the folder, which holds the first octets of the file of all transfers.
   *
   * @param octets null for a link that leads out of the folder
   * @throws Error for a name that has a folder in it
   */
  async lay(name: string, octets: number | null): Promise<void> {
    if (name === '' || name.includes('/') || name === '..') {
      throw new Error(`'${name}' cannot lie in the download folder. Write a name without folders.`);
    }
    await mkdir(this.#folder, { recursive: true });
    const path = join(this.#folder, name);
    if (octets === null) {
      await writeFile(this.#outside, OUTSIDE);
      await symlink(this.#outside, path);
    } else await writePieces(path, contentPieces(octets));
    const { mtimeMs, size } = await lstat(path);
    this.#laid.push({ path, changedMs: mtimeMs, octets: size });
  }

  /** The file that the client has saved, or changed; the largest of several. Null when there is none. */
  async saved(): Promise<FoundFile | null> {
    let found: FoundFile | null = null;
    for (const path of await this.#files()) {
      if (!(await this.#isNew(path))) continue;
      const file = await lookAtFile(path);
      if (file !== null && (found === null || file.octets > found.octets)) found = file;
    }
    return found;
  }

  /** Whether what lay in the folder is as it was laid. */
  async isLaidKept(): Promise<boolean> {
    for (const { path } of this.#laid) if (await this.#isNew(path)) return false;
    return true;
  }

  /** Whether the file that a link leads to is as it was. */
  async isOutsideKept(): Promise<boolean> {
    const file = await lstat(this.#outside).catch(() => null);
    return file?.isFile() === true && file.size === OUTSIDE.length;
  }

  async #files(): Promise<string[]> {
    const entries = await readdir(this.#folder, { withFileTypes: true, recursive: true }).catch(() => []);
    return entries
      .filter((entry) => entry.isFile())
      .slice(0, MOST_FILES)
      .map((entry) => join(entry.parentPath, entry.name));
  }

  async #isNew(path: string): Promise<boolean> {
    const before = this.#laid.find((laid) => laid.path === path);
    if (before === undefined) return true;
    const now = await lstat(path).catch(() => null);
    return now?.mtimeMs !== before.changedMs || now.size !== before.octets;
  }
}
