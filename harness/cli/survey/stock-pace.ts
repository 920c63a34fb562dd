import { join } from 'node:path';
import { loadProfile } from '../../run/profile/load.ts';
import { runClient } from '../../run/run-client.ts';
import type { Suite } from '../../scenario/model.ts';
import { PROFILES_DIRECTORY } from '../package-root.ts';
import { paceOf, type Pace } from './pace.ts';
import { PATIENT_MS } from './play-clients.ts';

/** The outcome of starting a client as its users run it, and of asking it no more than discovery needs. */
export interface StockPace {
  readonly name: string;
  /** Null for a client that answers nothing, or could not be asked. */
  readonly pace: Pace | null;
  /** Why it could not be asked; null for one that was. */
  readonly trouble: string | null;
}

/**
 * Takes a client through discovery in its stock settings and plays nothing: what a throttled client needs hours for
 * is played without its throttle, and what its users meet is its pace with it.
 */
export async function stockPace(
  name: string,
  { suite, signal }: { suite: Suite; signal: AbortSignal },
): Promise<StockPace> {
  const loaded = await loadProfile(join(PROFILES_DIRECTORY, name, 'profile.yaml'), 'stock', null);
  const { report, untestable, interrupted } = await runClient({
    client: { ...loaded, choice: { profile: loaded.profile, profileFile: null, exec: null } },
    suite,
    scenarios: [],
    standard: 'modern',
    gate: 'must',
    seed: 1,
    jobs: null,
    timeoutMs: PATIENT_MS,
    host: '127.0.0.1',
    keepHome: false,
    signal,
    replay: (id) => id,
  });
  const fatal = report.findings.find((finding) => finding.fatal);
  if (untestable || interrupted)
    return { name, pace: null, trouble: fatal?.message ?? 'It was interrupted.' };
  return { name, pace: paceOf(report.discovery), trouble: null };
}
