import type { Level, Standard } from '../../reports/model/report.ts';
import { loadSuites } from '../cli/load-suites.ts';
import { selectScenarios } from '../cli/select.ts';
import { weightOf, type Scenario, type Suite } from '../scenario/model.ts';
import type { SelectionOptions } from './options.ts';

/** What there is to know of a scenario before it is played. All text is plain text. */
export interface ScenarioInfo {
  /** Stable for ever, such as `ping/no-payload`. */
  readonly id: string;
  readonly title: string;
  readonly area: string;
  /** Why it is tested. */
  readonly why: string;
  readonly requirements: readonly { readonly id: string; readonly level: Level }[];
  /** The names of its cases; empty for a scenario with a single one. */
  readonly cases: readonly string[];
  /** `built-in`, or the folder that it comes from. */
  readonly suite: string;
}

/**
 * The scenarios of the built-in suite and of further folders, in the order of the suite.
 *
 * @throws InputError with every problem of every file
 * @throws UsageError when a filter matches nothing
 */
export async function listScenarios(
  options: SelectionOptions & { readonly suites?: readonly string[] } = {},
): Promise<readonly ScenarioInfo[]> {
  const { suite, scenarios, standard } = await selected(options);
  return scenarios.map((scenario) => infoOf(scenario, suite, standard));
}

export interface Selected {
  readonly suite: Suite;
  readonly scenarios: readonly Scenario[];
  readonly standard: Standard;
}

/** @throws InputError, UsageError as `listScenarios` does */
export async function selected(
  options: SelectionOptions & { readonly suites?: readonly string[] },
): Promise<Selected> {
  const suite = await loadSuites(options.suites ?? []);
  const standard = options.standard ?? 'modern';
  const { filter = [], area = [], level = [] } = options;
  return { suite, standard, scenarios: selectScenarios(suite, { filter, area, level }, standard) };
}

function infoOf(scenario: Scenario, suite: Suite, standard: Standard): ScenarioInfo {
  const { id, title, area, why, requirements, cases, origin } = scenario;
  return {
    id,
    title,
    area,
    why,
    requirements: requirements.map((name) => ({ id: name, level: weightOf(suite, name, standard).level })),
    cases: cases.length === 1 ? [] : cases.map(({ name }) => name),
    suite: origin.suite,
  };
}
