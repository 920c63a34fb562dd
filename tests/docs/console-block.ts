import type { Fence } from './markdown.ts';

/** A command as a page shows it: what is typed, how it ends, and what it prints. */
export interface ShownCommand {
  readonly command: string;
  readonly exitCode: number;
  /** Nothing is compared where nothing is shown. `…` stands for anything; alone on a line, for any lines. */
  readonly output: readonly string[];
}

const ANYTHING = '…';

/** @throws Error for a block that does not begin with a command */
export function commandsOf({ lines, line }: Fence): ShownCommand[] {
  const commands: { command: string; exitCode: number; output: string[] }[] = [];
  for (const text of lines) {
    if (text.startsWith('$ ')) {
      const [, command = '', code = '0'] = /^\$ (.*?)(?:\s+# exit (\d+))?$/.exec(text) ?? [];
      commands.push({ command, exitCode: Number(code), output: [] });
    } else {
      const last = commands.at(-1);
      if (last === undefined) throw new Error(`the console block of line ${line} does not begin with "$ "`);
      last.output.push(text);
    }
  }
  return commands;
}

/**
 * The first shown line or lines that the output does not have where they should be; null when all is as shown.
 * The pieces between lines of `…` must come in order; the first begins the output and the last ends it.
 */
export function missingFrom(shown: readonly string[], output: string): string | null {
  if (shown.length === 0) return null;
  const printed = withoutEnd(output.split('\n').map((line) => line.trimEnd()));
  const pieces = piecesOf(withoutEnd(shown));
  let from = 0;
  for (const [index, piece] of pieces.entries()) {
    const isLast = index === pieces.length - 1;
    const latest = printed.length - piece.length;
    let at = isLast && index > 0 ? Math.max(from, latest) : from;
    const end = index === 0 ? from : latest;
    while (at <= end && !fits(piece, printed, at)) at += 1;
    if (at > end || (isLast && at !== latest)) return piece.join('\n');
    from = at + piece.length;
  }
  return null;
}

function piecesOf(shown: readonly string[]): string[][] {
  const pieces: string[][] = [[]];
  for (const line of shown) {
    if (line === ANYTHING) pieces.push([]);
    else pieces.at(-1)?.push(line);
  }
  return pieces;
}

function fits(piece: readonly string[], printed: readonly string[], at: number): boolean {
  return piece.every((line, index) => lineFits(line, printed[at + index] ?? ''));
}

function lineFits(shown: string, printed: string): boolean {
  const pattern = shown
    .trimEnd()
    .split(ANYTHING)
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${pattern}$`, 'u').test(printed);
}

function withoutEnd(lines: readonly string[]): string[] {
  const last = lines.findLastIndex((line) => line.trim() !== '');
  return lines.slice(0, last + 1);
}
