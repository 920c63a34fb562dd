import { coerce, satisfies } from 'semver';

/**
 * The number in what a client says of its version: `irssi v1.4.3` is 1.4.3, `ircII 20210314` is 20210314.0.0.
 *
 * @returns null when there is none
 */
export function versionIn(text: string): string | null {
  return coerce(numberIn(text) ?? text)?.version ?? null;
}

/** The first number with a point, as it is written: the digit of a name such as EPIC5 is no version. */
export function numberIn(text: string): string | null {
  return /(?<![0-9.])[0-9]+\.[0-9]+(?:\.[0-9]+)?/.exec(text)?.[0] ?? null;
}

/** Whether a version, as `versionIn` gives it, lies in a range of versions. */
export function isWithin(version: string, range: string): boolean {
  return satisfies(version, range);
}
