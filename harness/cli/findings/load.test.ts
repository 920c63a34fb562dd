import { expect, test } from 'vitest';
import { InputError } from '../../scenario/input-error.ts';
import { loadSuites } from '../load-suites.ts';
import { cameLines, sentLines, type ClientFindings } from './finding.ts';
import { parseFindings } from './load.ts';

const suite = await loadSuites([]);

const GOOD = `name: A client
version: '1'
findings:
  - scenario: ping/colon
    outcome: changes-the-payload
    verdict: fail
    does: drops a colon
    sent: ':w!w@h PRIVMSG me :\\x01PING :a\\x01'
    came: 'NOTICE w :\\x01PING a\\x01\\n'
`;

const load = (text: string): ClientFindings => parseFindings('a', 'a/findings.yaml', text, suite);

test('a findings file', () => {
  const { control, findings } = load(GOOD);
  expect(control).toBe('PING');
  const finding = findings[0];
  if (finding === undefined) throw new Error('There is no finding.');
  expect(sentLines(finding).map(String)).toEqual([':w!w@h PRIVMSG me :\x01PING :a\x01\r\n']);
  expect(cameLines(finding)).toEqual([[{ kind: 'bytes', bytes: Buffer.from('NOTICE w :\x01PING a\x01\n') }]]);
});

test('findings of one scenario have titles of their own', () => {
  const again = GOOD.slice(GOOD.indexOf('  - scenario'));
  expect(load(GOOD + again).findings.map(({ title }) => title)).toEqual(['ping/colon', 'ping/colon (2)']);
});

test.each([
  ['an unknown key', 'does:', 'dose:', ":7:5: unknown key 'dose'. Did you mean 'does'?"],
  ['an unknown scenario', 'ping/colon', 'ping/column', ":4:15: there is no scenario 'ping/column'"],
  ['an unknown outcome', 'changes-the-payload', 'nods', ":5:14: ping/colon has no outcome 'nods'"],
  [
    'another verdict',
    'verdict: fail',
    'verdict: warn',
    ":6:14: the outcome 'changes-the-payload' of ping/colon is a fail",
  ],
  ['a bad escape', '\\x01PING :a', '\\x1PING :a', ':8:31: Write two hexadecimal digits after \\x'],
  ['a placeholder', ':w!w@h', ':\\{peer}', ":8:11: '\\{peer}' says nothing here"],
  ['a wildcard in what is sent', ':w!w@h', ':\\{any}', ":8:13: there is no placeholder '\\{any}' here"],
  ['nothing that makes it do so', / {4}sent: .*\n/, '', ':4:5: it is not clear what makes the client do it'],
])('%s is told with its place', (_, from, to, words) => {
  let message = '';
  try {
    load(GOOD.replace(from, to));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    ({ message } = error);
  }
  expect(message).toContain(`a/findings.yaml${words}`);
});
