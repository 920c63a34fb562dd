import type { Standard } from '../../../reports/model/report.ts';
import { paintFor, type TerminalStyle } from '../../../reports/terminal/style.ts';
import { visible } from '../../../reports/visible.ts';
import { weightOf, type Scenario, type Suite } from '../../scenario/model.ts';
import { needsWords, sharedNeeds } from './exchange.ts';

/** The scenarios by area: id, level of the first requirement, title, what a client needs for it. */
export function listText(
  scenarios: readonly Scenario[],
  suite: Suite,
  standard: Standard,
  style: TerminalStyle,
): string {
  const paint = paintFor(style);
  const widest = Math.max(...scenarios.map(({ id }) => id.length));
  const lines: string[] = [];
  for (const area of new Set(scenarios.map((one) => one.area))) {
    const inArea = scenarios.filter((one) => one.area === area);
    lines.push(`${paint.bold(area)}, ${count(inArea.length, 'scenario')}`);
    for (const scenario of inArea) {
      const level = weightOf(suite, scenario.requirements[0], standard).level.padEnd(6);
      const notes = [
        ...(scenario.cases.length > 1 ? [count(scenario.cases.length, 'case')] : []),
        ...sharedNeeds(scenario),
      ];
      const after = notes.length > 0 ? paint.dim(`  (${notes.join('; ')})`) : '';
      lines.push(`  ${scenario.id.padEnd(widest)}  ${level}  ${visible(scenario.title)}${after}`);
    }
  }
  lines.push(`${count(scenarios.length, 'scenario')}; ctcpspec explain ID says all about one of them.`);
  return `${lines.join('\n')}\n`;
}

/** The same for a program: an array of objects. */
export function listJson(scenarios: readonly Scenario[], suite: Suite): string {
  const entries = scenarios.map((scenario) => ({
    id: scenario.id,
    aliases: scenario.aliases,
    area: scenario.area,
    title: scenario.title,
    requirements: scenario.requirements,
    levels: suite.requirements.get(scenario.requirements[0])?.levels,
    basis: suite.requirements.get(scenario.requirements[0])?.basis,
    cases: scenario.cases.map(({ name, needs }) => ({ name, needs: needsWords(needs) })),
    outcomes: scenario.outcomes.map(({ name }) => name),
    suite: scenario.origin.suite,
    file: scenario.origin.file,
    line: scenario.origin.line,
  }));
  return `${JSON.stringify(entries, null, 2)}\n`;
}

export function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
