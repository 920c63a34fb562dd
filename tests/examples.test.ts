import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageOf } from './docs/pages.ts';
import { ExampleProjects, type ExampleEnd } from './examples/example-project.ts';
import { root } from './fixture-run.ts';

let projects: ExampleProjects;
beforeAll(async () => {
  projects = await ExampleProjects.open();
}, 300_000);
afterAll(() => projects.close());

describe('irc-framework in Vitest', { timeout: 300_000 }, () => {
  interface VitestReport {
    readonly success: boolean;
    readonly numPassedTests: number;
    readonly numFailedTests: number;
    readonly numPendingTests: number;
    readonly testResults: readonly {
      readonly message: string;
      readonly assertionResults: readonly {
        readonly title: string;
        readonly ancestorTitles: readonly string[];
        readonly status: string;
        readonly failureMessages: readonly string[];
      }[];
    }[];
  }
  const play = async (
    folder: string,
    ...args: string[]
  ): Promise<ExampleEnd & { readonly report: VitestReport }> => {
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const options = ['--reporter=default', '--reporter=json', '--outputFile=out.json'];
    const end = await projects.run(folder, [process.execPath, vitest, 'run', ...options, ...args]);
    return { ...end, report: JSON.parse(await readFile(join(folder, 'out.json'), 'utf8')) as VitestReport };
  };
  const failedOf = ({ testResults }: VitestReport): string[] =>
    testResults.flatMap(({ assertionResults }) =>
      assertionResults
        .filter(({ status }) => status === 'failed')
        .map(({ title }) => title.split(': ')[0] ?? ''),
    );

  test('green as it is: its crash is expected, and nothing of it reaches the runner', async () => {
    const { code, output, report } = await play(await projects.copy('irc-framework-vitest'));
    expect(code, output).toBe(0);
    expect(report).toMatchObject({ success: true, numFailedTests: 0 });
    expect(report.numPassedTests).toBeGreaterThan(100);
    expect(report.numPendingTests).toBeGreaterThan(10);
    expect(output).not.toMatch(/Unhandled/);
    const { assertionResults = [] } = report.testResults[0] ?? {};
    expect(assertionResults).toContainEqual(
      expect.objectContaining({
        title: expect.stringMatching(/^context\/server-as-source: /) as string,
        ancestorTitles: ['CTCP conformance', 'context'],
        status: 'passed',
      }),
    );
  });

  test('red for a defect of the bot, with the text of the failure', async () => {
    const folder = await projects.copy('irc-framework-vitest', {
      'bot.js': [["client.ctcpResponse(from, 'PING',", "client.ctcpRequest(from, 'PING',"]],
      'ctcp.spec.js': [['  expect:', "  filter: ['ping/*', 'version/*'],\n  expect:"]],
    });
    const { code, output, report } = await play(folder);
    expect(code, output).toBe(1);
    expect(failedOf(report).length).toBeGreaterThan(0);
    expect(failedOf(report).filter((id) => !/^ping\//.test(id))).toEqual([]);
    expect(output).toMatch(/FAIL {2}ping\/[\s\S]*rule[\s\S]*again/);
  });

  test('red for what passes although it is expected to fail', async () => {
    const folder = await projects.copy('irc-framework-vitest', {
      'ctcp.spec.js': [['  expect:', "  filter: ['ping/*'],\n  expect:"]],
      'ctcp-expectations.yaml': [['context/server-as-source', 'ping/no-payload']],
    });
    const { code, report } = await play(folder);
    expect(code).toBe(1);
    expect(failedOf(report)).toEqual(['ping/no-payload']);
  });

  test('the filter of the runner chooses', async () => {
    const { code, output, report } = await play(
      await projects.copy('irc-framework-vitest'),
      '-t',
      'version/',
    );
    expect(code, output).toBe(0);
    expect(report.numPassedTests).toBeGreaterThan(0);
    expect(report.numPassedTests).toBeLessThan(10);
  });

  test.each<[string, Parameters<ExampleProjects['copy']>[1], RegExp]>([
    [
      'a client that never connects',
      {
        'bot.js': [['client.connect({', 'void ({']],
        'ctcp.spec.js': [['  expect:', '  timeoutMs: 500,\n  expect:']],
      },
      /never-connects/,
    ],
    [
      'a filter that matches nothing',
      { 'ctcp.spec.js': [['  expect:', "  filter: ['pong/*'],\n  expect:"]] },
      /'pong\/\*' matches nothing/,
    ],
    [
      'expectations that are not there',
      { 'ctcp.spec.js': [['ctcp-expectations.yaml', 'lost.yaml']] },
      /lost\.yaml/,
    ],
  ])('red, and nothing passes: %s', async (_, changes, words) => {
    const { code, output, report } = await play(await projects.copy('irc-framework-vitest', changes));
    expect(code, output).toBe(1);
    expect(report.numPassedTests).toBe(0);
    expect(output).toMatch(words);
  });
});

describe('forty lines on a stream in node:test', { timeout: 300_000 }, () => {
  const play = (folder: string, ...args: string[]): Promise<ExampleEnd> =>
    projects.run(folder, [process.execPath, '--test', '--test-reporter=tap', ...args]);
  const countOf = (what: 'pass' | 'fail' | 'skipped', { output }: ExampleEnd): number =>
    Number(new RegExp(`^# ${what} (\\d+)$`, 'm').exec(output)?.[1]);

  test('green as it is', async () => {
    const end = await play(await projects.copy('node-test-stream'));
    expect(end.code, end.output).toBe(0);
    expect(countOf('fail', end)).toBe(0);
    expect(countOf('pass', end)).toBeGreaterThan(100);
    expect(end.output).toMatch(/ok \d+ - action\/is-shown-as-action: .* # SKIP .*has no function shown\(\)/);
  });

  test.each<[string, [string, string], RegExp]>([
    [
      'it answers a NOTICE',
      ["command !== 'PRIVMSG'", "command === 'PING'"],
      /not ok .* context\/query-in-a-notice: /,
    ],
    [
      'it throws where nobody catches it',
      [
        "if (command === 'PING')",
        "if (text === '\\x01PING\\x01') throw new Error('defect');\n    if (command === 'PING')",
      ],
      /not ok .* ping\/no-payload: [\s\S]*Error: defect/,
    ],
  ])('red for a defect of the client: %s', async (_, change, words) => {
    const folder = await projects.copy('node-test-stream', {
      'client.js': [change],
      'ctcp-test.js': [
        ["name: 'forty-lines',", "name: 'defective',"],
        ['conformance({', "conformance({\n  filter: ['context/*', 'ping/*'],"],
      ],
    });
    const end = await play(folder);
    expect(end.code, end.output).toBe(1);
    expect(end.output).toMatch(words);
    expect(countOf('pass', end)).toBeGreaterThan(10);
  });

  test('the filter of the runner chooses', async () => {
    const end = await play(await projects.copy('node-test-stream'), '--test-name-pattern', 'version/');
    expect(end.code, end.output).toBe(0);
    expect(end.output).toMatch(/ok \d+ - version\/[^#]*$/m);
  });

  test.each<[string, Parameters<ExampleProjects['copy']>[1], RegExp]>([
    [
      'a client that never registers',
      {
        'client.js': [['this.#send(`NICK ${nick}`);', '']],
        'ctcp-test.js': [['conformance({', 'conformance({\n  timeoutMs: 500,']],
      },
      /never-registers/,
    ],
    [
      'a filter that matches nothing',
      { 'ctcp-test.js': [['conformance({', "conformance({\n  filter: ['pong/*'],"]] },
      /pong\/\*.*matches nothing/,
    ],
  ])('red, and nothing passes: %s', async (_, changes, words) => {
    const end = await play(await projects.copy('node-test-stream', changes));
    expect(end.code, end.output).toBe(1);
    expect(end.output).not.toMatch(/^ +ok \d+ - [a-z]+\/(?!.*# SKIP)/m);
    expect(end.output).toMatch(words);
  });
});

describe('a Python client in a shell script', { timeout: 300_000 }, () => {
  test('green with a checkout', async () => {
    const folder = await projects.copy('python-shell-ci');
    const end = await projects.run(folder, ['sh', 'ci.sh'], { CTCPSPEC_CHECKOUT: root });
    expect(end.code, end.output).toBe(0);
    expect(end.output).toMatch(/forty-lines.* \d\d\d scenarios/);
  });

  test('red for a defect of the client, with npx', async () => {
    const folder = await projects.copy('python-shell-ci', {
      'client.py': [['command != b"PRIVMSG"', 'command == b"PING"']],
    });
    const end = await projects.run(folder, ['sh', 'ci.sh']);
    expect(end.code, end.output).toBe(1);
    expect(end.output).toContain('FAIL  context/query-in-a-notice');
  });
});

describe('the pages show what is run', () => {
  const shown = pageOf('docs/in-your-test-runner.md').fences.flatMap(({ comment, lines }) => {
    const [, path] = /^example: (\S+)$/.exec(comment ?? '') ?? [];
    return path === undefined ? [] : [[path, `${lines.join('\n')}\n`] as const];
  });

  test('both examples', () => {
    expect(shown.map(([path]) => path)).toHaveLength(2);
  });

  test.each(shown)('%s', (path, text) => {
    expect(text).toBe(readFileSync(join(root, path), 'utf8'));
  });

  test('the program of docs/api.md', async () => {
    const [program] = pageOf('docs/api.md').fences.filter(({ comment }) => comment === 'program');
    const folder = await projects.copy('node-test-stream', {
      'client.js': [
        [
          readFileSync(join(root, 'fixtures/examples/node-test-stream/client.js'), 'utf8'),
          (program?.lines ?? []).join('\n'),
        ],
      ],
    });
    const end = await projects.run(folder, [process.execPath, 'client.js']);
    expect(end.code, end.output).toBe(0);
    expect(end.output).toContain('ping/no-payload: ');
    expect(JSON.parse(await readFile(join(folder, 'ctcp-report/report.json'), 'utf8'))).toMatchObject({
      clients: [{ name: 'reference' }],
    });
  }, 120_000);
});
