import type { Report, Requirement, Result } from '../model/report.ts';
import { html, safeHref, type Html } from './escape.ts';

/** The requirements that a result tests, each with its sources, and why anybody cares. */
export function ruleText(result: Result, report: Report): Html {
  const rules = result.requirements.map((id) => {
    const known = report.requirements.find((requirement) => requirement.id === id);
    const grades = id === result.requirement && result.requirements.length > 1;
    return known === undefined ? html`<p><span class="id">${id}</span></p>` : rule(known, grades);
  });
  return html`<h2>The rule</h2>
    ${rules}
    <h2>Why it matters</h2>
    <p>${result.why}</p>`;
}

function rule({ id, sentence, levels, sources }: Requirement, grades: boolean): Html {
  return html`<blockquote>
    <p>${sentence}</p>
    <footer>
      <span class="id">${id}</span> ·
      ${levels.modern}${levels.modern !== levels.classic && html` (in 1994: ${levels.classic})`}${grades && html` · <strong>graded by this one</strong>`}
      <ul>
        ${sources.map((source) => {
          const href = safeHref(source.url);
          return html`<li>
            ${href === null ? source.text : html`<a href="${href}" rel="noreferrer">${source.text}</a>`}
          </li>`;
        })}
      </ul>
    </footer>
  </blockquote>`;
}
