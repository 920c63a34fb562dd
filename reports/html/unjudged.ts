import type { ClientReport, Result } from '../model/report.ts';
import { counted, inconclusiveSentence, notApplicableReasonSentence, verdictMeaning } from '../wording.ts';
import { resultAddress } from './address.ts';
import { html, type Html } from './escape.ts';
import { verdictBadge } from './verdict-badge.ts';

/** What could not be said of a client, by the reason why: nobody should take a gap for a good sign. */
export function unjudgedList(client: ClientReport, { index }: { readonly index: number }): Html {
  const kinds = ['not-applicable', 'inconclusive', 'harness-error'] as const;
  const groups = kinds.flatMap((verdict) =>
    [...groupedByWhy(client.results.filter((one) => one.verdict === verdict))].map(([why, results]) => ({
      verdict,
      why,
      results,
    })),
  );
  return html`<h2>What was not judged, and why</h2>
    ${
      groups.length === 0
        ? html`<p>Everything that was played could be judged.</p>`
        : html`<ul class="unjudged">
            ${groups.map(
              ({ verdict, why, results }) =>
                html`<li>
                  <details>
                    <summary>
                      ${verdictBadge(verdict)}
                      <span>${why} <b>${counted(results.length, 'scenario')}</b></span>
                    </summary>
                    <ul>
                      ${results.map(
                        ({ id, title }) =>
                          html`<li>
                            <a href="#${resultAddress(id, index)}">${title}</a> <span class="id">${id}</span>
                          </li> `,
                      )}
                    </ul>
                  </details>
                </li>`,
            )}
          </ul>`
    }`;
}

function groupedByWhy(results: readonly Result[]): Map<string, Result[]> {
  const groups = new Map<string, Result[]>();
  for (const result of results) {
    const why = whyNot(result);
    groups.set(why, [...(groups.get(why) ?? []), result]);
  }
  return groups;
}

function whyNot({ notApplicable, cause, verdict }: Result): string {
  if (notApplicable !== null) return notApplicableReasonSentence(notApplicable);
  return cause === null ? verdictMeaning[verdict] : inconclusiveSentence(cause);
}
