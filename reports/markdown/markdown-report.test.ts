import { expect, test } from 'vitest';
import { readMarkdown } from '../../tests/markdown-reader.ts';
import type { Report } from '../model/report.ts';
import { hostileReport } from '../testing/hostile-report.ts';
import { incompleteReport, sampleClient, sampleReport, silentReport } from '../testing/sample-report.ts';
import { result } from '../testing/sample-result.ts';
import { markdownReport, MOST_OCTETS } from './markdown-report.ts';

function failures(count: number): Report {
  const results = Array.from({ length: count }, (_, n) =>
    result({ id: `ping/n${n}`, verdict: 'fail', outcome: 'ignores', reason: `${n}ü`.repeat(5000) }),
  );
  return sampleReport({ clients: [sampleClient({ results })] });
}

test('what is unexpected is told with its rule, its bytes and what to do', () => {
  const page = markdownReport(sampleReport());
  for (const part of [
    'The gate is **not** met.',
    'CTX-03, MUST (specification)',
    'sent      :p7!pat@p7.test NOTICE quill :\\x01VERSION\\x01',
    'came      NOTICE p7 :\\x01VERSION quillchat 0.9.2 / Linux\\x01\\r\\n',
    'to do     Check the IRC command',
  ])
    expect(page).toContain(part);
  expect(page).not.toContain('#### fail `injection/');
});

test('nothing in a report is more than text', () => {
  for (const report of [sampleReport(), incompleteReport(), silentReport()]) {
    const { kinds, prose, code } = readMarkdown(markdownReport(hostileReport(report)));
    for (const kind of ['html', 'link', 'image', 'def', 'escape']) expect(kinds).not.toContain(kind);
    expect(prose).not.toMatch(/owned|javascript|@|https?:/);
    expect(code.some((text) => text.includes('window.owned=1'))).toBe(true);
  }
});

test('it is bounded, says what was left out, and stays whole', () => {
  const page = markdownReport(failures(2000));
  expect(Buffer.byteLength(page)).toBeLessThanOrEqual(MOST_OCTETS);
  const told = page.split('\n#### ').length - 1;
  expect(told).toBeGreaterThan(100);
  expect(page).toContain(`There was no room for ${2000 - told} more failures`);
  expect(readMarkdown(page).code.filter((text) => text.startsWith('rule'))).toHaveLength(told);
});

test('the least room is kept to', () => {
  for (const most of [0, 100, 500, 1000, 5000])
    expect(Buffer.byteLength(markdownReport(failures(50), most))).toBeLessThanOrEqual(most);
});

test('an incomplete run says so, and is not marked as good', () => {
  const page = markdownReport(incompleteReport());
  expect(page).toContain('**This run is incomplete** (`interrupted by the user`)');
  expect(page).toContain('## ❌');
});

test('a gate that is met has its mark, and its expectations are counted', () => {
  const gate = { met: true, expectations: { file: 'e.yaml', known: 2, flaky: 1 }, complaints: [] };
  const results = [result({ id: 'ping/a' })];
  const page = markdownReport(sampleReport({ clients: [sampleClient({ gate, results })] }));
  expect(page).toContain('## ✅ CTCP conformance of `quillchat 0.9.2`');
  expect(page).toContain('Expectations: `e.yaml`, 2 known results, 1 flaky one.');
  expect(page).not.toContain('What fails');
});
