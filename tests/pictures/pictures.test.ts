import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sampleClient, sampleReport } from '../../reports/testing/sample-report.ts';
import { result } from '../../reports/testing/sample-result.ts';
import { root } from '../fixture-run.ts';
import { picturesOf, publicPart } from './pictures.ts';

const irssi = sampleClient({
  profile: 'irssi',
  results: [result({ id: 'injection/delimiter-in-ping' }), result({ id: 'ping/answers' })],
});
const report = sampleReport({ clients: [sampleClient(), irssi] });

test('each picture is there, and is shown in the documentation', () => {
  const pages = ['README.md', 'docs/report.md']
    .map((path) => readFileSync(join(root, path), 'utf8'))
    .join('');
  for (const { name } of picturesOf(report)) {
    expect(existsSync(join(root, `docs/images/${name}.png`)), name).toBe(true);
    expect(pages).toContain(`images/${name}.png`);
  }
});

test('the result that is shown is that of its client, wherever that stands', () => {
  const addresses = picturesOf(report).map(({ address }) => address);
  expect(addresses).toContain('r=2:injection/delimiter-in-ping');
  expect(() => picturesOf(sampleReport({ clients: [irssi] }))).toThrow('need a report of several clients');
  expect(() => picturesOf(sampleReport())).toThrow('need a report of several clients');
});

test('what speaks against a client and is not known yet stands in no picture', () => {
  const known = { kind: 'known', reason: 'x', link: null, file: 'x', line: 1 } as const;
  const results = [
    result({ id: 'a/a', verdict: 'fail' }),
    result({ id: 'a/b', verdict: 'warn' }),
    result({ id: 'a/c', verdict: 'fail', expected: true, entry: known }),
    result({ id: 'a/d' }),
  ];
  const [client] = publicPart(sampleReport({ clients: [sampleClient({ results })] })).clients;
  expect(client?.results.map(({ id }) => id)).toEqual(['a/c', 'a/d']);
  expect(client?.findings).toEqual([]);
  expect(client?.totals).toMatchObject({ fail: 1, warn: 0, pass: 1 });
  expect(client?.gate.met).toBe(true);
});
