import { createHash } from 'node:crypto';
import { access, readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Requirement } from '../../reports/model/report.ts';
import { compileScenario } from './compile.ts';
import { InputError, type Problem } from './input-error.ts';
import { foreignArea } from './namespace.ts';
import { didYouMean } from './nearest.ts';
import { BUILT_IN, type Scenario, type Suite } from './model.ts';
import { RequirementFile, ScenarioFile, type RequirementData, type ScenarioData } from './schema.ts';
import { SchemaCheck } from './schema-check.ts';
import { SourceText } from './source-text.ts';
import { YamlDocument } from './yaml-document.ts';

/** A folder of scenarios: `requirements.yaml` and `<area>/<topic>.yaml`. */
export interface SuiteFolder {
  /** 'built-in' for the project's own, otherwise the name under which its results are counted apart. */
  readonly name: string;
  readonly directory: string;
  /** File names in problems and reports are relative to this; by default to the working directory. */
  readonly base?: string;
  /** Only this one of its files of scenarios, beside its requirements. */
  readonly only?: string;
}

const REQUIREMENTS = 'requirements.yaml';
/** Files of a suite that hold no scenarios and are read by others. */
const ASIDE = ['untested.yaml', 'disputes.yaml'];
/** A folder of the built-in suite with files that hold no scenarios. */
const SETS = 'sets';

let checks: { scenarios: SchemaCheck; requirements: SchemaCheck } | null = null;

/**
 * Loads and checks the folders, requirements first, so that a later folder may use an earlier one's.
 *
 * @throws InputError with every problem of every file, each with file, line, column and mend
 */
export async function loadSuite(folders: readonly SuiteFolder[]): Promise<Suite> {
  checks ??= { scenarios: new SchemaCheck(ScenarioFile), requirements: new SchemaCheck(RequirementFile) };
  const hash = createHash('sha256');
  const problems: Problem[] = [];
  const requirements = new Map<string, Requirement>();
  const notes = new Map<string, string>();
  const files: { folder: SuiteFolder; document: YamlDocument }[] = [];
  for (const folder of folders) {
    for (const path of await filesOf(folder)) {
      if (isAside(path, folder)) continue;
      const text = await readFile(path, 'utf8').catch((error: unknown) => {
        throw new InputError([unreadable(path, 'file', error)]);
      });
      hash.update(`${folder.name}/${relative(folder.directory, path).split(sep).join('/')}\0${text}\0`);
      const document = open(relative(folder.base ?? process.cwd(), path), text, problems);
      if (document === null) continue;
      if (path === join(folder.directory, REQUIREMENTS)) {
        addRequirements(document, checks.requirements, { requirements, notes, problems });
      } else {
        files.push({ folder, document });
      }
    }
  }
  const scenarios: Scenario[] = [];
  const names = new Map<string, string>();
  for (const { folder, document } of files) {
    addScenarios(document, folder, checks.scenarios, { requirements, names, scenarios, problems });
  }
  if (problems.length > 0) throw new InputError(problems);
  scenarios.sort((a, b) => (a.id < b.id ? -1 : 1));
  return { scenarios, requirements, notes, hash: hash.digest('hex').slice(0, 12) };
}

async function filesOf({ directory, only }: SuiteFolder): Promise<string[]> {
  if (only === undefined) return yamlFiles(directory);
  const requirements = join(directory, REQUIREMENTS);
  const isThere = await access(requirements).then(
    () => true,
    () => false,
  );
  return isThere ? [requirements, only] : [only];
}

function unreadable(file: string, what: 'file' | 'folder', error: unknown): Problem {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
  const mend =
    what === 'folder' ? 'Give --suite a folder that holds .yaml files.' : 'Name a .yaml file of scenarios.';
  return { file, line: 1, column: 1, message: `this ${what} of scenarios cannot be read (${code})`, mend };
}

function isAside(path: string, { name, directory }: SuiteFolder): boolean {
  if (ASIDE.some((file) => path === join(directory, file))) return true;
  return name === BUILT_IN && path.startsWith(join(directory, SETS) + sep);
}

async function yamlFiles(directory: string): Promise<string[]> {
  let entries;
  try {
    entries = await readdir(directory, { recursive: true, withFileTypes: true });
  } catch (error) {
    throw new InputError([unreadable(directory, 'folder', error)]);
  }
  return entries
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
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

/** A sentence for an id that does not exist. */
export function unknownScenario(id: string, suite: Suite): string {
  return didYouMean(
    id,
    suite.scenarios.map((scenario) => scenario.id),
  );
}
