import { expect, test } from 'vitest';
import type { Report } from '../model/report.ts';
import { hostileReport } from '../testing/hostile-report.ts';
import { incompleteReport, sampleClient, sampleReport } from '../testing/sample-report.ts';
import { jsonlReport } from './lines.ts';

type Line = Record<string, unknown> & { type: string; client?: number };

const read = (report: Report): Line[] =>
  jsonlReport(report)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

test('a start, each client with its results and findings, an end', () => {
  const lines = read(sampleReport({ clients: [sampleClient({ discovery: null }), sampleClient()] }));
  const types = lines.map(({ type, client }) => `${type} ${client ?? ''}`.trim());
  expect([...new Set(types)]).toEqual([
    'start',
    'client 0',
    'result 0',
    'finding 0',
    'client 1',
    'discovery 1',
    'result 1',
    'finding 1',
    'end',
  ]);
  expect(types.filter((type) => type === 'result 1')).toHaveLength(sampleClient().results.length);
});

test('nothing of a client is lost: lines and end together are the report again', () => {
  const report = incompleteReport();
  const lines = read(report);
  const of = (type: string): Line[] => lines.filter((line) => line.type === type);
  const [start] = of('start');
  const [end] = of('end');
  expect({ ...(start?.['run'] as object), ...(end?.['run'] as object) }).toEqual(report.run);
  const [client] = report.clients;
  // What the gate decides is left out of the lines, and undefined is what is not there.
  const ungated = { expected: undefined, entry: undefined };
  expect(of('result')).toEqual(
    client?.results.map((result) => ({
      type: 'result',
      client: 0,
      ...result,
      ...ungated,
      cases: result.cases.map((one) => ({ ...one, ...ungated })),
    })),
  );
  expect(end?.['clients']).toMatchObject([{ totals: client?.totals, gate: client?.gate }]);
});

test('what is unexpected, and what an entry speaks for, stands in the end', () => {
  const entry = { kind: 'known', reason: 'r', link: null, file: 'e.yaml', line: 2 } as const;
  const report = sampleReport();
  const [first] = report.clients[0]?.results ?? [];
  if (first !== undefined) first.entry = entry;
  const end = read(structuredClone(report)).at(-1) as unknown as {
    clients: { unexpected: string[]; entries: unknown[] }[];
  };
  if (first !== undefined) first.entry = null;
  expect(end.clients[0]?.unexpected).toContain('ping/echo-is-exact#two-spaces');
  expect(end.clients[0]?.entries).toEqual([{ id: first?.id, entry }]);
});

test('a hostile report is one object a line, without a character that acts on a terminal', () => {
  const text = jsonlReport(hostileReport(sampleReport()));
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
  expect(read(hostileReport(sampleReport()))).toHaveLength(text.split('\n').length - 1);
});
