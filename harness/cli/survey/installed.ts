import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ProfileData } from '../../run/profile/schema.ts';
import { PROJECT_DIRECTORY } from '../package-root.ts';

const run = promisify(execFile);

export interface Installed {
  /** Packages that are missing; empty for a client that can be played. */
  readonly missing: readonly string[];
  /** Of the first package; null for a client that comes in none. */
  readonly version: string | null;
}

/** Which of the packages that a profile names are installed: Debian's on this machine, npm's in this project. */
export async function installed({ debian = [], npm = [] }: ProfileData['install']): Promise<Installed> {
  const packages = await Promise.all([
    ...debian.map(async (name) => ({ name, version: await debianVersion(name) })),
    ...npm.map(async (name) => ({ name, version: await npmVersion(name) })),
  ]);
  return {
    missing: packages.filter(({ version }) => version === null).map(({ name }) => name),
    version: packages[0]?.version ?? null,
  };
}

async function debianVersion(name: string): Promise<string | null> {
  try {
    const { stdout } = await run('dpkg-query', [
      '--show',
      '--showformat',
      '${db:Status-Status} ${source:Upstream-Version}',
      name,
    ]);
    const [status, version] = stdout.split(' ');
    return status === 'installed' ? (version ?? null) : null;
  } catch {
    return null;
  }
}

async function npmVersion(name: string): Promise<string | null> {
  try {
    const file = join(PROJECT_DIRECTORY, 'node_modules', ...name.split('/'), 'package.json');
    return (JSON.parse(await readFile(file, 'utf8')) as { version: string }).version;
  } catch {
    return null;
  }
}
