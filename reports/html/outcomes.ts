import type { Result } from '../model/report.ts';
import { classMeaning } from '../wording.ts';
import { html, type Html } from './escape.ts';

/** What the client could have done, with what it did marked. */
export function outcomeList(result: Result): Html | false {
  if (result.outcomes.length === 0) return false;
  const listed = result.outcomes.some(({ name }) => name === result.outcome);
  const items = result.outcomes.map(({ name, class: by, says }) => {
    const happened = name === result.outcome;
    const classes = by.modern === by.classic ? by.modern : `${by.modern}; in 1994 ${by.classic}`;
    return html`<li class="${happened && 'happened'}" ${happened && html` aria-current="true"`}>
      <span class="id" translate="no">${name}</span> <span>${says}</span>
      <span class="class" title="${classMeaning[by.modern]}">${classes}</span
      >${happened && html` <strong>this happened</strong>`}
    </li>`;
  });
  const own =
    result.outcome !== null &&
    !listed &&
    html`<li class="happened" aria-current="true">
      <span class="id" translate="no">${result.outcome}</span> <span>${result.reason}</span>
      <span class="class">${result.class}</span> <strong>this happened</strong>
    </li>`;
  return html`<h2>What could have happened</h2>
    <ul class="outcomes">
      ${items}${own}
    </ul>`;
}
