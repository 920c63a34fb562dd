import type { ClientReport, Result } from '../../../reports/model/report.ts';
import { sidesSeen } from '../../../reports/sides.ts';
import { numberIn } from '../../expect/client-version.ts';
import type { Dispute } from '../../scenario/disputes.ts';
import type { Pace } from './pace.ts';
import type { SurveyedClient } from './survey-model.ts';

/**
 * What the survey keeps of a client's report.
 *
 * @param packaged the version of its package; null for a client that comes in none, or as a part of one
 * @param stock its pace in its stock settings, which may not be those of the report
 */
export function surveyOf(
  client: ClientReport,
  disputes: readonly Dispute[],
  packaged: string | null,
  stock: Pace | null,
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
    stock,
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
  const byId = new Map(results.map((result) => [result.id, result]));
  return [...new Set(sidesSeen(options, byId).map(({ letter }) => letter))];
}
