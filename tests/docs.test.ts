import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseExpectations } from '../harness/expect/expectations.ts';
import { KnownEntry } from '../harness/expect/schema.ts';
import { EXIT } from '../harness/cli/exit-code.ts';
import { loadProfile } from '../harness/run/profile/load.ts';
import { ProfileFile } from '../harness/run/profile/schema.ts';
import { loadSuite } from '../harness/scenario/load.ts';
import * as model from '../reports/model/report.ts';
import { commandsOf, missingFrom } from './docs/console-block.ts';
import { readPage } from './docs/markdown.ts';
import { optionsNamedIn, pageOf, pages } from './docs/pages.ts';
import { Workshop } from './docs/workshop.ts';
import { root } from './fixture-run.ts';
import { isInstalled } from './is-installed.ts';

const consoleBlocks = [...pages].flatMap(([path, page]) =>
  page.fences.filter(({ language }) => language === 'console').map((fence) => ({ path, fence })),
);
/**
 * The snippets of docs/ci.md are run, in an empty folder, by tests/stranger.test.ts; those of docs/serve.md, with somebody who
 * connects a client and answers, by tests/serve.test.ts.
 */
const runElsewhere = new Set(['docs/ci.md', 'docs/serve.md']);
const isNotRun = (comment: string | null): boolean => comment?.startsWith('not run: ') === true;

describe('the commands that are shown do what is shown', () => {
  const runnable = consoleBlocks.filter(
    ({ path, fence }) => !runElsewhere.has(path) && !isNotRun(fence.comment),
  );

  describe.each([...new Set(runnable.map(({ path }) => path))])('%s', (path) => {
    let workshop: Workshop;

    beforeAll(async () => {
      workshop = await Workshop.open(pageOf(path));
    });
    afterAll(() => workshop.close());

    for (const { fence } of consoleBlocks.filter(
      (one) => one.path === path && !isNotRun(one.fence.comment),
    )) {
      const [, needed] = /^needs: (\S+)/.exec(fence.comment ?? '') ?? [];
      const isMissing = needed !== undefined && !isInstalled(needed);
      for (const { command, exitCode, output } of commandsOf(fence)) {
        // With CTCPSPEC_REQUIRE_REAL a client that is missing is a failure and not a skipped test.
        test.skipIf(isMissing && process.env['CTCPSPEC_REQUIRE_REAL'] !== '1')(
          `line ${fence.line}: ${command}`,
          async () => {
            const end = await workshop.run(command);
            expect(end.code, end.output).toBe(exitCode);
            const missing = missingFrom(output, end.output);
            expect(
              missing,
              `this is shown, and was not printed there; printed was\n${end.output}`,
            ).toBeNull();
          },
          180_000,
        );
      }
    }

    // Runs after the commands of its page.
    for (const { comment, line, lines } of pageOf(path).fences) {
      const [, written] = /^written: (\S+)/.exec(comment ?? '') ?? [];
      if (written === undefined) continue;
      test(`line ${line}: ${written} was written so`, async () => {
        expect(await readFile(join(workshop.directory, written), 'utf8')).toBe(`${lines.join('\n')}\n`);
      });
    }
  });

  test('only these are not run', () => {
    const notRun = consoleBlocks
      .filter(({ fence }) => isNotRun(fence.comment))
      .flatMap(({ path, fence }) => commandsOf(fence).map(({ command }) => `${path}: ${command}`));
    expect(notRun).toEqual([
      'README.md: npm ci && npx ctcpspec run',
      'README.md: npm ci && npm test',
      "README.md: npx ctcpspec run --exec './myclient {host} {port} {nick}'",
      "README.md: npx ctcpspec run --exec './myclient {host} {port} {nick}' --expect ctcp.yaml --update-expect",
      "README.md: npx ctcpspec run --exec './myclient {host} {port} {nick}' --expect ctcp.yaml --format junit,github",
      "docs/compare.md: npx ctcpspec run --exec 'python3 client.py {host} {port} {nick}' --watch --watch-path src",
      'docs/fixtures.md: npx ctcpspec record --listen 7000 --to 127.0.0.1:6667 --out session.yaml',
      'docs/fixtures.md: npm run captures -- NAME',
      'docs/fixtures.md: npm run docs',
      'docs/performance.md: npm run bench',
      'docs/performance.md: npm run bench -- --part start --rounds 5',
      'docs/serve.md: npx ctcpspec serve --host 0.0.0.0',
      "docs/test-your-client.md: npx ctcpspec run --exec './myclient --server {host} --port {port} --nick {nick}'",
      "docs/test-your-client.md: npx ctcpspec run --exec 'python3 bot.py {host}:{port} {nick}' --name mybot",
      "docs/test-your-client.md: npx ctcpspec run --exec 'env DEBUG=1 ./myclient -c {home}/config {host} {port} {nick}'",
      "docs/test-your-client.md: npx ctcpspec run --exec './myclient {host} {port} {nick}' --filter framing/empty-query --hold",
      "docs/write-a-scenario.md: npx ctcpspec run --suite regressions --filter 'mine/**' --exec './myclient {host} {port} {nick}'",
    ]);
  });
});

test("the README's two commands are what the project provides", () => {
  const { scripts, bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
    bin: Record<string, string>;
  };
  expect(scripts['test']).toBe('vitest run');
  expect(existsSync(join(root, bin['ctcpspec'] ?? ''))).toBe(true);
  const ci = readFileSync(join(root, '.ci/run'), 'utf8').split('\n');
  expect(ci).toContain('npm ci');
  expect(ci.at(-2)).toMatch(/\bnpm test$/);
});

describe('links and paths lead somewhere', () => {
  test.each([...pages])('%s', (path, page) => {
    const dead = page.links.filter((link) => {
      if (/^https?:/.test(link)) return false;
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? path : normalize(join(dirname(path), file));
      if (!existsSync(join(root, target))) return true;
      if (anchor === undefined) return false;
      return !readPage(readFileSync(join(root, target), 'utf8')).anchors.has(anchor);
    });
    expect(dead).toEqual([]);
    const gone = page.code.filter(
      (span) =>
        /^(harness|reports|suites|fixtures|tests|docs)\/[\w./-]+$/.test(span) &&
        !span.includes('NAME') &&
        !existsSync(join(root, span)),
    );
    expect(gone).toEqual([]);
  });
});

describe('options', () => {
  let offered: Map<string, Set<string>>;

  beforeAll(async () => {
    const workshop = await Workshop.open(readPage(''));
    offered = new Map();
    const { output: help } = await workshop.run('npx ctcpspec --help');
    const commands = [...(help.split('Commands:')[1] ?? '').matchAll(/^ {2}([a-z]+)/gm)].map(
      (match) => match[1] ?? '',
    );
    for (const command of [
      '',
      'new scenario',
      'new profile',
      ...commands.filter((name) => name !== 'help'),
    ]) {
      const { output } = await workshop.run(`npx ctcpspec ${command} --help`);
      const options = output
        .split('\n')
        .flatMap((line) => /^ {2}(?:-\w, )?(--[a-z-]+)/.exec(line)?.[1] ?? []);
      offered.set(command, new Set(options));
    }
    await workshop.close();
  });

  const all = (): Set<string> => new Set([...offered.values()].flatMap((options) => [...options]));

  test.each([...pages])('%s names only what there is', (_, page) => {
    expect(optionsNamedIn(page).filter((option) => !all().has(option))).toEqual([]);
  });

  test('each one is documented', () => {
    const named = new Set([...pages.values()].flatMap(optionsNamedIn));
    expect(all().size).toBeGreaterThan(15);
    expect([...all()].filter((option) => !named.has(option))).toEqual([]);
  });
});

describe('examples in YAML', () => {
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'docs-yaml-'));
  });
  afterAll(() => rm(directory, { recursive: true }));

  const examples = (path: string): { line: number; text: string; comment: string | null }[] =>
    pageOf(path)
      .fences.filter(({ language }) => language === 'yaml')
      .map(({ line, lines, comment }) => ({ line, text: `${lines.join('\n')}\n`, comment }));

  const isRight = ({ comment }: { comment: string | null }): boolean =>
    comment?.includes('wrong on purpose') !== true;

  test.each(examples('docs/write-a-scenario.md').filter(isRight))(
    'write-a-scenario.md, line $line, is a file of scenarios',
    async ({ line, text }) => {
      const suite = join(directory, `suite-${line}`);
      await mkdir(suite);
      await writeFile(join(suite, 'example.yaml'), text);
      const { scenarios } = await loadSuite([
        { name: 'built-in', directory: join(root, 'suites') },
        { name: 'example', directory: suite },
      ]);
      expect(scenarios.filter(({ origin }) => origin.suite === 'example')).not.toEqual([]);
    },
  );

  /** Each key of the top with its text as it stands, so that its quotation marks are tested too. */
  const keysIn = (text: string): [key: string, text: string][] =>
    text.split(/^(?=\w)/m).map((part) => [part.slice(0, part.indexOf(':')), part]);
  const profiles = examples('docs/profiles.md');
  const [whole] = profiles;

  test.each(profiles.filter(isRight))(
    'profiles.md, line $line, is a profile or keys of one',
    async ({ text }) => {
      const example = new Map([...keysIn(whole?.text ?? ''), ...keysIn(text)]);
      await writeFile(join(directory, 'profile.yaml'), [...example.values()].join(''));
      await writeFile(join(directory, 'myclient.conf'), '');
      await expect(loadProfile(join(directory, 'profile.yaml'), null, null)).resolves.toBeDefined();
    },
  );

  test.each(examples('docs/expectations.md'))('expectations.md, line $line, is such a file', ({ text }) => {
    expect(parseExpectations('expect.yaml', text).entries).not.toEqual([]);
  });

  test('ci.md shows a job that builds the client, runs the action and keeps the report', () => {
    const [example] = examples('docs/ci.md');
    const { jobs } = parse(example?.text ?? '') as {
      jobs: Record<string, { steps: { uses?: string; with?: Record<string, string> }[] }>;
    };
    const step = Object.values(jobs)
      .flatMap(({ steps }) => steps)
      .find(({ uses }) => uses?.startsWith('OWNER/ctcpspec@'));
    const { inputs } = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as { inputs: object };
    expect(step?.with).toMatchObject({ exec: './client {host} {port} {nick}', artifact: 'ctcp-report' });
    expect(Object.keys(step?.with ?? {}).filter((name) => !(name in inputs))).toEqual([]);
  });
});

describe('every word of the closed lists is explained', () => {
  const lists = { ...model } as Record<string, unknown>;
  const wordsOf = (name: string): string[] => (lists[name] as { enum: string[] }).enum;
  const keysOf = (schema: unknown): string[] => Object.keys((schema as { properties: object }).properties);
  const unexplained = (path: string, words: readonly string[]): string[] => {
    const known = new Set(pageOf(path).code);
    return words.filter((word) => !known.has(word));
  };

  test.each(['Verdict', 'OutcomeClass', 'Level', 'Basis', 'InconclusiveCause', 'NotApplicableReason'])(
    '%s in report.md',
    (name) => {
      expect(wordsOf(name).length).toBeGreaterThan(3);
      expect(unexplained('docs/report.md', wordsOf(name))).toEqual([]);
    },
  );

  test('the fields of a report and of a result in report.md', () => {
    const fields = [...keysOf(model.Report), ...keysOf(model.ClientReport), ...keysOf(model.Result)];
    expect(unexplained('docs/report.md', fields)).toEqual([]);
  });

  test('the complaints of a gate in expectations.md', () => {
    expect(unexplained('docs/expectations.md', wordsOf('ComplaintCode'))).toEqual([]);
  });

  test('the keys of an expectation in expectations.md', () => {
    expect(unexplained('docs/expectations.md', keysOf(KnownEntry))).toEqual([]);
  });

  test('the keys of a profile in profiles.md', () => {
    expect(unexplained('docs/profiles.md', keysOf(ProfileFile))).toEqual([]);
  });

  test('the verdicts in the README', () => {
    expect(unexplained('README.md', wordsOf('Verdict'))).toEqual([]);
  });

  test.each(['README.md', 'docs/ci.md'])('the exit codes in %s', (path) => {
    const text = readFileSync(join(root, path), 'utf8');
    const explained = [...text.matchAll(/^\| (\d+) +\|/gm)].map((match) => Number(match[1]));
    expect(explained).toEqual(Object.values(EXIT));
  });
});
