import type { TerminalStyle } from '../../../reports/terminal/style.ts';
import type { Suite } from '../../scenario/model.ts';
import type { Untested, UntestedRule } from '../../scenario/untested.ts';
import { killersOfRequirement, type KillMatrix } from './killers.ts';
import { Rows } from './rows.ts';
import { ruleRows } from './rule-rows.ts';

const MOST_MUTANTS = 4;

/** A rule, and the scenarios that test it. */
export function requirementText(id: string, suite: Suite, matrix: KillMatrix, style: TerminalStyle): string {
  const rows = new Rows(style);
  rows.heading(id);
  ruleRows(id, suite, rows);
  const scenarios = suite.scenarios.filter(({ requirements }) => requirements.includes(id));
  for (const [index, scenario] of scenarios.entries()) {
    rows.line(index === 0 ? 'tested by' : '', scenario.id);
    rows.text('', scenario.title, 2);
    const mutants = killersOfRequirement(id, scenario, matrix).map(({ mutant }) => mutant.name);
    const more = mutants.length > MOST_MUTANTS ? ` and ${mutants.length - MOST_MUTANTS} more` : '';
    if (mutants.length > 0) rows.text('', `catches ${mutants.slice(0, MOST_MUTANTS).join(', ')}${more}`, 2);
  }
  return rows.toString();
}

/** A rule that no scenario tests, and why. */
export function untestedText(
  { id, sentence, reason, note }: UntestedRule,
  { reasons }: Untested,
  style: TerminalStyle,
): string {
  const rows = new Rows(style);
  rows.heading(id);
  rows.text('rule', sentence);
  rows.text('untested', `${reason}: ${reasons[reason] ?? ''}`);
  if (note !== undefined) rows.text('', note);
  return rows.toString();
}
