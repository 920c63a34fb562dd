import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { hostileReport } from '../testing/hostile-report.ts';
import { incompleteReport, sampleClient, sampleReport, silentReport } from '../testing/sample-report.ts';
import { summaryText } from './summary.ts';

const plain = { width: 80, colours: false };

test('totals, areas, findings and the files', () => {
  const page = pathToFileURL(resolve('ctcp-report/report.html')).href;
  expect(summaryText(sampleReport(), ['ctcp-report/report.json', 'ctcp-report/report.html'], plain)).toBe(`\
quillchat 0.9.2  unthrottled, modern, 12 scenarios in 3.2 s, seed 4711

  3 fail, 2 warn, 2 pass, 2 info, 1 not applicable, 1 inconclusive, 1 harness error

  area       fail  warn  pass  info  not applicable  inconclusive  harness error
  context       1     ·     ·     1               ·             ·              ·
  injection     1     ·     ·     ·               ·             ·              ·
  ping          1     ·     2     ·               ·             ·              ·
  framing       ·     1     ·     ·               ·             ·              ·
  version       ·     1     ·     ·               ·             ·              ·
  replies       ·     ·     ·     ·               ·             1              ·
  quoting       ·     ·     ·     1               ·             ·              ·
  action        ·     ·     ·     ·               1             ·              1

  finding   The client holds its replies back until more input comes.
            (nudge-needed)

  gate not met: 4 reasons
    context/notice-is-never-answered is fail: 'replies', and no entry expects
      that.
    ping/echo-is-exact is fail: 'squeezes', and no entry expects that.
    replies/one-reply-each is inconclusive: 'attempts-differ', and no entry
      expects that.
    expect.yaml:7: ping/answers passes now, and is expected to be bad. Take the
      entry out, so that it stays mended.

  written   ctcp-report/report.json
            ctcp-report/report.html
  open      ${page}
`);
});

test('a run that was stopped says so, and a fatal finding stands out', () => {
  const text = summaryText(incompleteReport(), [], plain);
  expect(text).toContain('  fatal     The client ended with SIGSEGV');
  expect(text).toContain(
    '  This run is incomplete: interrupted by the user. What is missing was not\n  judged.',
  );
});

test('a client that answers nothing', () => {
  expect(summaryText(silentReport(), [], plain)).toContain(
    '  Nothing could be judged: this client answered no CTCP query, so its silences\n  mean nothing.',
  );
});

test('a client without results', () => {
  const text = summaryText(
    sampleReport({ clients: [sampleClient({ results: [], findings: [] })] }),
    [],
    plain,
  );
  expect(text).toContain('0 scenarios');
  expect(text).toContain('  no results\n');
});

test('no control character of a client reaches the terminal', () => {
  const hostile = hostileReport(incompleteReport());
  const bare = summaryText(hostile, ['a\x1b[2J/report.html'], plain);
  expect(bare).not.toMatch(/[^\P{Cc}\n]|\p{Cf}|\p{Zl}/u);
  const coloured = summaryText(hostile, ['a\x1b[2J/report.html'], { ...plain, colours: true });
  expect(coloured.replace(/\x1b\[[0-9;]*m/g, '')).toBe(bare);
});

test('what carried the lines is said where it was not plain TCP', () => {
  const over = (transport: 'tcp' | 'wss') =>
    summaryText(sampleReport({ clients: [sampleClient({ transport })] }), [], plain);
  expect(over('wss')).toContain('over WebSocket over TLS, modern');
  expect(over('tcp')).not.toContain(' over ');
});
