import type { Writable } from 'node:stream';

/**
 * Lets the program go on when nobody reads `output` any more, as behind `| head`: the report is still written, and
 * the exit code still says what came of the run.
 */
export function outliveReader(output: Writable): void {
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
