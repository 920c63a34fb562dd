import type { Report, Result } from '../model/report.ts';
import { html, safeHref, type Html } from './escape.ts';

/** The rule that graded a result, its level, and the first of its sources that can be followed. */
export function ruleLine(result: Result, report: Report): Html {
  const rule = report.requirements.find(({ id }) => id === result.requirement);
  const [source] = (rule?.sources ?? []).flatMap(({ text, url }) => {
    const href = safeHref(url);
    return href === null ? [] : [{ text, href }];
  });
  return html`<span class="rule"
    ><span class="id" title="${rule?.sentence}">${result.requirement}</span>
    <b>${result.level === 'NONE' ? 'no rule' : result.level}</b>${
      source !== undefined &&
      html` <a href="${source.href}" rel="noreferrer" title="${source.text}"
        >source<span class="unseen"> of ${result.requirement}: ${source.text}</span></a
      >`
    }</span
  >`;
}
