import type { SuiteContents } from './compile-suite.ts';
import { BUILT_IN, type Suite } from './model.ts';
import { didYouMean } from './nearest.ts';
import { hashOf, readSuiteFiles, type SuiteFile, type SuiteFolder } from './suite-files.ts';

export type { SuiteFolder } from './suite-files.ts';

/** The built-in suite as it was compiled from files of that hash. */
export type PreparedSuite = SuiteContents & Pick<Suite, 'hash'>;

const NOTHING: SuiteContents = { scenarios: [], requirements: new Map(), notes: new Map() };

/**
 * Loads and checks the folders, requirements first, so that a later folder may use an earlier one's.
 *
 * @param prepared asked for the built-in suite, which is taken from there when its files are still those that it was
 * compiled from
 * @throws InputError with every problem of every file, each with file, line, column and mend
 */
export async function loadSuite(
  folders: readonly SuiteFolder[],
  prepared: () => Promise<PreparedSuite | null> = () => Promise.resolve(null),
): Promise<Suite> {
  const files: SuiteFile[] = [];
  for (const folder of folders) files.push(...(await readSuiteFiles(folder)));
  const builtIn = files.filter(({ folder }) => folder.name === BUILT_IN);
  const ready = builtIn.length > 0 ? await prepared() : null;
  const isCurrent = ready !== null && ready.hash === hashOf(builtIn);
  const earlier = isCurrent ? ready : NOTHING;
  const left = isCurrent ? files.filter((file) => !builtIn.includes(file)) : files;
  return { ...(await compiled(left, earlier)), hash: hashOf(files) };
}

/** The compiler of the format, and the libraries that it needs, are loaded only when there is something to compile. */
async function compiled(files: readonly SuiteFile[], earlier: SuiteContents): Promise<SuiteContents> {
  if (files.length === 0) {
    const { scenarios, requirements, notes } = earlier;
    return { scenarios, requirements, notes };
  }
  const { compileSuite } = await import('./compile-suite.ts');
  return compileSuite(files, earlier);
}

/** A sentence for an id that does not exist. */
export function unknownScenario(id: string, suite: Suite): string {
  return didYouMean(
    id,
    suite.scenarios.map((scenario) => scenario.id),
  );
}
