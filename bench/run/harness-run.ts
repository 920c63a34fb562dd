import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import type { ClientReport, Report } from '../../reports/model/report.ts';
import { readReport } from '../../reports/read.ts';
import { PeakResident } from './peak-resident.ts';

export interface HarnessRun {
  /** From the start of the process to its end, reports written. */
  readonly wallMs: number;
  /** From the start of the process to the first verdict on its output; null when there was none. */
  readonly firstVerdictMs: number | null;
  /** How many times it started the client. */
  readonly starts: number;
  /** The most memory that the process of the harness itself held, in millions of octets. On Linux; else 0. */
  readonly peakResidentMb: number;
  readonly report: Report;
  readonly client: ClientReport;
}

const VERDICT = /^(?:pass|fail|warn|info|inconclusive|not applicable|harness error) +[a-z-]+\//im;

/**
 * Runs `ctcpspec run` as a user does, in a process of its own.
 *
 * @param root the folder of the checkout or of the package whose program is started
 * @param out an empty folder for the reports
 * @throws Error with all that was printed, for a run that wrote no report
 */
export async function runHarness(root: string, args: readonly string[], out: string): Promise<HarnessRun> {
  const counter = fileURLToPath(new URL('./count-servers.js', import.meta.url));
  const count = join(out, 'starts');
  const began = performance.now();
  const child = spawn(
    process.execPath,
    ['--import', counter, join(root, 'harness', 'cli', 'ctcpspec.js'), 'run', ...args, '--out', out],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, CTCPSPEC_BENCH_COUNT: count, NO_COLOR: '1' },
    },
  );
  // It ends its clients itself.
  const stop = (): void => void child.kill('SIGINT');
  process.once('SIGINT', stop);
  let output = '';
  let firstVerdictMs: number | null = null;
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (firstVerdictMs === null && VERDICT.test(output)) firstVerdictMs = performance.now() - began;
    });
  const ended = once(child, 'close');
  const peak = new PeakResident(child.pid ?? 0);
  await ended;
  peak.stop();
  const wallMs = performance.now() - began;
  process.off('SIGINT', stop);
  const report = await readReport(join(out, 'report.json')).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${output}`);
  });
  const [client] = report.clients;
  if (client === undefined) throw new Error(`the run played no client:\n${output}`);
  const starts = client.spent?.instances ?? Number(await readFile(count, 'utf8'));
  return { wallMs, firstVerdictMs, starts, peakResidentMb: peak.mb, report, client };
}
