import type { ExpectationEntry, Report, Result } from '../model/report.ts';
import {
  basisMeaning,
  classMeaning,
  counted,
  duration,
  evidenceSentence,
  inconclusiveSentence,
  levelMeaning,
  notApplicableReasonSentence,
} from '../wording.ts';
import { html, safeHref, type Html, type Interpolation } from './escape.ts';
import { verdictBadge } from './verdict-badge.ts';

/** How the verdict came about: grades, evidence, attempts, measurements. */
export function resultFacts(result: Result, report: Report): Html {
  const { standard } = report.suite;
  return html`<h2>How it was judged</h2>
    <dl class="facts">
      ${result.cause !== null && fact('Cause', inconclusiveSentence(result.cause))}
      ${result.notApplicable !== null && fact('Reason', notApplicableReasonSentence(result.notApplicable))}
      ${result.outcome !== null && fact('Outcome', html`<span class="id">${result.outcome}</span>${result.class !== null && html`: ${result.class}, ${classMeaning[result.class]}`}`)}
      ${fact('Level', html`${result.level}, ${levelMeaning[result.level]}`)}
      ${fact('Basis', html`${result.basis}: ${basisMeaning[result.basis]}`)}
      ${fact('Grades', html`${verdictBadge(result.grades.modern)} modern${standard === 'modern' && ' (this report)'}<br />${verdictBadge(result.grades.classic)} classic, 1994${standard === 'classic' && ' (this report)'}`)}
      ${fact('Evidence', evidenceSentence(result))} ${fact('Attempts', attempts(result))}
      ${result.entry !== null && fact('Expected', entryText(result.entry))}
      ${!result.scored && fact('Scored', 'no: it is counted apart')} ${fact('Settings', result.settings)}
      ${fact('Took', duration(result.durationMs))}
    </dl>`;
}

function fact(name: Interpolation, value: Interpolation): Html {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}

function entryText({ kind, reason, link, file, line }: ExpectationEntry): Html {
  const href = safeHref(link ?? undefined);
  return html`${kind === 'flaky' && 'known to be flaky: '}${reason}
    <span class="id">${file}:${line}</span
    >${href !== null && html` <a href="${href}" rel="noreferrer">${link}</a>`}`;
}

function attempts({ seen, flaky }: Result): string {
  if (seen.of === 0) return 'none';
  if (seen.of === 1) return 'one';
  return `${seen.times} of ${counted(seen.of, 'attempt')} ended like this${flaky ? '; the client is not steady here' : ''}`;
}

/** Numbers that a scenario took, each by its name. */
export function measurementList(measurements: Result['measurements'] = {}): Html | false {
  const measured = Object.entries(measurements);
  if (measured.length === 0) return false;
  return html`<dl class="facts measured">
    ${measured.map(([name, value]) => fact(html`<code>${name}</code>`, html`<code>${String(value)}</code>`))}
  </dl>`;
}
