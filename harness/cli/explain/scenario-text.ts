import type { TerminalStyle } from '../../../reports/terminal/style.ts';
import { verdictWord } from '../../../reports/terminal/verdict-word.ts';
import { visible } from '../../../reports/visible.ts';
import { verdictLabel } from '../../../reports/wording.ts';
import { verdictOf } from '../../scenario/grade.ts';
import {
  weightOf,
  type Outcome,
  type Scenario,
  type ScenarioCase,
  type Suite,
} from '../../scenario/model.ts';
import { templateText } from '../../scenario/template-text.ts';
import { bytesTextFor, conditionWords, type BytesText } from './condition-words.ts';
import {
  environmentWords,
  exchangeOf,
  needsWords,
  samplesFor,
  serverWords,
  sharedNeeds,
} from './exchange.ts';
import { killersOf, type KillMatrix } from './killers.ts';
import { Rows } from './rows.ts';
import { ruleRows } from './rule-rows.ts';

/** So many cases are shown in full; of more, only the first one is. */
const MOST_EXCHANGES = 3;
const MOST_KILLERS = 12;

/**
 * All there is to know of a scenario before any client is started.
 *
 * @param only the one case that is asked for; null for all of them
 */
export function scenarioText(
  scenario: Scenario,
  only: ScenarioCase | null,
  suite: Suite,
  matrix: KillMatrix,
  style: TerminalStyle,
): string {
  const rows = new Rows(style);
  rows.heading(scenario.id);
  rows.text('', scenario.title);
  for (const id of scenario.requirements) ruleRows(id, suite, rows);
  rows.text('why', scenario.why);
  const samples = samplesFor(scenario);
  const bytesOf = ({ values }: ScenarioCase): BytesText => bytesTextFor(values, samples);
  const needs = only === null ? sharedNeeds(scenario) : needsWords(only.needs);
  if (needs.length > 0) rows.text('needs', needs.join('; '));
  const server = serverWords(scenario.server, bytesTextFor(new Map(), samples));
  if (server.length > 0) rows.text('server', server.join('; '));
  const environment = environmentWords(scenario);
  if (environment.length > 0) rows.text('started', `with ${environment.join(' ')}`);
  if (scenario.observeMs !== null) rows.text('watched', `for ${scenario.observeMs} ms`);
  if (scenario.watchMs !== null)
    rows.text('watched', `for ${scenario.watchMs} ms: who connects, and what is written`);
  const cases = only === null ? scenario.cases : [only];
  const shown = cases.slice(0, cases.length > MOST_EXCHANGES ? 1 : MOST_EXCHANGES);
  exchangeRows(scenario, shown, rows);
  caseRows(cases.slice(shown.length), rows);
  const [first] = cases;
  // With several cases the patterns keep the names of the values: each case has its own.
  const patterns =
    cases.length === 1 && first !== undefined ? bytesOf(first) : bytesTextFor(new Map(), samples);
  for (const [index, outcome] of scenario.outcomes.entries())
    outcomeRows(index === 0 ? 'outcomes' : '', outcome, patterns, suite, rows);
  rows.text(
    '',
    'anything else: a violation, named unlisted. A crash, a hang, a disconnection, a flood and an injected command are told apart without being listed.',
  );
  killerRows(scenario, matrix, rows);
  rows.line('file', `${scenario.origin.file}:${scenario.origin.line}`);
  rows.line('play it', `npx ctcpspec run --filter ${scenario.id}`);
  return rows.toString();
}

function exchangeRows(scenario: Scenario, cases: readonly ScenarioCase[], rows: Rows): void {
  const samples = samplesFor(scenario);
  let label = 'exchange';
  const row = (text: string, indent = 0): void => {
    rows.line(label, text, indent);
    label = '';
  };
  for (const one of cases) {
    const own = needsWords(one.needs).filter((need) => !sharedNeeds(scenario).includes(need));
    if (one.name !== '') row(`case '${one.name}'${own.length > 0 ? `, needs: ${own.join('; ')}` : ''}`);
    for (const { from, text } of exchangeOf(scenario.steps, bytesTextFor(one.values, samples)))
      row(`${rows.paint.dim(from.padEnd(6))}  ${visible(text)}`, one.name === '' ? 0 : 2);
  }
}

function caseRows(cases: readonly ScenarioCase[], rows: Rows): void {
  for (const [index, { name, values }] of cases.entries()) {
    const texts = [...values].map(([key, value]) => `${key}: '${templateText(value)}'`);
    rows.line(index === 0 ? 'cases' : '', `${name}  ${rows.paint.dim(visible(texts.join(', ')))}`);
  }
}

function outcomeRows(label: string, outcome: Outcome, bytes: BytesText, suite: Suite, rows: Rows): void {
  const verdict = (standard: 'modern' | 'classic') => {
    const { level, basis } = weightOf(suite, outcome.requirement, standard);
    return verdictOf(outcome.class[standard], level, basis);
  };
  const { modern, classic } = outcome.class;
  const grade = verdict('modern');
  const other = verdict('classic');
  const asClassic =
    classic === modern && other === grade ? '' : `; in classic ${verdictLabel[other]} (${classic})`;
  const word = verdictWord(grade, rows.paint);
  rows.line(label, `${rows.paint.bold(outcome.name)}  ${word} (${modern})${asClassic}`);
  rows.text('', `The client ${outcome.says}.`, 2);
  const when = conditionWords(outcome.when, bytes);
  for (const [index, words] of when.entries())
    rows.line('', `${index === 0 ? 'when' : ' and'} ${visible(words)}`, 2);
  if (outcome.hint !== null) rows.text('', `To do: ${outcome.hint}`, 2);
}

function killerRows(scenario: Scenario, matrix: KillMatrix, rows: Rows): void {
  const killers = killersOf(scenario.id, matrix);
  for (const [index, { mutant, outcomes }] of killers.slice(0, MOST_KILLERS).entries()) {
    rows.text(index === 0 ? 'catches' : '', `${mutant.name} (${outcomes.join(', ')}): ${mutant.defect}`);
    if (mutant.source !== '') rows.text('', `Had by ${mutant.source}.`, 2);
  }
  if (killers.length > MOST_KILLERS)
    rows.text('', `and ${killers.length - MOST_KILLERS} more, see docs/kill-matrix.md`);
}
