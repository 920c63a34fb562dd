import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What an environment speaks of and this machine does not have, in words; null when it has all of it. A program that
 * takes its locales or zones from the system goes on there as if nobody had asked for them.
 */
export function missingFromSystem(environment: Readonly<Record<string, string>>): string | null {
  const locale = environment['LC_ALL'] ?? environment['LANG'];
  if (locale !== undefined && !locales().has(plainName(locale)))
    return `the locale ${locale} is not installed`;
  const zone = environment['TZ'];
  // Without a slash it is a rule of POSIX, which needs no data.
  if (zone?.includes('/') === true && !existsSync(join(zoneFolder(), zone)))
    return `there are no data of the time zone ${zone}`;
  return null;
}

let known: ReadonlySet<string> | null = null;

function locales(): ReadonlySet<string> {
  known ??= new Set(listLocales().map(plainName));
  return known;
}

function listLocales(): string[] {
  const installed = orNone(() =>
    execFileSync('locale', ['-a'], { encoding: 'latin1', stdio: ['ignore', 'pipe', 'ignore'] }).split('\n'),
  );
  // These are not in the list of the system.
  const besides = (process.env['LOCPATH'] ?? '')
    .split(':')
    .flatMap((folder) => orNone(() => readdirSync(folder)));
  return [...installed, ...besides];
}

function orNone(list: () => string[]): string[] {
  try {
    return list();
  } catch {
    return [];
  }
}

/** `tr_TR.UTF-8` and `tr_TR.utf8` are the same locale. */
function plainName(locale: string): string {
  return locale.trim().toLowerCase().replaceAll('-', '');
}

function zoneFolder(): string {
  return process.env['TZDIR'] ?? '/usr/share/zoneinfo';
}
