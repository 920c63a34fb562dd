import { describe, expect, test } from 'vitest';
import { runCli } from './cli-run.ts';

describe('ctcpspec list', () => {
  test('names the scenarios by area, with level, title and needs', async () => {
    const end = await runCli(['list', '--area', 'framing', '--area', 'ping']);
    expect(end.code, end.stderr).toBe(0);
    expect(end.stdout).toMatch(/^framing, \d+ scenarios$/m);
    expect(end.stdout).toMatch(
      /^ {2}framing\/missing-closing-delimiter +SHOULD +A query without .* \(2 cases\)$/m,
    );
    expect(end.stdout).toMatch(/^ {2}ping\/\S+ +MUST .*answers PING\)$/m);
    expect(end.stdout).not.toMatch(/^ {2}errors\//m);
  });

  test('grades by the standard that is asked for', async () => {
    const end = await runCli([
      'list',
      '--filter',
      'framing/missing-closing-delimiter',
      '--standard',
      'classic',
    ]);
    expect(end.stdout).toMatch(/framing\/missing-closing-delimiter +NONE /);
  });

  test('is JSON for a program', async () => {
    const end = await runCli(['list', '--json', '--level', 'MUST']);
    const entries = JSON.parse(end.stdout) as { id: string; area: string; requirements: string[] }[];
    expect(entries.length).toBeGreaterThan(20);
    expect(entries.every(({ id, area }) => id.startsWith(`${area}/`))).toBe(true);
  });

  test('a filter that matches nothing is wrong usage', async () => {
    const end = await runCli(['list', '--area', 'framin']);
    expect(end.code).toBe(2);
    expect(end.stderr).toMatch(/'framin' matches nothing.*framing/);
  });
});

describe('ctcpspec explain', () => {
  test('tells all about a scenario: sources, bytes, outcomes with verdicts, mutants', async () => {
    const end = await runCli(['explain', 'framing/missing-closing-delimiter']);
    expect(end.code, end.stderr).toBe(0);
    expect(end.stdout).toContain('FRM-02, SHOULD (specification), in classic no rule');
    expect(end.stdout).toContain('https://modern.ircdocs.horse/ctcp.html#message-syntax');
    expect(end.stdout).toMatch(/server +:\S+!\S+ PRIVMSG alice :\\x01PING \w+$/m);
    expect(end.stdout).toMatch(/ignores +warn \(violates\); in classic pass \(conforms\)/);
    expect(end.stdout).toMatch(/when nothing is sent/);
    expect(end.stdout).toMatch(/To do: .*frame end/);
    expect(end.stdout).toMatch(/catches +needs-closing-delimiter \(ignores\)/);
    expect(end.stdout).toMatch(/play it +npx ctcpspec run --filter framing\/missing-closing-delimiter$/m);
  });

  test('tells of one case with its own bytes', async () => {
    const end = await runCli(['explain', 'framing/missing-closing-delimiter#version']);
    expect(end.stdout).toContain(':\\x01VERSION');
    expect(end.stdout).not.toContain(':\\x01PING');
  });

  test('tells of a rule, tested or not, in any case', async () => {
    const end = await runCli(['explain', 'frm-02', 'DCN-73']);
    expect(end.code, end.stderr).toBe(0);
    expect(end.stdout).toMatch(/tested by framing\/missing-closing-delimiter\n/);
    expect(end.stdout).toMatch(/catches .*needs-closing-delimiter/);
    expect(end.stdout).toMatch(/^DCN-73$[\s\S]*untested +[a-z-]+: /m);
  });

  test.each([
    ['framing/mising-closing-delimiter', 'framing/missing-closing-delimiter'],
    ['framing/missing-closing-delimiter#verson', '#version'],
    ['FRM-99', 'FRM-0'],
    ['framing/', 'framing/'],
  ])('%s is wrong usage, and the nearest names are given', async (id, near) => {
    const end = await runCli(['explain', id]);
    expect(end.code).toBe(2);
    expect(end.stderr).toContain(`no rule '${id}'. The nearest names: `);
    expect(end.stderr).toContain(near);
  });

  test('speaks of every scenario, case and rule', async () => {
    const listed = await runCli(['list', '--json']);
    const entries = JSON.parse(listed.stdout) as {
      id: string;
      requirements: string[];
      cases: { name: string }[];
    }[];
    const ids = entries.flatMap(({ id, cases }) =>
      cases.map(({ name }) => (name === '' ? id : `${id}#${name}`)),
    );
    const rules = entries.flatMap(({ requirements }) => requirements);
    const end = await runCli(['explain', ...ids, ...new Set(rules)]);
    expect(end.code, end.stderr).toBe(0);
    expect(end.stdout).not.toMatch(/\[object|\bNaN\b/);
  });
});
