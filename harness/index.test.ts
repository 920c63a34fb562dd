import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Client } from '../fixtures/examples/node-test-stream/client.js';
import { readPage } from '../tests/docs/markdown.ts';
import * as api from './index.ts';

const streaming: api.StreamingClient = {
  name: 'forty-lines',
  stream(stream, { nick }) {
    const client = new Client(stream, nick);
    return { close: () => client.close() };
  },
};

/** The names that a module exports, types included. */
function exportsOf(path: string): string[] {
  const text = readFileSync(new URL(path, import.meta.url), 'utf8');
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  return source.statements
    .flatMap((statement) => {
      if (ts.isExportDeclaration(statement)) {
        const clause = statement.exportClause;
        if (clause === undefined || !ts.isNamedExports(clause)) throw new Error('export each name by itself');
        return clause.elements.map(({ name }) => name.text);
      }
      const isExported =
        ts.canHaveModifiers(statement) &&
        ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
      return isExported && ts.isFunctionDeclaration(statement) ? [statement.name?.text ?? '?'] : [];
    })
    .sort();
}

describe('the exported names are what others build on: a change here is a change for them', () => {
  const modules = {
    'index.ts': [
      ...['Attempt', 'CaseResult', 'ClientHandle', 'ClientOption', 'ClientReport', 'CommandClient'],
      ...['Complaint', 'ComplaintCode', 'ConnectTarget', 'ConnectingClient', 'Discovery', 'ExitCode'],
      ...['Finding', 'Gate', 'InProcessTraits', 'InputError', 'Level', 'Problem', 'ProfiledClient'],
      ...['Report', 'ReportError', 'ReportFormatName', 'Requirement', 'Result', 'RunClientOptions'],
      ...['ScenarioInfo', 'SelectionOptions', 'Standard', 'StreamTarget', 'StreamingClient', 'Totals'],
      ...['TranscriptEntry', 'UsageError', 'Verdict', 'exitCodeOf', 'listScenarios', 'reportFormats'],
      ...['resultText', 'run', 'writeReports'],
    ],
    'vitest.ts': ['ConformanceError', 'ConformanceOptions', 'conformance'],
    'node-test.ts': ['ConformanceError', 'ConformanceOptions', 'conformance'],
  };

  test.each(Object.entries(modules))('%s', (path, names) => {
    expect(exportsOf(path)).toEqual([...names].sort());
  });

  test('and each is named in docs/api.md', () => {
    const { code } = readPage(readFileSync(new URL('../docs/api.md', import.meta.url), 'utf8'));
    const named = new Set(code.flatMap((text) => text.match(/\w+/g) ?? []));
    expect([...new Set(Object.values(modules).flat())].filter((name) => !named.has(name))).toEqual([]);
  });
});

describe('scenarios', () => {
  test('all of them, and a choice', async () => {
    const all = await api.listScenarios();
    expect(all.length).toBeGreaterThan(150);
    const chosen = await api.listScenarios({ filter: ['ping/*'], level: ['MUST'] });
    expect(chosen).toEqual(
      all.filter(
        ({ id, requirements }) =>
          id.startsWith('ping/') && requirements.some(({ level }) => level === 'MUST'),
      ),
    );
    expect(chosen.length).toBeGreaterThan(0);
  });

  test('a filter that matches nothing is no empty list', async () => {
    await expect(api.listScenarios({ filter: ['pong/*'] })).rejects.toThrow(api.UsageError);
  });

  test('a folder that is not there', async () => {
    await expect(api.listScenarios({ suites: ['/nowhere/at/all'] })).rejects.toThrow(api.InputError);
  });
});

describe('a run', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ctcpspec-api-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('of a client on a stream, written in all formats', async () => {
    const seen: string[] = [];
    const report = await api.run({
      client: streaming,
      filter: [
        'context/query-in-a-notice',
        'robustness/connection-reset',
        'action/is-shown-as-action',
        'sending/*',
      ],
      seed: 7,
      onProgress: (done, of, id) => seen.push(`${done}/${of} ${id}`),
    });
    const [client] = report.clients;
    expect(client).toMatchObject({ name: 'forty-lines', command: null, profile: null, gate: { met: true } });
    expect(report.run).toMatchObject({ seed: 7, complete: true, gate: 'must' });
    const of = (id: string): api.Result | undefined => client?.results.find((result) => result.id === id);
    expect(of('context/query-in-a-notice')?.verdict).toBe('pass');
    expect(of('robustness/connection-reset')).toMatchObject({
      verdict: 'not-applicable',
      notApplicable: 'no-process',
    });
    expect(of('action/is-shown-as-action')?.reason).toContain('has no function shown()');
    expect(seen).toHaveLength(client?.results.length ?? 0);
    expect(api.exitCodeOf(report)).toBe(0);
    // One of the formats is lines for a log, and no file.
    const files = await api.writeReports(report, folder, api.reportFormats);
    expect(files).toEqual(expect.arrayContaining([join(folder, 'report.json'), join(folder, 'report.html')]));
  });

  test.each<[string, api.ClientOption]>([
    ['a command', { exec: `node fixtures/reference/client.js {host} {port} {nick} --mutant answers-notice` }],
    [
      'a profile with a command',
      {
        profile: 'reference',
        exec: `node fixtures/reference/client.js {host} {port} {nick} --mutant answers-notice`,
      },
    ],
  ])('of a client by %s, which fails', async (_, client) => {
    const report = await api.run({ client, filter: ['context/query-in-a-notice'] });
    const [result] = report.clients[0]?.results ?? [];
    expect(result).toMatchObject({ verdict: 'fail', expected: false });
    expect(report.clients[0]?.gate).toMatchObject({ met: false });
    expect(api.exitCodeOf(report)).toBe(1);
    expect(result && api.resultText(report, result)).toMatch(
      /^FAIL {2}context\/query-in-a-notice[\s\S]*npx ctcpspec run/,
    );
  });

  test('of a client that cannot be tested', async () => {
    const report = await api.run({
      client: { stream: () => Promise.reject(new Error('no config')) },
      filter: ['ping/no-payload'],
    });
    expect(report.clients[0]).toMatchObject({
      results: [],
      gate: { met: false },
      findings: [{ code: 'client-cannot-start', fatal: true }],
    });
    expect(report.clients[0]?.findings[0]?.message).toContain('no config');
    expect(api.exitCodeOf(report)).toBe(3);
  });

  test('that is stopped', async () => {
    const report = await api.run({
      client: streaming,
      filter: ['ping/no-payload'],
      signal: AbortSignal.abort(),
    });
    expect(report.run.complete).toBe(false);
    expect(report.clients[0]?.results).toMatchObject([{ verdict: 'inconclusive', cause: 'interrupted' }]);
  });

  test.each<[string, Partial<api.RunClientOptions>, string]>([
    ['no client', { client: {} as api.ClientOption }, 'says no client'],
    ['two clients', { client: { ...streaming, exec: 'x' } }, 'has stream and exec'],
    ['an unknown profile', { client: { profile: 'irsi' } }, 'irssi'],
    ['half a seed', { seed: 1.5 }, 'The option seed is 1.5. Give a whole number from 0.'],
    ['no jobs', { jobs: 0 }, 'Give a whole number from 1.'],
    ['an unknown area', { area: ['pong'] }, 'ping'],
  ])('with %s is refused', async (_, options, words) => {
    const refused = api.run({ client: streaming, ...options });
    await expect(refused).rejects.toThrow(api.UsageError);
    await expect(refused).rejects.toThrow(words);
  });
});
