import { accessSync, closeSync, constants, openSync, readSync, statSync } from 'node:fs';
import { delimiter, extname, isAbsolute, join, resolve } from 'node:path';
import { ClientStartError } from './client-error.ts';

/**
 * The file that a command name stands for, found as the system would find it. It is looked for before the start
 * because a pseudo-terminal reports a missing program only as text on the screen.
 *
 * @param path the client's PATH
 * @throws ClientStartError `client-not-found`, `client-not-executable`
 */
export function findProgram(name: string, path: string, cwd: string): string {
  const isPath = name.includes('/') || (process.platform === 'win32' && name.includes('\\'));
  const folders = isPath ? [''] : path.split(delimiter).filter((folder) => folder !== '');
  const found = folders
    .flatMap((folder) => spellings(isAbsolute(name) ? name : resolve(cwd, join(folder, name))))
    .filter(isFile);
  const runnable = found.find(isExecutable);
  if (runnable !== undefined) {
    checkInterpreter(runnable);
    return runnable;
  }
  if (found[0] !== undefined) {
    throw new ClientStartError(
      'client-not-executable',
      `${found[0]} may not be executed. Make it executable (chmod +x), or name its interpreter in the command.`,
    );
  }
  throw new ClientStartError(
    'client-not-found',
    isPath
      ? `There is no program ${resolve(cwd, name)}. Check the path; it is taken from ${cwd}.`
      : `There is no program "${name}" on the PATH. Install it, or give its path with a slash in it (./${name}).`,
  );
}

/** On Windows a name may leave out its ending. */
function spellings(file: string): string[] {
  if (process.platform !== 'win32' || extname(file) !== '') return [file];
  return (process.env['PATHEXT'] ?? '.EXE;.COM').split(';').map((ending) => file + ending);
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A script whose interpreter is missing fails with the same ENOENT as a missing script, which misleads. */
function checkInterpreter(file: string): void {
  const interpreter = /^#!\s*(\/\S+)/.exec(beginningOf(file))?.[1];
  if (interpreter !== undefined && process.platform !== 'win32' && !isFile(interpreter)) {
    throw new ClientStartError(
      'client-not-executable',
      `${file} names the interpreter ${interpreter} in its first line, which does not exist. Install it or mend the line.`,
    );
  }
}

function beginningOf(file: string): string {
  const start = Buffer.alloc(256);
  let handle: number;
  try {
    handle = openSync(file, 'r');
  } catch {
    return ''; // A program may be executable and not readable.
  }
  try {
    return start.toString('latin1', 0, readSync(handle, start, 0, start.length, 0));
  } finally {
    closeSync(handle);
  }
}
