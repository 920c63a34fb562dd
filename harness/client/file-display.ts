import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Display } from './display.ts';
import type { HomeGlob } from './home-glob.ts';
import type { ShownLine } from './shown-line.ts';

const maxFiles = 256;
const maxBytes = 8 * 1024 * 1024;

/** Reads the client's own log files; the files in the order of their paths, each from its beginning. */
export class FileDisplay implements Display {
  readonly #files: HomeGlob;
  #complete = true;

  constructor(files: HomeGlob) {
    this.#files = files;
  }

  get complete(): boolean {
    return this.#complete;
  }

  async lines(): Promise<readonly ShownLine[]> {
    const lines: ShownLine[] = [];
    const files = (await this.#files.find()).filter(({ kind }) => kind === 'file');
    let room = maxBytes;
    for (const { path, name } of files.slice(0, maxFiles)) {
      const content = await endOf(path, room);
      if (content === null) continue;
      room -= content.bytes.length;
      if (content.cut) this.#complete = false;
      // One by one, since a spread of millions of lines overflows the stack.
      for (const text of textLines(content.bytes)) lines.push({ text, file: name });
    }
    if (files.length > maxFiles) this.#complete = false;
    return lines;
  }

  /** Log files hold text. */
  styledLines(): Promise<null> {
    return Promise.resolve(null);
  }

  push(): void {
    // What the client prints is not what is read here.
  }
}

/** Null for what is not a plain file any more: the client may put anything in its place at any moment. */
async function endOf(path: string, room: number): Promise<{ bytes: Buffer; cut: boolean } | null> {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const handle = await open(path, flags).catch(() => null);
  if (handle === null) return null;
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) return null;
    const length = Math.min(stat.size, room);
    const bytes = Buffer.alloc(length);
    const { bytesRead } = await handle.read(bytes, 0, length, stat.size - length);
    return { bytes: bytes.subarray(0, bytesRead), cut: stat.size > room };
  } catch {
    return null;
  } finally {
    await handle.close();
  }
}

function* textLines(bytes: Buffer): Generator<string> {
  const lines = bytes.toString('utf8').split('\n');
  for (const [index, line] of lines.entries()) {
    const text = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (index < lines.length - 1 || text !== '') yield text;
  }
}
