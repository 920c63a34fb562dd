import { join } from 'node:path';
import type { BenchRow } from '../../harness/cli/bench/bench-model.ts';
import { PROFILES_DIRECTORY } from '../../harness/cli/package-root.ts';
import { installed } from '../../harness/cli/survey/installed.ts';
import { launchClient } from '../../harness/client/launch.ts';
import { loadProfile, readProfile, type SettingName } from '../../harness/run/profile/load.ts';
import { BestBare } from '../bare/best-bare.ts';
import { sharedOut, windowsOf } from '../bare/script.ts';
import { comparedRow } from '../figures.ts';
import type { Part } from '../part.ts';
import type { Bench } from '../run/bench.ts';
import type { HarnessRun } from '../run/harness-run.ts';
import { spentOf } from './content.ts';

const CHOICES: readonly { readonly name: string; readonly settings: SettingName }[] = [
  { name: 'weechat', settings: 'unthrottled' },
  { name: 'hexchat', settings: 'unthrottled' },
  { name: 'irssi', settings: 'unthrottled' },
  { name: 'irssi', settings: 'stock' },
];

export const clients: Part = {
  name: 'clients',
  about: 'The content suite on real clients, against a bare script that starts the same client as often.',
  async measure(bench) {
    const rows: BenchRow[] = [];
    const skipped: string[] = [];
    for (const { name, settings } of CHOICES) {
      const { missing } = await installed((await readProfile(profileOf(name))).install);
      if (missing.length > 0) skipped.push(`${name}: ${missing.join(', ')} is not installed`);
      else rows.push(await measured(bench, name, settings));
    }
    return { rows, skipped };
  },
};

function profileOf(name: string): string {
  return join(PROFILES_DIRECTORY, name, 'profile.yaml');
}

async function measured(bench: Bench, name: string, settings: SettingName): Promise<BenchRow> {
  const { spec } = await loadProfile(profileOf(name), settings, null);
  const bare = new BestBare((target) => launchClient(spec, target));
  const runs: HarnessRun[] = [];
  let unanswered = 0;
  const pairs = await bench.eachRound(async (round) => {
    bench.say(`${name}, ${settings}, round ${round + 1}`);
    const run = await bench.play(name, ['--settings', settings]);
    runs.push(run);
    const done = await bare.play(sharedOut(windowsOf(run.client), run.starts));
    unanswered = done.unanswered;
    return { ours: run.wallMs / 1000, bare: done.wallMs / 1000 };
  });
  return comparedRow(`${name}, ${settings}`, 's', pairs, {
    bar: { on: 'ratio', limit: 'at most', is: 2 },
    details: { ...spentOf(runs), 'clients at once, bare': bare.atOnce ?? 0, unanswered },
  });
}
