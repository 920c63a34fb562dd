import { join } from 'node:path';
import { loadDisputes } from '../scenario/disputes.ts';
import { loadUntested } from '../scenario/untested.ts';
import { readKillMatrix } from './explain/killers.ts';
import { loadSuites } from './load-suites.ts';
import { PROJECT_DIRECTORY, SUITES_DIRECTORY } from './package-root.ts';
import { coveragePage } from './pages/coverage-page.ts';
import { disputesPage } from './pages/disputes-page.ts';
import { scenariosPage } from './pages/scenarios-page.ts';
import { surveyPage } from './pages/survey-page.ts';
import { readSurvey } from './survey/survey-model.ts';

/**
 * The generated pages of the documentation that need no client: where each stands, and its text as it has to be.
 *
 * @throws InputError when a rule is tested and untested at once, or neither
 */
export async function docsFiles(): Promise<{ path: string; text: string }[]> {
  const suite = await loadSuites([]);
  const untested = await loadUntested(
    join(SUITES_DIRECTORY, 'untested.yaml'),
    new Set(suite.requirements.keys()),
  );
  const disputes = await loadDisputes(join(SUITES_DIRECTORY, 'disputes.yaml'), suite);
  const file = (name: string, text: string) => ({ path: join(PROJECT_DIRECTORY, 'docs', name), text });
  return [
    file('scenarios.md', scenariosPage(suite)),
    file('disputes.md', disputesPage(disputes)),
    file('survey.md', surveyPage(readSurvey(), disputes)),
    file('coverage.md', coveragePage(suite, untested, readKillMatrix())),
  ];
}
