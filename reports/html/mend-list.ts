import type { Result } from '../model/report.ts';
import { resultAddress } from './address.ts';
import { bytes } from './bytes.ts';
import { html, type Html } from './escape.ts';
import { sentence } from './sentence.ts';
import { verdictBadge } from './verdict-badge.ts';

/** So much of what decided is shown before a result is opened. */
const mostLines = 2;
const mostCharacters = 240;

/** The shortest way from the top of the page to each thing that its author can do. */
export function mendList(
  wanting: readonly Result[],
  { index, isStatic }: { readonly index: number; readonly isStatic: boolean },
): Html | false {
  if (wanting.length === 0) return false;
  return html`<ul class="mend">
    ${wanting.map((result) => mendItem(result, index, isStatic))}
  </ul>`;
}

function mendItem(result: Result, index: number, isStatic: boolean): Html {
  const { id, title, verdict, hint, reason, expected, entry } = result;
  const address = resultAddress(id, index);
  return html`<li ${isStatic && html`id="${address}"`}>
    ${verdictBadge(verdict)}
    <div>
      <a class="title" href="#${address}">${title}</a>
      <span class="id" translate="no">${id}</span> ${result.requirement} ${result.level}
      ${expected && entry !== null && html`<span class="mark">expected: ${entry.reason}</span>`}
      <span class="did">${sentence(reason)}</span>
      ${deciding(result)} ${hint !== null && html`<span class="hint">${sentence(hint)}</span>`}
    </div>
  </li> `;
}

/** What the client itself did. An answered control proves a silence, and would only puzzle here. */
function deciding({ transcript }: Result): Html | false {
  const lines = transcript.filter(
    ({ decides, role, from }) => decides && role !== 'control' && from !== 'server',
  );
  return (
    lines.length > 0 &&
    html`<span class="evidence-bytes">
      ${lines
        .slice(0, mostLines)
        .map(({ bytes: said, from }) => html`<span>${from}</span> ${bytes(said, mostCharacters)} `)}
    </span>`
  );
}
