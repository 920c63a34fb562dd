import { UsageError } from '../../harness/cli/usage-error.ts';
import type { Report } from '../../reports/model/report.ts';
import { totalsOf } from '../../reports/model/totals.ts';

/** One picture of a page: what it shows, and in which window. */
export interface Picture {
  /** Of its file in docs/images, without `.png`. */
  readonly name: string;
  /** What stands behind `#` in the address. */
  readonly address: string;
  readonly width: number;
  readonly height: number;
  readonly colorScheme: 'light' | 'dark';
}

/** A client and a scenario in which it departs from a rule: what a reader of the documentation should see. */
const shownResult = { client: 'irssi', id: 'injection/delimiter-in-ping' };

/**
 * The pictures of README.md and docs/report.md.
 *
 * @param report of several clients, with the one of `shownResult` among them
 * @throws UsageError when it is not
 */
export function picturesOf({ clients }: Report): Picture[] {
  const index = clients.findIndex(
    ({ profile, results }) =>
      profile === shownResult.client && results.some(({ id }) => id === shownResult.id),
  );
  if (index === -1 || clients.length < 2)
    throw new UsageError(
      'nothing-to-show',
      `The pictures need a report of several clients, with ${shownResult.client} and its result of ${shownResult.id}.`,
      'Make one with npx ctcpspec merge.',
    );
  const wide = { width: 1200, height: 800, colorScheme: 'light' } as const;
  return [
    { name: 'report-client', address: `?view=overview&client=${index + 1}`, ...wide },
    { name: 'report-matrix', address: '?view=matrix', ...wide },
    { name: 'report-results', address: `?view=results&client=${index + 1}&q=area:ping,quoting`, ...wide },
    { name: 'report-result', address: `r=${index + 1}:${shownResult.id}`, ...wide },
    { name: 'report-compare', address: `?view=compare&client=${index + 1}`, ...wide, colorScheme: 'dark' },
    { name: 'report-disputes', address: '?view=disputes', ...wide },
  ];
}

/**
 * The report without what must not stand in a picture: results that speak against a client and that no entry of its
 * known results tells of. Until then its maintainers may not know of them (docs/disclosure.md).
 */
export function publicPart(report: Report): Report {
  return {
    ...report,
    clients: report.clients.map((client) => {
      const results = client.results.filter(
        ({ verdict, entry }) => entry !== null || (verdict !== 'fail' && verdict !== 'warn'),
      );
      const ids = new Set(results.map(({ id }) => id));
      const complaints = client.gate.complaints.filter(
        ({ id }) => id !== null && ids.has(id.split('#')[0] ?? ''),
      );
      return {
        ...client,
        results,
        findings: [],
        totals: totalsOf(results.filter(({ scored }) => scored)),
        gate: { ...client.gate, complaints, met: complaints.length === 0 },
      };
    }),
  };
}
