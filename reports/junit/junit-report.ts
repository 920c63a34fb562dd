import { accountOf, accountText } from '../account.ts';
import type { ClientReport, Complaint, Report } from '../model/report.ts';
import { standingsOf, type Judged } from '../standing.ts';
import { shorten } from '../terminal/wrap.ts';
import { verdictLabel } from '../wording.ts';
import { document, element, type Xml } from './xml.ts';

/** A message stands in one attribute, which viewers show in a table. */
const mostMessage = 600;

type Kind = 'met' | 'unmet' | 'fault' | 'skipped';

interface TestCase {
  readonly kind: Kind;
  readonly seconds: number;
  readonly xml: Xml;
}

/**
 * The report as JUnit XML: a suite for each client and area, a test case for each scenario, or for each case of
 * one that has several. Only what the gate does not expect is a failure.
 */
export function junitReport(report: Report): string {
  const names = suiteNames(report.clients);
  const suites = report.clients.flatMap((client, index) =>
    clientSuites(client, names[index] ?? client.name, report),
  );
  const all = suites.flatMap(({ cases }) => cases);
  return document(
    element(
      'testsuites',
      { name: 'ctcpspec', ...counts(all), time: (report.run.durationMs / 1000).toFixed(3) },
      suites.map(({ xml }) => xml),
    ),
  );
}

/** A name for each client that no other one has, although a report may hold the same client twice. */
function suiteNames(clients: readonly ClientReport[]): string[] {
  const isAlone = (name: string, all: readonly string[]): boolean =>
    all.filter((other) => other === name).length === 1;
  const plain = clients.map(({ name }) => name);
  const withSettings = clients.map(({ name, settings }) =>
    isAlone(name, plain) ? name : `${name} (${settings})`,
  );
  return withSettings.map((name, index) =>
    isAlone(name, withSettings)
      ? name
      : `${name} ${withSettings.slice(0, index + 1).filter((other) => other === name).length}`,
  );
}

function clientSuites(client: ClientReport, name: string, report: Report): { cases: TestCase[]; xml: Xml }[] {
  const { judged, others } = standingsOf(client);
  const areas = new Map<string, TestCase[]>();
  for (const one of judged) {
    const cases = areas.get(one.result.area) ?? [];
    cases.push(judgedCase(one, `${name}.${one.result.area}`, report));
    areas.set(one.result.area, cases);
  }
  const isRed = judged.some(({ standing }) => standing.kind === 'unmet' || standing.kind === 'fault');
  const gate = gateCases(client, { others, isRed, className: `${name}: gate`, report });
  const suites = [...areas].map(([area, cases]) => ({ suite: `${name}.${area}`, cases }));
  if (gate.length > 0) suites.unshift({ suite: `${name}: gate`, cases: gate });
  return suites.map(({ suite, cases }) => ({
    cases,
    xml: element(
      'testsuite',
      {
        name: suite,
        ...counts(cases),
        time: seconds(cases),
        timestamp: report.run.startedAt.replace(/\.\d+Z$/, 'Z'),
      },
      [properties(client, report), ...cases.map(({ xml }) => xml)],
    ),
  }));
}

function judgedCase({ key, result, one, standing }: Judged, className: string, report: Report): TestCase {
  const { verdict, outcome } = one ?? result;
  const { reason } = one ?? result;
  const spent = one === null ? result.durationMs / 1000 : 0;
  const testCase = (kind: Kind, inner: Xml[]): TestCase => ({
    kind,
    seconds: spent,
    xml: element('testcase', { classname: className, name: key, time: spent.toFixed(3) }, inner),
  });
  const account = accountText(accountOf(result, report.requirements, one));
  switch (standing.kind) {
    case 'met':
      return testCase(
        'met',
        verdict === 'pass' ? [] : [element('system-out', {}, `${verdictLabel[verdict]}\n${account}`)],
      );
    case 'skipped':
      return testCase('skipped', [element('skipped', { message: shorten(standing.why, mostMessage) })]);
    case 'unmet':
    case 'fault': {
      const type = outcome ?? result.cause ?? verdict;
      const said = standing.complaints.map(({ message, file, line }) =>
        file === null ? message : `${file}:${line ?? 1}: ${message}`,
      );
      return testCase(standing.kind, [
        element(
          standing.kind === 'unmet' ? 'failure' : 'error',
          {
            type: shorten(type, mostMessage),
            message: shorten(`${verdictLabel[verdict]}: ${reason}`, mostMessage),
          },
          [result.title, ...said, account].map((text) => shorten(text, 20_000)).join('\n'),
        ),
      ]);
    }
  }
}

/** What the gate has against the run as a whole: it has to be red here too, although no scenario is. */
function gateCases(
  { gate }: ClientReport,
  about: { others: readonly Complaint[]; isRed: boolean; className: string; report: Report },
): TestCase[] {
  const { others, isRed, className, report } = about;
  const complaint = (name: string, type: string, message: string): TestCase => ({
    kind: 'unmet',
    seconds: 0,
    xml: element('testcase', { classname: className, name, time: '0.000' }, [
      element('failure', { type, message: shorten(message, mostMessage) }, shorten(message, 20_000)),
    ]),
  });
  const seen = new Map<string, number>();
  const cases = others.map(({ code, id, message, file, line }) => {
    const place = file === null ? '' : ` ${file}:${line ?? 1}`;
    const plain = `${code}${id === null ? '' : ` ${id}`}${place}`;
    const times = (seen.get(plain) ?? 0) + 1;
    seen.set(plain, times);
    return complaint(times === 1 ? plain : `${plain} (${times})`, code, message);
  });
  if (!report.run.complete) {
    const by = report.run.endedBy === null ? '' : ` (${report.run.endedBy})`;
    cases.push(
      complaint('incomplete', 'incomplete', `The run was ended early${by}: what is missing was not judged.`),
    );
  }
  if (!gate.met && !isRed && cases.length === 0)
    cases.push(complaint('not-met', 'not-met', 'The gate is not met, and the report does not say why.'));
  return cases;
}

function properties({ version, settings, profile, command, gate }: ClientReport, report: Report): Xml {
  const { tool, suite, run } = report;
  const known: Record<string, string | null> = {
    'client.version': version,
    'client.profile': profile,
    'client.command': command,
    settings,
    'tool.version': tool.version,
    'suite.version': suite.version,
    'suite.hash': suite.hash,
    standard: suite.standard,
    seed: String(run.seed),
    gate: run.gate,
    'gate.met': String(gate.met),
    expectations: gate.expectations?.file ?? null,
    requirements: run.requirements,
    shard: run.shard === null ? null : `${run.shard.index}/${run.shard.of}`,
    complete: String(run.complete),
  };
  return element(
    'properties',
    {},
    Object.entries(known).flatMap(([name, value]) =>
      value === null ? [] : [element('property', { name, value: shorten(value, mostMessage) })],
    ),
  );
}

function counts(cases: readonly TestCase[]): Record<string, number> {
  const count = (kind: Kind): number => cases.filter((one) => one.kind === kind).length;
  return { tests: cases.length, failures: count('unmet'), errors: count('fault'), skipped: count('skipped') };
}

const seconds = (cases: readonly TestCase[]): string =>
  cases.reduce((sum, one) => sum + one.seconds, 0).toFixed(3);
