import picomatch from 'picomatch';
import type { Standard } from '../../reports/model/report.ts';
import type { Scenario, Suite } from '../scenario/model.ts';
import { weightOf } from '../scenario/model.ts';
import { nearest } from '../scenario/nearest.ts';
import { UsageError } from './usage-error.ts';

export interface Selection {
  readonly filter: readonly string[];
  readonly area: readonly string[];
  readonly level: readonly string[];
}

/**
 * The scenarios that all given kinds of filter let through, each kind being an "or" of its globs.
 *
 * @throws UsageError when a glob matches nothing, with the nearest names: a typing mistake must not look green
 */
export function selectScenarios(suite: Suite, selection: Selection, standard: Standard): Scenario[] {
  const names = (scenario: Scenario): string[] => [scenario.id, ...scenario.aliases];
  for (const glob of selection.filter) {
    requireMatch('--filter', glob, suite.scenarios.flatMap(names));
  }
  for (const glob of selection.area)
    requireMatch(
      '--area',
      glob,
      suite.scenarios.map((one) => one.area),
    );
  const levels = (scenario: Scenario): string[] =>
    scenario.requirements.map((id) => weightOf(suite, id, standard).level);
  for (const glob of selection.level)
    requireMatch('--level', glob.toUpperCase(), suite.scenarios.flatMap(levels));
  const chosen = suite.scenarios.filter(
    (scenario) =>
      matches(selection.filter, names(scenario)) &&
      matches(selection.area, [scenario.area]) &&
      matches(
        selection.level.map((level) => level.toUpperCase()),
        levels(scenario),
      ),
  );
  if (chosen.length === 0) {
    throw new UsageError(
      'no-scenarios',
      'No scenario matches all the filters together.',
      'Take one of them out.',
    );
  }
  return chosen;
}

function matches(globs: readonly string[], names: readonly string[]): boolean {
  return globs.length === 0 || globs.some((glob) => anyMatches(glob, names));
}

function anyMatches(glob: string, names: readonly string[]): boolean {
  const isMatch = picomatch(glob);
  return names.some((name) => isMatch(name));
}

function requireMatch(option: string, glob: string, names: readonly string[]): void {
  if (anyMatches(glob, names)) return;
  const near = nearest(glob.replaceAll('*', ''), names, 5);
  const some = near.length > 0 ? near : [...new Set(names)].sort().slice(0, 5);
  throw new UsageError(
    'no-match',
    `${option} '${glob}' matches nothing.`,
    `The nearest names: ${some.join(', ')}.`,
  );
}
