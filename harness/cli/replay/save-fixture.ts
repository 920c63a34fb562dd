import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { quote } from 'shlex';
import { clientName } from '../../../reports/client-name.ts';
import { BUILT_IN, type Scenario, type Suite } from '../../scenario/model.ts';
import { printBytes } from '../../wire/notation.ts';
import { writeNewFile } from '../new-file.ts';
import { ownId } from '../own-id.ts';
import { PROJECT_DIRECTORY } from '../package-root.ts';
import { UsageError } from '../usage-error.ts';
import { FixtureError, fixtureText, type Fixture } from './fixture-text.ts';
import type { Recorded } from './recorded.ts';

/**
 * Writes a recorded result as a file of scenarios that needs nothing but the built-in rules.
 *
 * @param as the id of the scenario; null for one that is made from the recorded id
 * @returns lines for the user
 * @throws UsageError when it cannot be made or written
 */
export async function saveFixture(
  recorded: Recorded,
  scenario: Scenario,
  suite: Suite,
  { file, as }: { file: string; as: string | null },
): Promise<string> {
  const id = ownId(as ?? idFor(recorded));
  const fixture = makeFixture(recorded, scenario, await readFile(originOf(scenario), 'utf8'), {
    id,
    comment: provenance(recorded),
  });
  await writeNewFile(file, fixture.text);
  const folder = dirname(file);
  const level = recorded.result.grades[recorded.report.suite.standard];
  return [
    `written   ${file}`,
    `scenario  ${id}`,
    ...bytesNotes(fixture, recorded, suite),
    ...(level === 'warn'
      ? ['          what was recorded is a warn: it fails a gate with --gate should only']
      : []),
    `try it    npx ctcpspec replay ${quote(file)} --exec './myclient {host} {port} {nick}'`,
    `          npx ctcpspec run --suite ${quote(folder)} --filter ${quote(id)} --exec './myclient {host} {port} {nick}'`,
    '',
  ].join('\n');
}

function makeFixture(...args: Parameters<typeof fixtureText>): Fixture {
  try {
    return fixtureText(...args);
  } catch (error) {
    if (!(error instanceof FixtureError)) throw error;
    throw new UsageError(error.code, error.message, 'Nothing was written.');
  }
}

function bytesNotes({ steps }: Fixture, { report }: Recorded, suite: Suite): string[] {
  if (steps === 'recorded')
    return [
      `bytes     those recorded, written out, because the suite sends others now (it was ${report.suite.hash}, and is ${suite.hash})`,
      '          its outcomes are those of the suite as it is now: read whether they still fit',
    ];
  return ['bytes     those recorded: its peers and tokens are pinned'];
}

/** `mine/` and the recorded id, so that it says where it comes from. */
function idFor({ result, caseName }: Recorded): string {
  const [area = '', topic = ''] = result.id.split('/');
  const words = [area === 'mine' ? '' : area, topic, caseName ?? ''].filter((word) => word !== '');
  return `mine/${words.join('-')}`;
}

function originOf({ origin }: Scenario): string {
  return resolve(origin.suite === BUILT_IN ? PROJECT_DIRECTORY : process.cwd(), origin.file);
}

/** Comment lines. What came from a client is in byte notation, so that no line of it can end the comment. */
function provenance({ report, client, result, caseName }: Recorded): string[] {
  const one = result.cases.find(({ name }) => name === caseName) ?? result;
  const safe = (text: string): string => printBytes(Buffer.from(text));
  return [
    'A result that was recorded, to be played again byte for byte. Saved by `npx ctcpspec replay … --save`.',
    `client    ${safe(clientName(client))}, ${safe(client.settings)}`,
    `seen      ${one.verdict}: ${safe(one.outcome ?? 'no outcome')}, by the ${report.suite.standard} standard`,
    `from      ${safe(caseName === null ? result.id : `${result.id}#${caseName}`)}, seed ${report.run.seed}`,
    `recorded  ${safe(report.run.startedAt)} by ctcpspec ${safe(report.tool.version)}, suite ${safe(report.suite.hash)}`,
  ];
}
