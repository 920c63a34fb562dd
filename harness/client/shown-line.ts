/** A line of what a client shows. */
export interface ShownLine {
  readonly text: string;
  /** For a line of a log file, the path of the file within the home; null where there are no files. */
  readonly file: string | null;
}

/** A line on a terminal, with the look of each of its UTF-16 units. */
export interface StyledLine {
  readonly text: string;
  /** As long as the text; equal words stand for equal looks, and the empty one for no style at all. */
  readonly styles: readonly string[];
}

export function plainLines(lines: readonly string[]): ShownLine[] {
  return lines.map((text) => ({ text, file: null }));
}
