import { resolve } from 'node:path';
import type { Report } from '../../../reports/model/report.ts';
import type { ClientSpec } from '../../client/spec.ts';
import type { RunOptions } from '../run-options.ts';
import { narrowToFailed, planFor, type Plan } from '../run-plan.ts';
import { watchLoop } from './watch-loop.ts';
import { watchedPaths } from './watched-paths.ts';

/**
 * Plays each time the client's files change, until `signal` fires: what failed the time before, or everything once
 * nothing does. Suites, profiles and expectations are read anew each time.
 *
 * @param last an earlier report, to begin with what failed in it; null begins with everything
 * @throws UsageError when there is nothing to watch
 */
export async function watchRun(
  first: Plan,
  last: Report | null,
  {
    profiles,
    options,
    signal,
    play,
  }: {
    readonly profiles: readonly string[];
    readonly options: RunOptions;
    readonly signal: AbortSignal;
    readonly play: (plan: Plan) => Promise<Report>;
  },
): Promise<void> {
  const commands = first.parts.flatMap(({ client: { spec } }) =>
    'command' in spec ? [commandOf(spec)] : [],
  );
  const read = [options.profile, options.expect].filter((path) => path !== undefined);
  await watchLoop({
    paths: watchedPaths(commands, [...options.watchPath, ...read]),
    out: resolve(options.out),
    signal,
    play: async (before) => {
      const plan = before === null ? first : await planFor(profiles, options);
      const known = before ?? last;
      return play((known === null ? null : narrowToFailed(plan, known, options)) ?? plan);
    },
    say: (line) => process.stdout.write(`\n${line}\n`),
  });
}

function commandOf({ command, cwd }: ClientSpec): { command: string; cwd: string } {
  // A folder in the throw-away home holds nothing that anybody edits.
  return { command, cwd: cwd === undefined || cwd.includes('{') ? process.cwd() : cwd };
}
