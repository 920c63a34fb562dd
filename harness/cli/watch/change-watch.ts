import { watch, type FSWatcher } from 'chokidar';
import { dirname } from 'node:path';
import { once } from 'node:events';
import { UsageError } from '../usage-error.ts';
import { isLitter, type WatchedPaths } from './watched-paths.ts';

/** A build or an editor writes several files in one go: so long nothing more must have changed. In ms. */
const QUIET_MS = 150;

/** Collects which files changed, from when it is opened on, so that no change is missed while a run goes on. */
export class ChangeWatch {
  readonly #watchers: readonly FSWatcher[];
  readonly #changed = new Set<string>();
  #error: Error | null = null;
  #onChange: (() => void) | null = null;

  private constructor(watchers: readonly FSWatcher[]) {
    this.#watchers = watchers;
    for (const watcher of watchers) {
      watcher.on('all', (event, path) => {
        // A folder is made by many a program; what counts is what is in it.
        if (event === 'addDir' || event === 'unlinkDir') return;
        this.#changed.add(path);
        this.#onChange?.();
      });
      watcher.on('error', (error) => {
        this.#error = error instanceof Error ? error : new Error(String(error));
        this.#onChange?.();
      });
    }
  }

  /**
   * Resolves when everything is watched.
   *
   * @param out the folder of the reports, in which nothing is watched
   */
  static async open({ files, folders, trees }: WatchedPaths, out: string): Promise<ChangeWatch> {
    const single = new Set(files);
    // A file is watched through its folder, because many programs write a new file and rename it over the old one.
    const around = new Set([...folders, ...files.map((file) => dirname(file))]);
    const isWanted = (path: string): boolean =>
      around.has(path) || single.has(path) || folders.includes(dirname(path));
    // Without a path a watcher would never be ready.
    const watchers = [
      ...(around.size === 0
        ? []
        : [
            watch([...around], {
              depth: 0,
              ignoreInitial: true,
              ignored: (path) => !isWanted(path) || (!around.has(path) && isLitter(path, out)),
            }),
          ]),
      ...(trees.length === 0
        ? []
        : [
            watch([...trees], {
              ignoreInitial: true,
              ignored: (path) => !trees.includes(path) && isLitter(path, out),
            }),
          ]),
    ];
    const opened = new ChangeWatch(watchers);
    await Promise.all(watchers.map((watcher) => once(watcher, 'ready')));
    return opened;
  }

  /**
   * Waits until something has changed and nothing more does.
   *
   * @returns the paths, in order; null when `signal` fired
   * @throws UsageError when the system cannot watch
   */
  async next(signal: AbortSignal): Promise<string[] | null> {
    await this.#someChange(signal);
    for (let seen = -1; seen !== this.#changed.size && !signal.aborted;) {
      seen = this.#changed.size;
      await this.#quiet(signal);
    }
    if (this.#error !== null)
      throw new UsageError(
        'cannot-watch',
        `The files cannot be watched: ${this.#error.message}.`,
        'Watch fewer of them with --watch-path, or run without --watch.',
      );
    if (signal.aborted) return null;
    const changed = [...this.#changed].sort();
    this.#changed.clear();
    return changed;
  }

  async close(): Promise<void> {
    await Promise.all(this.#watchers.map((watcher) => watcher.close()));
  }

  #someChange(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const isOver = (): boolean => this.#changed.size > 0 || this.#error !== null || signal.aborted;
      const end = (): void => {
        if (!isOver()) return;
        this.#onChange = null;
        signal.removeEventListener('abort', end);
        resolve();
      };
      this.#onChange = end;
      signal.addEventListener('abort', end);
      end();
    });
  }

  /** Resolves when nothing has changed for a while. */
  #quiet(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#onChange = null;
        signal.removeEventListener('abort', end);
        resolve();
      };
      let timer = setTimeout(end, QUIET_MS);
      this.#onChange = () => {
        clearTimeout(timer);
        timer = setTimeout(end, QUIET_MS);
      };
      signal.addEventListener('abort', end);
    });
  }
}
