import type { ClientReport, Report, Result } from '../../reports/model/report.ts';
import { counted } from '../../reports/wording.ts';
import type { Scenario } from '../scenario/model.ts';
import { UsageError } from './usage-error.ts';

/** What stands in `run.filters` of a report that holds only what failed before. */
export const LAST_FAILED = 'last-failed';

export interface LastFailed {
  /** Empty when there is nothing to play again. */
  readonly scenarios: readonly Scenario[];
  /** One sentence: what was chosen, and why. */
  readonly sentence: string;
}

interface Choice {
  readonly client: { readonly name: string; readonly settings: string };
  readonly scenarios: readonly Scenario[];
  /** What the messages call the report. */
  readonly file: string;
}

/**
 * What of `scenarios` is worth playing again after a report: what was not expected, and what did not pass. Where the
 * client as a whole was at fault, that is everything.
 *
 * @throws UsageError `not-in-report` when the report is not about this client
 */
export function lastFailed(report: Report, { client, scenarios, file }: Choice): LastFailed {
  const who = `${client.name} (${client.settings})`;
  const last = report.clients.find(
    ({ name, settings }) => name === client.name && settings === client.settings,
  );
  if (last === undefined) {
    const known = report.clients.map(({ name, settings }) => `${name} (${settings})`).join(', ');
    throw new UsageError(
      'not-in-report',
      `${file} is not about ${who}, but about ${known === '' ? 'no client' : known}.`,
      'Run once without --last-failed, or name the folder of its report with --out.',
    );
  }
  const everything = whyEverything(last);
  if (everything !== null)
    return { scenarios, sentence: `${who}: everything is played, because ${everything}` };
  const failed = new Set(last.results.filter(isWanting).map(({ id }) => id));
  const chosen = scenarios.filter(({ id, aliases }) => [id, ...aliases].some((name) => failed.has(name)));
  if (failed.size === 0) return { scenarios: [], sentence: `${who}: nothing failed in ${file}` };
  if (chosen.length === 0)
    return {
      scenarios: [],
      sentence: `${who}: ${counted(failed.size, 'scenario')} failed in ${file}, and the filters let none of them through`,
    };
  return {
    scenarios: chosen,
    sentence: `${who}: ${chosen.length} of ${counted(scenarios.length, 'scenario')} failed or were not expected in ${file}`,
  };
}

/** When no scenario can be blamed. */
function whyEverything({ findings, results, gate }: ClientReport): string | null {
  if (findings.some(({ fatal }) => fatal)) return 'the client could not be tested';
  if (results.length === 0) return 'nothing was played';
  if (!results.some(isWanting) && !gate.met) return 'the gate was not met although no scenario failed';
  return null;
}

function isWanting({ verdict, expected }: Result): boolean {
  return !expected || !['pass', 'info', 'not-applicable'].includes(verdict);
}
