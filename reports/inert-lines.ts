/**
 * Runners of CI read commands from what a program prints: GitHub takes a line that begins with `::`, blanks
 * before it or not, and `##[` anywhere in a line; Azure `##vso[`, TeamCity `##teamcity[`. In a text that is
 * printed the one character on which that hangs is put in byte notation, so that it stands for the same byte.
 *
 * @param text lines that are about to be printed; colour codes may be in it
 * @returns the same lines, none of which a runner acts on
 */
export function inertLines(text: string): string {
  return text.replace(/^([^\S\n]*):(?=:)/gm, '$1\\x3A').replace(/#(?=#\w*\[)/g, '\\x23');
}
