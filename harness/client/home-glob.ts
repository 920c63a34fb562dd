import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import picomatch from 'picomatch';
import { ClientStartError } from './client-error.ts';
import { fillPlaceholders, type PlaceholderValues } from './placeholders.ts';

const maxDepth = 16;
const maxEntries = 20_000;

export interface FoundFile {
  readonly path: string;
  /** The path within the home. */
  readonly name: string;
  readonly kind: 'file' | 'fifo';
}

/**
 * Files and FIFOs of a client's home that match a glob such as `{home}/log/**\/*.log`. Symbolic links are not
 * followed, for the client may have made one that leads out of the home or in a circle.
 */
export class HomeGlob {
  readonly #home: string;
  readonly #matches: (path: string) => boolean;

  /** @throws ClientStartError `bad-spec` for a glob outside of the home */
  constructor(glob: string, values: PlaceholderValues) {
    if (!glob.startsWith('{home}/') || glob.split('/').includes('..')) {
      throw new ClientStartError(
        'bad-spec',
        `The path ${JSON.stringify(glob)} must begin with {home}/ and have no "..".`,
      );
    }
    const literal = (value: string): string => value.replace(/[\\*?[\]{}()!+@|^$]/g, '\\$&');
    this.#home = values.home;
    this.#matches = picomatch(fillPlaceholders(glob.slice('{home}/'.length), values, literal), { dot: true });
  }

  /** The matches, sorted by path; of a very large or deep home only what the bounds of the search let it see. */
  async find(): Promise<readonly FoundFile[]> {
    const found: FoundFile[] = [];
    const folders: { name: string; depth: number }[] = [{ name: '', depth: 0 }];
    let seen = 0;
    for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
      const { name, depth } = folder;
      const entries = await readdir(join(this.#home, name), { withFileTypes: true }).catch(() => []);
      for (const entry of entries) {
        if (++seen > maxEntries) return sorted(found);
        const path = name === '' ? entry.name : `${name}/${entry.name}`;
        if (entry.isDirectory() && depth < maxDepth) folders.push({ name: path, depth: depth + 1 });
        if ((entry.isFile() || entry.isFIFO()) && this.#matches(path)) {
          found.push({ path: join(this.#home, path), name: path, kind: entry.isFIFO() ? 'fifo' : 'file' });
        }
      }
    }
    return sorted(found);
  }
}

function sorted(files: FoundFile[]): readonly FoundFile[] {
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}
