import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { InputError, type Problem } from '../../scenario/input-error.ts';
import { unknownScenario } from '../../scenario/load.ts';
import type { Suite } from '../../scenario/model.ts';
import { didYouMean } from '../../scenario/nearest.ts';
import { SchemaCheck } from '../../scenario/schema-check.ts';
import { SourceText } from '../../scenario/source-text.ts';
import { YamlDocument } from '../../scenario/yaml-document.ts';
import { placeholdersOf, type Template } from '../../wire/template.ts';
import { WILDCARDS } from '../../scenario/placeholders.ts';
import { profileNames } from '../client-choice.ts';
import { PROFILES_DIRECTORY } from '../package-root.ts';
import { titled, type ClientFindings } from './finding.ts';
import { outcomeWeight } from './weight.ts';
import { FindingsFile, type FindingData, type FindingsData } from './schema.ts';

let check: SchemaCheck | null = null;

export function findingsPath(client: string): string {
  return join(PROFILES_DIRECTORY, client, 'findings.yaml');
}

/** The findings in all clients that have some. @throws InputError with file, line, column and mend */
export async function loadAllFindings(suite: Suite): Promise<ClientFindings[]> {
  const clients = (await profileNames()).filter((client) => existsSync(findingsPath(client)));
  return Promise.all(clients.map((client) => loadFindings(client, suite)));
}

/** @throws InputError with every problem, each with file, line, column and mend */
export async function loadFindings(client: string, suite: Suite): Promise<ClientFindings> {
  const path = findingsPath(client);
  return parseFindings(client, relative(process.cwd(), path), await readFile(path, 'utf8'), suite);
}

/** @throws InputError as `loadFindings` does */
export function parseFindings(client: string, file: string, text: string, suite: Suite): ClientFindings {
  const document = new YamlDocument(file, text);
  check ??= new SchemaCheck(FindingsFile);
  const { problems } = check.check(document);
  if (problems.length > 0) throw new InputError(problems);
  const { findings, ...data } = document.value as FindingsData;
  const source = new SourceText(document);
  const found: Problem[] = findings.flatMap((finding, index) =>
    problemsOf(finding, index, { document, source, suite }),
  );
  const all = [...source.problems, ...found];
  if (all.length > 0) throw new InputError(all);
  return { client, control: 'PING', notes: [], ...data, findings: titled(findings) };
}

function problemsOf(
  finding: FindingData,
  index: number,
  { document, source, suite }: { document: YamlDocument; source: SourceText; suite: Suite },
): Problem[] {
  const at = ['findings', index];
  const place = source.at(...at);
  const { sent, came, shown } = finding;
  for (const key of ['sent', 'target', 'command', 'text', 'shown', 'window'] as const)
    checkBytes(finding[key], place.at(key));
  for (const [n, line] of [came].flat().entries())
    checkBytes(line, Array.isArray(came) ? place.at('came', n) : place.at('came'), true);
  const scenario = suite.scenarios.find(({ id }) => id === finding.scenario);
  const problems: Problem[] = [];
  if (scenario === undefined)
    problems.push(
      document.problem(
        [...at, 'scenario'],
        `there is no scenario '${finding.scenario}'`,
        unknownScenario(finding.scenario, suite),
      ),
    );
  const cases = scenario?.cases.map(({ name }) => name) ?? [];
  for (const [n, name] of (finding.cases ?? []).entries())
    if (scenario !== undefined && !cases.includes(name))
      problems.push(
        document.problem(
          [...at, 'cases', n],
          `${finding.scenario} has no case '${name}'`,
          didYouMean(name, cases),
        ),
      );
  const weight = scenario === undefined ? undefined : outcomeWeight(finding.outcome, scenario, suite);
  if (weight === null)
    problems.push(
      document.problem(
        [...at, 'outcome'],
        `${finding.scenario} has no outcome '${finding.outcome}'`,
        didYouMean(finding.outcome, scenario?.outcomes.map(({ name }) => name) ?? []),
      ),
    );
  else if (weight !== undefined && weight.verdict !== finding.verdict)
    problems.push(
      document.problem(
        [...at, 'verdict'],
        `the outcome '${finding.outcome}' of ${finding.scenario} is a ${weight.verdict}`,
        'Write that, or take the finding out where it is none any more.',
      ),
    );
  if (sent === undefined && finding.user === undefined)
    problems.push(
      document.problem(
        at,
        'it is not clear what makes the client do it',
        "Write 'sent:' or 'user:', or both.",
      ),
    );
  if (finding.window !== undefined && shown === undefined)
    problems.push(
      document.problem([...at, 'window'], 'it does not say what is shown there', "Write 'shown:' as well."),
    );
  if (shown === '') problems.push(document.problem([...at, 'shown'], "'shown' is empty", 'Leave it out.'));
  return problems;
}

/** Bytes that are known beforehand, or with wildcards a pattern. */
function checkBytes(given: FindingData['sent'], place: SourceText, wildcards = false): void {
  if (given === undefined) return;
  const many = Array.isArray(given);
  for (const [n, text] of [given].flat().entries()) {
    const own = many ? place.at(n) : place;
    const template = own.template(text, { wildcards, known: new Set() });
    if (template !== null) refusePlaceholders(template, own);
  }
}

function refusePlaceholders(template: Template, place: SourceText): void {
  for (const name of placeholdersOf(template))
    if (!WILDCARDS.includes(name))
      place.problem(
        `'\\{${name}}' says nothing here`,
        'Write the bytes themselves: the client is me, a peer is w, the channel is #chan.',
      );
}
