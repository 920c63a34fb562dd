import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { PROJECT_DIRECTORY } from '../../harness/cli/package-root.ts';
import { BestBare } from '../bare/best-bare.ts';
import type { StartBare } from '../bare/play-bare.ts';
import { sharedOut, windowsOf } from '../bare/script.ts';
import { comparedRow } from '../figures.ts';
import type { Part } from '../part.ts';
import type { HarnessRun } from '../run/harness-run.ts';

export const content: Part = {
  name: 'content',
  about: 'The content suite on the reference client, as a user runs it, against a bare socket script.',
  async measure(bench) {
    const bare = new BestBare(startReference);
    const pairs: { ours: number; bare: number }[] = [];
    let unanswered = 0;
    const runs = await bench.content();
    for (const run of runs) {
      const done = await bare.play(sharedOut(windowsOf(run.client), run.starts));
      unanswered = done.unanswered;
      pairs.push({ ours: run.wallMs, bare: done.wallMs });
    }
    const details = { ...spentOf(runs), 'clients at once, bare': bare.atOnce ?? 0, unanswered };
    const bar = { on: 'ratio', limit: 'at most', is: 3 } as const;
    return { rows: [comparedRow('the whole run', 'ms', pairs, { bar, details })], skipped: [] };
  },
};

/** What both had to do, and how long the harness only waited. */
export function spentOf(runs: readonly HarnessRun[]): Record<string, number> {
  const [run] = runs;
  if (run === undefined) return {};
  const { spent, results } = run.client;
  const windows = windowsOf(run.client);
  return {
    scenarios: results.length,
    starts: run.starts,
    windows: windows.length,
    octets: windows.reduce((sum, { bytes }) => sum + bytes.length, 0),
    ...(spent === undefined
      ? {}
      : {
          'starting, ms in all': Math.round(spent.startingMs),
          'observation windows, ms in all': Math.round(spent.observingMs),
        }),
  };
}

const startReference: StartBare = ({ host, port, nick }) => {
  const program = join(PROJECT_DIRECTORY, 'fixtures', 'reference', 'client.js');
  const child = spawn(process.execPath, [program, host, String(port), nick], { stdio: 'pipe' });
  child.stdout.resume();
  child.stderr.resume();
  const exited = once(child, 'exit');
  const end = (): Promise<unknown> => {
    child.kill('SIGKILL');
    return exited;
  };
  return Promise.resolve({ end });
};
