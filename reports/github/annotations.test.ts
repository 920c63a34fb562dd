import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Report } from '../model/report.ts';
import { hostileReport } from '../testing/hostile-report.ts';
import { incompleteReport, sampleClient, sampleReport } from '../testing/sample-report.ts';
import { result } from '../testing/sample-result.ts';
import { inertLines } from '../inert-lines.ts';
import { visible } from '../visible.ts';
import { githubAnnotations } from './annotations.ts';
import { workflowCommand } from './workflow-command.ts';

interface Read {
  readonly kind: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** Reads a line as the runner of GitHub Actions does: blanks off, name, properties, data, escapes undone. */
function read(line: string): Read {
  const [, kind = '', list = '', data = ''] = /^::(\w+) (.*?)::(.*)$/.exec(line.trimStart()) ?? [];
  const undo = (text: string): string =>
    text
      .replaceAll('%0D', '\r')
      .replaceAll('%0A', '\n')
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
      .replaceAll('%25', '%');
  const properties = list.split(',').map((pair) => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at), undo(pair.slice(at + 1))];
  });
  return { kind, properties: Object.fromEntries(properties) as Record<string, string>, message: undo(data) };
}

const readAll = (report: Report): Read[] => githubAnnotations(report).trimEnd().split('\n').map(read);

test('an error for each complaint, a warning for what is let pass, a notice with the totals', () => {
  const all = readAll(sampleReport());
  expect(all.map(({ kind, properties }) => `${kind} ${properties['title'] ?? ''}`)).toEqual([
    'error quillchat 0.9.2: context/notice-is-never-answered is fail',
    'error quillchat 0.9.2: ping/echo-is-exact#two-spaces is fail',
    'error quillchat 0.9.2: replies/one-reply-each is inconclusive',
    'error quillchat 0.9.2: ping/answers is pass',
    'error quillchat 0.9.2: action/long-line is harness error',
    'warning quillchat 0.9.2: ping/echo-is-exact#no-payload is warn',
    'warning quillchat 0.9.2: framing/closing-delimiter-missing is warn',
    'warning quillchat 0.9.2: version/reply-is-plain is warn',
    'notice CTCP conformance of quillchat 0.9.2',
  ]);
  expect(all[0]?.message).toContain('came      NOTICE p7 :\\x01VERSION quillchat 0.9.2 / Linux\\x01\\r\\n');
});

test('a complaint stands at its line of the expectations, a scenario of one’s own at its own', () => {
  const complaints = [
    { code: 'expired', id: 'ping/a', message: 'It has expired.', file: 'ctcp/expect.yaml', line: 7 },
  ] as const;
  const results = [
    result({ id: 'ping/a' }),
    result({ id: 'own/b', suite: 'mine', file: 'mine/b.yaml', line: 4, verdict: 'fail' }),
  ];
  const gate = { met: false, expectations: null, complaints: [...complaints] };
  const [first, second] = readAll(sampleReport({ clients: [sampleClient({ results, gate })] }));
  expect(first?.properties).toMatchObject({ file: 'ctcp/expect.yaml', line: '7' });
  expect(second?.properties).toMatchObject({ file: 'mine/b.yaml', line: '4' });
});

test('no more than ten of a kind, and the tenth counts the rest', () => {
  const results = Array.from({ length: 25 }, (_, n) => result({ id: `ping/n${n}`, verdict: 'fail' }));
  const errors = readAll(sampleReport({ clients: [sampleClient({ results })] })).filter(
    ({ kind }) => kind === 'error',
  );
  expect(errors).toHaveLength(10);
  expect(errors[9]?.properties['title']).toBe('and 16 more');
});

test('an incomplete run is an error', () => {
  expect(readAll(incompleteReport())[0]).toMatchObject({
    kind: 'error',
    properties: { title: 'The run is incomplete' },
  });
});

test('a hostile report makes no other command, and no other property', () => {
  for (const line of githubAnnotations(hostileReport(sampleReport())).trimEnd().split('\n')) {
    expect(line).toMatch(/^::(error|warning|notice) (file=[^,:]*,line=\d+,)?title=[^,:]*::[^\r\n]*$/);
    expect(line).not.toMatch(/[\p{Cc}\p{Cf}]|##\w*\[/u);
  }
});

test('any text comes out as it was, on one line', () => {
  const text = fc
    .array(
      fc.oneof(
        fc.constantFrom('%', '%0A', ':', '::', ',', '=', '\r', '\n', '##[', ' '),
        fc.string({ unit: 'binary' }),
      ),
    )
    .map((parts) => parts.join(''));
  const shown = (words: string): string => inertLines(visible(words));
  fc.assert(
    fc.property(text, text, text, (title, line, file) => {
      const command = workflowCommand({ kind: 'error', title, lines: [line, line], at: { file, line: 3 } });
      expect(command).not.toMatch(/[\r\n]/);
      const { kind, properties, message } = read(command);
      expect(kind).toBe('error');
      expect(properties).toEqual({ file: shown(file), line: '3', title: shown(title) });
      expect(message).toBe(`${shown(line)}\n${shown(line)}`);
    }),
  );
});
