import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';

/**
 * A file that grows line by line while a run goes on. Each line is handed to the system at once and whole, so a
 * reader that follows the file sees it, and a run that is killed leaves whole lines.
 */
export class LiveLines {
  readonly #path: string;
  #file: number | null;

  /**
   * Takes the place of an earlier file of that name; a reader that has that one open keeps it as it was.
   *
   * @param path the file; its directory is made when it is missing
   */
  constructor(path: string) {
    this.#path = path;
    mkdirSync(dirname(path), { recursive: true });
    const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
    this.#file = openSync(temporary, 'wx', 0o644);
    try {
      renameSync(temporary, path);
    } catch (error) {
      this.close();
      rmSync(temporary, { force: true });
      throw error;
    }
  }

  get path(): string {
    return this.#path;
  }

  /** @param line with its line feed */
  write(line: string): void {
    if (this.#file === null) throw new Error(`${this.#path} has been closed`);
    const octets = Buffer.from(line);
    for (let written = 0; written < octets.length;)
      written += writeSync(this.#file, octets, written, octets.length - written);
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }
}
