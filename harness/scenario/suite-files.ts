import { createHash } from 'node:crypto';
import { access, readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { InputError, type Problem } from './input-error.ts';
import { BUILT_IN } from './model.ts';

/** A folder of scenarios: `requirements.yaml` and `<area>/<topic>.yaml`. */
export interface SuiteFolder {
  /** 'built-in' for the project's own, otherwise the name under which its results are counted apart. */
  readonly name: string;
  readonly directory: string;
  /** File names in problems and reports are relative to this; by default to the working directory. */
  readonly base?: string;
  /** Only this one of its files of scenarios, beside its requirements. */
  readonly only?: string;
}

/** One file of a suite, as it is written. */
export interface SuiteFile {
  readonly folder: SuiteFolder;
  /** What problems and reports call it. */
  readonly file: string;
  /** Its place in the folder, with slashes on every system. */
  readonly place: string;
  readonly text: string;
  /** It holds requirements, not scenarios. */
  readonly isRequirements: boolean;
}

const REQUIREMENTS = 'requirements.yaml';
/** Files of a suite that hold no scenarios and are read by others. */
const ASIDE = ['untested.yaml', 'disputes.yaml'];
/** A folder of the built-in suite with files that hold no scenarios. */
const SETS = 'sets';

/**
 * The files of a folder that hold scenarios or requirements, by name.
 *
 * @throws InputError when the folder or a file cannot be read
 */
export async function readSuiteFiles(folder: SuiteFolder): Promise<SuiteFile[]> {
  const paths = (await pathsOf(folder)).filter((path) => !isAside(path, folder));
  return Promise.all(
    paths.map(async (path) => ({
      folder,
      file: relative(folder.base ?? process.cwd(), path),
      place: relative(folder.directory, path).split(sep).join('/'),
      text: await readText(path),
      isRequirements: path === join(folder.directory, REQUIREMENTS),
    })),
  );
}

/** Changes when any file does, or its name; 12 hexadecimal digits of a SHA-256. */
export function hashOf(files: readonly SuiteFile[]): string {
  const hash = createHash('sha256');
  for (const { folder, place, text } of files) hash.update(`${folder.name}/${place}\0${text}\0`);
  return hash.digest('hex').slice(0, 12);
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new InputError([unreadable(path, 'file', error)]);
  }
}

async function pathsOf({ directory, only }: SuiteFolder): Promise<string[]> {
  if (only === undefined) return yamlFiles(directory);
  const requirements = join(directory, REQUIREMENTS);
  const isThere = await access(requirements).then(
    () => true,
    () => false,
  );
  return isThere ? [requirements, only] : [only];
}

function unreadable(file: string, what: 'file' | 'folder', error: unknown): Problem {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
  const mend =
    what === 'folder' ? 'Give --suite a folder that holds .yaml files.' : 'Name a .yaml file of scenarios.';
  return { file, line: 1, column: 1, message: `this ${what} of scenarios cannot be read (${code})`, mend };
}

function isAside(path: string, { name, directory }: SuiteFolder): boolean {
  if (ASIDE.some((file) => path === join(directory, file))) return true;
  return name === BUILT_IN && path.startsWith(join(directory, SETS) + sep);
}

async function yamlFiles(directory: string): Promise<string[]> {
  let entries;
  try {
    entries = await readdir(directory, { recursive: true, withFileTypes: true });
  } catch (error) {
    throw new InputError([unreadable(directory, 'folder', error)]);
  }
  return entries
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
