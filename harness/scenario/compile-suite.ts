import type { Requirement } from '../../reports/model/report.ts';
import { compileScenario } from './compile.ts';
import { InputError, type Problem } from './input-error.ts';
import { BUILT_IN, type Scenario, type Suite } from './model.ts';
import { foreignArea } from './namespace.ts';
import { RequirementFile, ScenarioFile, type RequirementData, type ScenarioData } from './schema.ts';
import { SchemaCheck } from './schema-check.ts';
import { SourceText } from './source-text.ts';
import type { SuiteFile, SuiteFolder } from './suite-files.ts';
import { YamlDocument } from './yaml-document.ts';

/** What the files of a suite say; the hash is of the files themselves. */
export type SuiteContents = Omit<Suite, 'hash' | 'set'>;

let checks: { scenarios: SchemaCheck; requirements: SchemaCheck } | null = null;

/**
 * Checks and compiles files, requirements first, so that a later folder may use an earlier one's.
 *
 * @param earlier what was compiled before: its requirements may be used, its ids are taken, and it comes along
 * @throws InputError with every problem of every file, each with file, line, column and mend
 */
export function compileSuite(files: readonly SuiteFile[], earlier: SuiteContents): SuiteContents {
  checks ??= { scenarios: new SchemaCheck(ScenarioFile), requirements: new SchemaCheck(RequirementFile) };
  const problems: Problem[] = [];
  const requirements = new Map(earlier.requirements);
  const notes = new Map(earlier.notes);
  const ofScenarios: { folder: SuiteFolder; document: YamlDocument }[] = [];
  for (const { folder, file, text, isRequirements } of files) {
    const document = open(file, text, problems);
    if (document === null) continue;
    if (isRequirements) addRequirements(document, checks.requirements, { requirements, notes, problems });
    else ofScenarios.push({ folder, document });
  }
  const scenarios = [...earlier.scenarios];
  const names = placesOf(earlier.scenarios);
  for (const { folder, document } of ofScenarios) {
    addScenarios(document, folder, checks.scenarios, { requirements, names, scenarios, problems });
  }
  if (problems.length > 0) throw new InputError(problems);
  scenarios.sort((a, b) => (a.id < b.id ? -1 : 1));
  return { scenarios, requirements, notes };
}

/** Every id and alias, and where it stands. */
function placesOf(scenarios: readonly Scenario[]): Map<string, string> {
  return new Map(
    scenarios.flatMap(({ id, aliases, origin }) =>
      [id, ...aliases].map((name): [string, string] => [name, `${origin.file}:${origin.line}`]),
    ),
  );
}

function open(file: string, text: string, problems: Problem[]): YamlDocument | null {
  try {
    return new YamlDocument(file, text);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    problems.push(...error.problems);
    return null;
  }
}

function addRequirements(
  document: YamlDocument,
  check: SchemaCheck,
  into: { requirements: Map<string, Requirement>; notes: Map<string, string>; problems: Problem[] },
): void {
  const { requirements, notes, problems } = into;
  const verdict = check.check(document);
  problems.push(...verdict.problems);
  if (verdict.problems.length > 0) return;
  (document.value as RequirementData[]).forEach((entry, index) => {
    if (requirements.has(entry.id)) {
      problems.push(
        document.problem(
          [index, 'id'],
          `the requirement '${entry.id}' stands here a second time`,
          'Take one of them out.',
        ),
      );
      return;
    }
    const { id, sentence, levels, basis, sources, note } = entry;
    requirements.set(id, { id, sentence: sentence.trim(), levels, basis, sources });
    if (note !== undefined) notes.set(id, note.trim());
  });
}

interface Gathered {
  readonly requirements: ReadonlyMap<string, Requirement>;
  /** Every id and alias, and where it stands. */
  readonly names: Map<string, string>;
  readonly scenarios: Scenario[];
  readonly problems: Problem[];
}

function addScenarios(document: YamlDocument, folder: SuiteFolder, check: SchemaCheck, all: Gathered): void {
  const verdict = check.check(document);
  all.problems.push(...verdict.problems);
  if (verdict.problems.length > 0) return;
  (document.value as ScenarioData[]).forEach((data, index) => {
    const source = new SourceText(document, [index], all.problems);
    if (folder.name !== BUILT_IN) checkNamespaces(data, source);
    for (const name of [data.id, ...(data.aliases ?? [])]) {
      const earlier = all.names.get(name);
      if (earlier !== undefined) {
        source
          .at('id')
          .problem(
            `the id '${name}' is taken by ${earlier}`,
            'Give this scenario another id; an id is stable for ever.',
          );
      }
      all.names.set(name, `${document.file}:${source.line}`);
    }
    const scenario = compileScenario(data, source, new Set(all.requirements.keys()), folder.name);
    if (scenario !== null) all.scenarios.push(scenario);
  });
}

function checkNamespaces({ id, aliases }: ScenarioData, source: SourceText): void {
  const check = (name: string, at: SourceText): void => {
    const wrong = foreignArea(name);
    if (wrong !== null) at.problem(wrong.message, wrong.mend);
  };
  check(id, source.at('id'));
  (aliases ?? []).forEach((alias, index) => check(alias, source.at('aliases', index)));
}
