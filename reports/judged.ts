import type { ClientReport } from './model/report.ts';

/**
 * A sentence for a client that answered no CTCP query, or null. Its report may look almost empty, and the
 * reader must not take that for a good sign.
 */
export function answersNothingSentence({ results, totals }: ClientReport): string | null {
  const unjudged = results.filter(({ cause }) => cause === 'answers-nothing').length;
  if (unjudged === 0) return null;
  const judged = totals.pass + totals.fail + totals.warn + totals.info;
  const what =
    judged === 0
      ? 'Nothing could be judged'
      : `${unjudged} of ${results.length} scenarios could not be judged`;
  return (
    `${what}: this client answered no CTCP query, so its silences mean nothing. ` +
    'If it answers none on purpose, say so in its profile (replies: none); if not, `ctcpspec doctor` shows which step fails.'
  );
}
