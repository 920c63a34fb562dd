import type { Requirement } from '../../../reports/model/report.ts';
import type { Suite } from '../../scenario/model.ts';
import type { Rows } from './rows.ts';

/** `SHOULD`, or both levels where the standards disagree. */
export function levelWords({ levels, basis }: Requirement): string {
  const word = (level: string): string => (level === 'NONE' ? 'no rule' : level);
  const { modern, classic } = levels;
  return modern === classic
    ? `${word(modern)} (${basis})`
    : `${word(modern)} (${basis}), in classic ${word(classic)}`;
}

/** The sentence of a requirement with its level, sources and note. */
export function ruleRows(id: string, suite: Suite, rows: Rows): void {
  const requirement = suite.requirements.get(id);
  if (requirement === undefined) return;
  rows.text('rule', `${id}, ${levelWords(requirement)}`);
  rows.text('', requirement.sentence);
  for (const { text, url } of requirement.sources) {
    rows.text('', text, 2);
    if (url !== undefined) rows.line('', url, 2);
  }
  const note = suite.notes.get(id);
  if (note !== undefined) rows.text('', note);
}
