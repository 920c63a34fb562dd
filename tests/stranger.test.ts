import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readReport } from '../reports/read.ts';
import { commandsOf, missingFrom } from './docs/console-block.ts';
import type { Fence } from './docs/markdown.ts';
import { pageOf } from './docs/pages.ts';
import { runCommand, strangersEnvironment, type CommandEnd } from './package/command.ts';
import { PackedProject } from './package/packed.ts';

/** docs/ci.md, followed word for word by somebody with an empty folder, the tarball and a C compiler. */
const { fences } = pageOf('docs/ci.md');
let packed: PackedProject;
let folder: string;

beforeAll(async () => {
  packed = await PackedProject.make();
  folder = await packed.emptyFolder('stranger');
  await copyFile(packed.tarball, join(folder, basename(packed.tarball)));
}, 180_000);
afterAll(() => packed.remove());

/** What a person types goes to their shell; the text is that of our own page. */
function type(text: string): Promise<CommandEnd> {
  const env = strangersEnvironment({ npm_config_prefer_offline: 'true', npm_config_loglevel: 'error' });
  // At a desk: with CI set, expectations are not written.
  Reflect.deleteProperty(env, 'CI');
  return runCommand('/bin/sh', ['-c', text], { cwd: folder, env });
}

async function change(fence: Fence): Promise<void> {
  const [, path] = /^change: (\S+)$/.exec(fence.comment ?? '') ?? [];
  if (path === undefined) throw new Error(`line ${fence.line}: which file is changed?`);
  const side = (sign: string): string =>
    fence.lines
      .filter((line) => line.startsWith(sign))
      .map((line) => `${line.slice(1)}\n`)
      .join('');
  const before = await readFile(join(folder, path), 'utf8');
  expect(before.split(side('-'))).toHaveLength(2);
  await writeFile(
    join(folder, path),
    before.replace(side('-'), () => side('+')),
  );
}

describe('docs/ci.md', () => {
  for (const fence of fences) {
    switch (fence.language) {
      case 'console':
        for (const { command, exitCode, output } of commandsOf(fence))
          test(`line ${fence.line}: ${command}`, async () => {
            const end = await type(command);
            expect(end.code, end.stdout + end.stderr).toBe(exitCode);
            expect(missingFrom(output, end.stdout + end.stderr), end.stdout + end.stderr).toBeNull();
          }, 300_000);
        break;
      case 'diff':
        test(`line ${fence.line}: the change`, () => change(fence));
        break;
      case 'sh':
        test(`line ${fence.line}: the script`, async () => {
          const end = await type(fence.lines.join('\n'));
          expect(end.code, end.stdout + end.stderr).toBe(0);
          const report = await readReport(join(folder, 'ctcp-report/report.json'));
          expect(report.clients[0]?.gate).toMatchObject({ met: true, expectations: { known: 0 } });
        }, 300_000);
        break;
      default:
        // A job for GitHub: tests/docs.test.ts looks at it.
        expect(fence.language).toBe('yaml');
    }
  }

  test('it went from red to green by way of what it names', () => {
    const codes = fences
      .filter(({ language }) => language === 'console')
      .flatMap(commandsOf)
      .filter(({ command }) => command.includes("--exec './client "))
      .map(({ exitCode }) => exitCode);
    expect(codes).toEqual([1, 0, 0, 1, 0, 0]);
  });
});
