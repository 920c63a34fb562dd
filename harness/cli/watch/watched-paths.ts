import { statSync } from 'node:fs';
import { basename, dirname, resolve, sep } from 'node:path';
import { split } from 'shlex';
import { ClientStartError } from '../../client/client-error.ts';
import { findProgram } from '../../client/find-program.ts';
import { UsageError } from '../usage-error.ts';

/** Absolute paths. */
export interface WatchedPaths {
  readonly files: readonly string[];
  /** The files in them, not what lies below. */
  readonly folders: readonly string[];
  /** Files, or folders with all that lies below. */
  readonly trees: readonly string[];
}

/** A command line and where it is run. */
export interface WatchedCommand {
  readonly command: string;
  readonly cwd: string;
}

/**
 * The files that make a client: those that its command line names by their path, with the folders in which they lie;
 * and its program, which may have been found on the PATH, without the folder that it shares with all others.
 *
 * @param extra paths that the user gave
 * @throws UsageError for a path that does not exist, and when there is nothing to watch
 */
export function watchedPaths(
  commands: readonly WatchedCommand[],
  extra: readonly string[],
  path = process.env['PATH'] ?? '',
): WatchedPaths {
  const files = new Set<string>();
  const folders = new Set<string>();
  for (const { command, cwd } of commands) {
    const words = wordsOf(command);
    for (const file of words.map((word) => resolve(cwd, word)).filter(isFile)) {
      files.add(file);
      folders.add(dirname(file));
    }
    const program = words[0] === undefined ? null : onPath(words[0], path, cwd);
    if (program !== null) files.add(program);
  }
  const trees = extra.map((one) => {
    const tree = resolve(one);
    if (statSync(tree, { throwIfNoEntry: false }) === undefined)
      throw new UsageError('no-such-path', `--watch-path: there is no ${tree}.`, 'Check the path.');
    return tree;
  });
  if (files.size + trees.length === 0)
    throw new UsageError(
      'nothing-to-watch',
      'The command line names no file that exists, so that there is nothing to watch.',
      'Name files or folders with --watch-path.',
    );
  return { files: [...files], folders: [...folders], trees };
}

function wordsOf(command: string): string[] {
  try {
    return split(command);
  } catch {
    return []; // The start of the client says what is wrong with it.
  }
}

function onPath(name: string, path: string, cwd: string): string | null {
  try {
    return findProgram(name, path, cwd);
  } catch (error) {
    if (error instanceof ClientStartError) return null;
    throw error;
  }
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

/** What editors, compilers and clients leave beside a program, and what nobody edits by hand. */
const LITTER =
  /^(?:node_modules|__pycache__|\.git|\.hg|\.svn|\.DS_Store|.*~|\.#.*|#.*#|\.?.*\.sw[a-z]|4913|.*\.log|.*\.pyc)$/;

/**
 * Whether a change of this path says nothing about the client.
 *
 * @param out the folder of the reports, which each run writes
 */
export function isLitter(path: string, out: string): boolean {
  return path === out || path.startsWith(`${out}${sep}`) || LITTER.test(basename(path));
}
