import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readProfile } from '../run/profile/load.ts';
import { loadDisputes } from '../scenario/disputes.ts';
import { loadUntested } from '../scenario/untested.ts';
import { readBench } from './bench/bench-model.ts';
import { profileNames } from './client-choice.ts';
import { readKillMatrix } from './explain/killers.ts';
import { loadAllFindings } from './findings/load.ts';
import { loadSuites } from './load-suites.ts';
import { PROFILES_DIRECTORY, PROJECT_DIRECTORY, SUITES_DIRECTORY } from './package-root.ts';
import { clientsPage } from './pages/clients-page.ts';
import { coveragePage } from './pages/coverage-page.ts';
import { disputesPage } from './pages/disputes-page.ts';
import { findingsPage } from './pages/findings-page.ts';
import { performancePage } from './pages/performance-page.ts';
import { scenariosPage } from './pages/scenarios-page.ts';
import { surveyPage } from './pages/survey-page.ts';
import { loadNotPlayed } from './survey/not-played.ts';
import { readSurvey } from './survey/survey-model.ts';

/**
 * The generated pages of the documentation that need no client: where each stands, and its text as it has to be.
 *
 * @throws InputError when a rule is tested and untested at once, or neither, or when a profile cannot be read
 */
export async function docsFiles(): Promise<{ path: string; text: string }[]> {
  const suite = await loadSuites([]);
  const untested = await loadUntested(
    join(SUITES_DIRECTORY, 'untested.yaml'),
    new Set(suite.requirements.keys()),
  );
  const disputes = await loadDisputes(join(SUITES_DIRECTORY, 'disputes.yaml'), suite);
  const profiles = await Promise.all(
    (await profileNames()).map((name) => readProfile(join(PROFILES_DIRECTORY, name, 'profile.yaml'))),
  );
  const notPlayed = await loadNotPlayed(join(PROFILES_DIRECTORY, 'not-played.yaml'));
  const performance = await readFile(join(PROJECT_DIRECTORY, 'docs', 'performance.md'), 'utf8');
  const file = (name: string, text: string) => ({ path: join(PROJECT_DIRECTORY, 'docs', name), text });
  return [
    file('scenarios.md', scenariosPage(suite)),
    file('disputes.md', disputesPage(disputes)),
    file('survey.md', surveyPage(readSurvey(), disputes, profiles)),
    file('findings.md', findingsPage(await loadAllFindings(suite), { suite, untested })),
    file('clients.md', clientsPage(profiles, readSurvey(), notPlayed)),
    file('performance.md', performancePage(performance, readBench())),
    file('coverage.md', coveragePage(suite, untested, readKillMatrix())),
  ];
}
