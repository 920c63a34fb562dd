import type { Command } from 'commander';
import { join } from 'node:path';
import { styleFor } from '../../reports/terminal/style.ts';
import type { Suite } from '../scenario/model.ts';
import { nearest } from '../scenario/nearest.ts';
import { loadUntested, type Untested } from '../scenario/untested.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { readKillMatrix } from './explain/killers.ts';
import { requirementText, untestedText } from './explain/requirement-text.ts';
import { scenarioText } from './explain/scenario-text.ts';
import { loadSuites } from './load-suites.ts';
import { collect, type Ended } from './options.ts';
import { SUITES_DIRECTORY } from './package-root.ts';
import { UsageError } from './usage-error.ts';

/**
 * `ctcpspec explain ID...`: what a scenario, one case of it or a rule is about.
 *
 * @throws UsageError for an id that does not exist, with the nearest ones
 */
export async function explainCommand(
  ids: readonly string[],
  options: { readonly suite: readonly string[] },
): Promise<ExitCode> {
  const suite = await loadSuites(options.suite);
  const untested = await loadUntested(join(SUITES_DIRECTORY, 'untested.yaml'));
  const texts = ids.map((id) => textOf(id, suite, untested));
  process.stdout.write(texts.join('\n'));
  return EXIT.met;
}

function textOf(id: string, suite: Suite, untested: Untested): string {
  const style = styleFor(process.stdout, process.env);
  const [name = '', part] = id.split('#');
  const scenario = suite.scenarios.find((one) => one.id === name || one.aliases.includes(name));
  if (scenario !== undefined) {
    const only = scenario.cases.find((one) => one.name === part) ?? null;
    if (part !== undefined && only === null) throw unknown(id, casesOf(scenario));
    return scenarioText(scenario, only, suite, readKillMatrix(), style);
  }
  const rule = id.toUpperCase();
  if (suite.requirements.has(rule)) return requirementText(rule, suite, readKillMatrix(), style);
  const left = untested.rules.find((one) => one.id === rule);
  if (left !== undefined) return untestedText(left, untested, style);
  throw unknown(id, [
    ...suite.scenarios.flatMap((one) => [one.id, ...one.aliases]),
    ...suite.requirements.keys(),
    ...untested.rules.map((one) => one.id),
  ]);
}

function casesOf({ id, cases }: Suite['scenarios'][number]): string[] {
  return cases.map(({ name }) => (name === '' ? id : `${id}#${name}`));
}

function unknown(id: string, names: readonly string[]): UsageError {
  return new UsageError(
    'no-match',
    `There is no scenario and no rule '${id}'.`,
    `The nearest names: ${nearNames(id, names).join(', ')}.`,
  );
}

const MOST_NAMES = 5;

/** The nearest names; of a name that is like no other, those of its area or group. */
function nearNames(id: string, names: readonly string[]): string[] {
  const near = nearest(id, names, MOST_NAMES);
  if (near.length > 0) return near;
  const stem = /^[^/#-]*[/#-]?/.exec(id.toLowerCase())?.[0] ?? '';
  const alike = names.filter((name) => name.toLowerCase().startsWith(stem));
  return (alike.length > 0 ? alike : names).slice(0, MOST_NAMES);
}

export function addExplainCommand(program: Command, ended: Ended): void {
  program
    .command('explain')
    .description(
      'all about a scenario, one case of it (ID#CASE) or a rule: sources, bytes, verdicts, mutants',
    )
    .argument('<id...>', 'such as framing/empty-query or FRM-02')
    .exitOverride()
    .option('--suite <dir>', 'further scenarios; repeatable', collect, [])
    .action(async (ids: string[], options: { suite: string[] }) => ended(await explainCommand(ids, options)));
}
