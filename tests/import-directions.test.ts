import { ESLint } from 'eslint';
import { expect, test } from 'vitest';
import { root } from './fixture-run.ts';

const eslint = new ESLint({
  cwd: root,
  overrideConfig: {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: false, project: false } },
  },
  ruleFilter: ({ ruleId }) => ruleId === 'no-restricted-imports',
});

/** @returns how many imports the linter refuses in a file that stands at `path` and imports `from` */
async function refused(path: string, from: string): Promise<number> {
  const [result] = await eslint.lintText(`import { x } from '${from}';\nexport const y = x;\n`, {
    filePath: `${root}${path}`,
  });
  const fatal = result?.messages.find((message) => message.fatal === true);
  if (fatal !== undefined) throw new Error(fatal.message);
  return result?.messages.filter((message) => message.ruleId === 'no-restricted-imports').length ?? 0;
}

test.each([
  ['harness/wire/line.ts', '../server/session.ts'],
  ['harness/server/session.ts', '../client/launch.ts'],
  ['harness/server/commands/membership.ts', '../../run/window.ts'],
  ['harness/client/launch.ts', '../scenario/load.ts'],
  ['harness/scenario/load.ts', '../run/window.ts'],
  ['harness/scenario/grade.ts', '../../reports/write.ts'],
  ['harness/run/window.ts', '../cli/main.ts'],
  ['harness/run/results.ts', '../../reports/write.ts'],
  ['harness/run/results.ts', '../serve/serving.ts'],
  ['harness/serve/serving.ts', '../cli/main.ts'],
  ['harness/serve/serving.ts', '../../reports/write.ts'],
  ['harness/vectors/judge.ts', '../run/results.ts'],
  ['harness/run/results.ts', '../api/run.ts'],
  ['reports/write.ts', '../harness/run/window.ts'],
  ['reports/html/page.ts', '../../harness/server/session.ts'],
  ['fixtures/reference/model.ts', '../../harness/wire/line.ts'],
  ['fixtures/odd/x.js', '../../reports/write.ts'],
])('%s may not import %s', async (path, from) => {
  expect(await refused(path, from)).toBe(1);
});

test.each([
  ['harness/server/session.ts', '../wire/line.ts'],
  ['harness/server/commands/membership.ts', '../../wire/line.ts'],
  ['harness/run/window.ts', '../scenario/model.ts'],
  ['harness/run/profile/load.ts', '../../scenario/load.ts'],
  ['harness/run/results.ts', '../../reports/model/report.ts'],
  ['harness/scenario/grade.ts', '../../reports/model/report.ts'],
  ['harness/vectors/judge.ts', '../scenario/grade.ts'],
  ['harness/cli/main.ts', '../run/window.ts'],
  ['harness/api/run.ts', '../cli/run-command.ts'],
  ['reports/html/page.ts', '../../harness/wire/notation.ts'],
  ['reports/regrade.ts', '../harness/scenario/grade.ts'],
])('%s may import %s', async (path, from) => {
  expect(await refused(path, from)).toBe(0);
});
