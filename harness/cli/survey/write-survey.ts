import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { mergeReports } from '../../../reports/merge/merge.ts';
import type { ClientReport, Report } from '../../../reports/model/report.ts';
import { readReport } from '../../../reports/read.ts';
import { visible } from '../../../reports/visible.ts';
import { writeReports } from '../../../reports/write.ts';
import { MOST_FLAKY } from '../../expect/gate.ts';
import { readProfile } from '../../run/profile/load.ts';
import { loadDisputes } from '../../scenario/disputes.ts';
import type { Suite } from '../../scenario/model.ts';
import { profileNames } from '../client-choice.ts';
import { docsFiles } from '../docs-files.ts';
import { listenForInterrupts } from '../interrupts.ts';
import { loadSuites } from '../load-suites.ts';
import { PROFILES_DIRECTORY, PROJECT_DIRECTORY, SUITES_DIRECTORY } from '../package-root.ts';
import { runScript } from '../script.ts';
import { UsageError } from '../usage-error.ts';
import { installed } from './installed.ts';
import { paceInWords, paceOf, type Pace } from './pace.ts';
import { playClients, type Played } from './play-clients.ts';
import { stockPace } from './stock-pace.ts';
import { mergedSurvey, readSurvey, SURVEY_FILE, type Survey } from './survey-model.ts';
import { surveyOf } from './survey-of.ts';

// npm run survey [-- NAME…] [--at-once N] [--out DIR]: plays every client whose packages are installed, or those that
// are named, asks each how fast it is in its stock settings, and writes one report of them all, docs/survey.json and
// docs/survey.md. With --pace-only it only asks.
await runScript(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'at-once': { type: 'string', default: '2' },
      'pace-only': { type: 'boolean', default: false },
      out: { type: 'string', default: join(PROJECT_DIRECTORY, 'ctcp-report', 'survey') },
    },
  });
  const atOnce = Number(values['at-once']);
  if (!Number.isInteger(atOnce) || atOnce < 1)
    throw new UsageError('bad-number', `--at-once ${values['at-once']} is no number.`, 'Give 1 or more.');
  const packages = await clientsHere(positionals);
  if (values['pace-only']) return writePaces([...packages.keys()]);
  // An empty folder: what an earlier survey left must not pass for what was played now.
  const directory = await mkdtemp(join(tmpdir(), 'ctcpspec-survey-'));
  let reports: PlayedReport[];
  const paces = new Map<string, Pace | null>();
  const suite = await loadSuites([]);
  try {
    const interrupts = listenForInterrupts();
    const played = await playClients([...packages.keys()], directory, {
      atOnce,
      signal: interrupts.signal,
      onPlayed: ({ name, code }) => print(`${name}: exit code ${code ?? 'none'}\n`),
    });
    reports = await wholeReports(played);
    // One after the other: a queue is timed here, and what plays beside it would be in its way.
    for (const { report } of reports)
      for (const client of report.clients)
        paces.set(client.profile ?? '', await paceAsUsersRunIt(client, suite, interrupts.signal));
    interrupts.stop();
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
  if (reports.length === 0) return;
  const merged = mergeReports(reports, { mostFlaky: MOST_FLAKY });
  for (const file of await writeReports(merged, values.out, ['json', 'html'])) print(`${file}\n`);

  const disputes = await loadDisputes(join(SUITES_DIRECTORY, 'disputes.yaml'), suite);
  const clients = merged.clients.map((client) => {
    const name = client.profile ?? '';
    return surveyOf(client, disputes, packages.get(name) ?? null, paces.get(name) ?? null);
  });
  await writeWhole(mergedSurvey(readSurvey(), clients));
});

/** Asks clients that were surveyed before how fast they are in their stock settings, and plays nothing. */
async function writePaces(names: readonly string[]): Promise<void> {
  const suite = await loadSuites([]);
  const interrupts = listenForInterrupts();
  const paces = new Map<string, Pace | null>();
  for (const name of names) {
    const { pace, trouble } = await stockPace(name, { suite, signal: interrupts.signal });
    print(`${name}: ${trouble === null ? paceInWords(pace) : visible(trouble)}\n`);
    if (trouble === null) paces.set(name, pace);
  }
  interrupts.stop();
  const clients = readSurvey().clients.map((client) => {
    const pace = paces.get(client.name);
    return pace === undefined ? client : { ...client, stock: pace };
  });
  await writeWhole({ clients });
}

async function writeWhole(survey: Survey): Promise<void> {
  await writeFile(SURVEY_FILE, `${JSON.stringify(survey, null, 2)}\n`);
  for (const { path, text } of await docsFiles()) await writeFile(path, text);
  print(`${relative(process.cwd(), SURVEY_FILE)}\n`);
}

/** The clients that can be played, each with the version of its package; null where that is not its own. */
async function clientsHere(wanted: readonly string[]): Promise<Map<string, string | null>> {
  const names = await profileNames();
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new UsageError(
      'unknown-profile',
      `There is no profile '${unknown}'.`,
      `There are ${names.join(', ')}.`,
    );
  const here = new Map<string, string | null>();
  for (const name of wanted.length > 0 ? wanted : names) {
    const { install } = await readProfile(join(PROFILES_DIRECTORY, name, 'profile.yaml'));
    // The reference client comes with the project: it is what clients are measured with, and no part of the field.
    if (install.debian === undefined && install.npm === undefined && wanted.length === 0) continue;
    const { missing, version } = await installed(install);
    if (missing.length === 0) here.set(name, install.part === true ? null : version);
    else print(`${name} is not played: ${missing.join(', ')} not installed\n`);
  }
  return here;
}

/** What was played without its throttle is started once more with it. */
async function paceAsUsersRunIt(
  { profile, settings, discovery }: ClientReport,
  suite: Suite,
  signal: AbortSignal,
): Promise<Pace | null> {
  if (profile === null || settings === 'stock') return paceOf(discovery);
  const { pace, trouble } = await stockPace(profile, { suite, signal });
  if (trouble !== null) print(`${profile} has no pace in its stock settings: ${visible(trouble)}\n`);
  return pace;
}

interface PlayedReport {
  readonly file: string;
  readonly report: Report;
}

/** The reports of the runs that reached their end; says of the others that they are left out, and what each gate says. */
async function wholeReports(played: readonly Played[]): Promise<PlayedReport[]> {
  const whole: PlayedReport[] = [];
  for (const { name, file, output } of played) {
    const report = file === null ? null : await readReport(file);
    if (file === null || report === null) print(`${name} has no report, and is left out:\n${output}\n`);
    else if (!report.run.complete) print(`${name} is not complete, and is left out\n`);
    else whole.push({ file, report });
    const complaints = report?.clients.flatMap(({ gate }) => gate.complaints) ?? [];
    for (const { message } of complaints) print(`${name}: ${visible(message)}\n`);
  }
  return whole;
}

function print(text: string): void {
  process.stdout.write(text);
}
