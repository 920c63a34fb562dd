import type { Report } from '../../../reports/model/report.ts';
import { ReportError } from '../../../reports/report-error.ts';
import { visible } from '../../../reports/visible.ts';
import { InputError } from '../../scenario/input-error.ts';
import { UsageError } from '../usage-error.ts';
import { ChangeWatch } from './change-watch.ts';
import type { WatchedPaths } from './watched-paths.ts';

const MOST_NAMED = 4;

/**
 * Plays, waits for a change, plays again, until `signal` fires.
 *
 * @param play plays and writes; it is given the report that was made before it, and returns its own
 * @param say writes a line for people
 */
export async function watchLoop({
  paths,
  out,
  signal,
  play,
  say,
}: {
  readonly paths: WatchedPaths;
  readonly out: string;
  readonly signal: AbortSignal;
  readonly play: (before: Report | null) => Promise<Report>;
  readonly say: (line: string) => void;
}): Promise<void> {
  const watch = await ChangeWatch.open(paths, out);
  try {
    let last: Report | null = null;
    for (;;) {
      try {
        last = await play(last);
      } catch (error) {
        // A file that is half written is mended by the next change.
        if (!(error instanceof InputError || error instanceof UsageError || error instanceof ReportError))
          throw error;
        say(error.message);
      }
      if (signal.aborted) return;
      say(`watching ${named([...paths.files, ...paths.trees])}; Ctrl-C ends`);
      const changed = await watch.next(signal);
      if (changed === null) return;
      say(`changed: ${named(changed)}`);
    }
  } finally {
    await watch.close();
  }
}

function named(paths: readonly string[]): string {
  const some = paths.slice(0, MOST_NAMED).map(visible).join(', ');
  return paths.length > MOST_NAMED ? `${some} and ${paths.length - MOST_NAMED} more` : some;
}
