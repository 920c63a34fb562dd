import { coerce, satisfies } from 'semver';

/**
 * The number in what a client says of its version: `irssi v1.4.3` is 1.4.3, `ircII 20210314` is 20210314.0.0.
 *
 * @returns null when there is none
 */
export function versionIn(text: string): string | null {
  // The first that has a point: the digit of a name such as EPIC5 is no version.
  const dotted = /(?<![0-9.])[0-9]+\.[0-9]+(?:\.[0-9]+)?/.exec(text)?.[0];
  return coerce(dotted ?? text)?.version ?? null;
}

/** Whether a version, as `versionIn` gives it, lies in a range of versions. */
export function isWithin(version: string, range: string): boolean {
  return satisfies(version, range);
}
