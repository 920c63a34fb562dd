import type { ClientReport, Discovery, Result } from '../../../reports/model/report.ts';
import { numberIn } from '../../expect/client-version.ts';
import { DOZEN } from '../../run/discovery/find-allowance.ts';
import type { Dispute } from '../../scenario/disputes.ts';
import type { SurveyedClient } from './survey-model.ts';

/**
 * What the survey keeps of a client's report.
 *
 * @param packaged the version of its package; null for a client that comes in none, or as a part of one
 */
export function surveyOf(
  client: ClientReport,
  disputes: readonly Dispute[],
  packaged: string | null,
): SurveyedClient {
  const results = client.results.filter(isPublished);
  const number = (verdict: Result['verdict']): number =>
    results.filter((result) => result.verdict === verdict).length;
  return {
    name: client.profile ?? client.name,
    version: packaged ?? numberIn(client.version ?? '') ?? client.version,
    settings: client.settings,
    answers: [...(client.discovery?.answers ?? [])].sort(),
    order: client.discovery?.order ?? 'unknown',
    limit: limitOf(client.discovery),
    totals: {
      pass: number('pass'),
      info: number('info'),
      warn: number('warn'),
      fail: number('fail'),
      'not-applicable': number('not-applicable'),
    },
    disputes: Object.fromEntries(
      disputes.flatMap((dispute) => {
        const letters = sidesOf(dispute, results);
        return letters.length === 0 ? [] : [[dispute.id, letters]];
      }),
    ),
  };
}

/** What speaks against a client stands in its known results first: until then its maintainers may not know of it. */
function isPublished({ verdict, expected }: Result): boolean {
  return expected || (verdict !== 'fail' && verdict !== 'warn');
}

function sidesOf({ options = [] }: Dispute, results: readonly Result[]): string[] {
  return options
    .filter(({ shown = [] }) =>
      shown.some(({ scenario, cases, outcomes }) => {
        const result = results.find(({ id }) => id === scenario);
        if (result === undefined) return false;
        const seen = result.cases.length === 0 ? [{ name: '', outcome: result.outcome }] : result.cases;
        return seen.some(
          ({ name, outcome }) =>
            outcome !== null && outcomes.includes(outcome) && (cases === undefined || cases.includes(name)),
        );
      }),
    )
    .map(({ letter }) => letter);
}

/** Paces are rounded to half seconds: no two runs measure the same. */
const STEP_MS = 500;

function limitOf(discovery: Discovery | null): string {
  if (discovery === null || discovery.control === null) return 'unknown';
  const { kind, burst, intervalMs, fromOnePeer } = discovery.allowance;
  const seconds = Math.max(STEP_MS, Math.round(intervalMs / STEP_MS) * STEP_MS) / 1000;
  const ofOnePeer =
    fromOnePeer === null || fromOnePeer >= DOZEN ? [] : [`${fromOnePeer} of a dozen from one peer`];
  const ofAll: Record<typeof kind, string[]> = {
    none: [],
    queue: [`${burst === null ? '' : `${burst} at once, then `}one in ${seconds} s`],
    drop: [`${burst ?? 'a few'} at once, then none for a while`],
  };
  const limits = [...ofAll[kind], ...ofOnePeer];
  return limits.length === 0 ? 'no limit found' : limits.join('; ');
}
