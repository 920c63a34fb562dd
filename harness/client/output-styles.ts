import { Screen } from './screen.ts';
import type { StyledLine } from './shown-line.ts';

// Wide enough that hardly a line wraps.
const COLUMNS = 500;
const ROWS = 50;

/** What output would look like on a terminal, although it went to a pipe. */
export async function outputStyles(output: Buffer): Promise<StyledLine[]> {
  const screen = new Screen(COLUMNS, ROWS, () => undefined, true);
  screen.feed(output);
  await screen.settle();
  return screen.styledLines();
}
