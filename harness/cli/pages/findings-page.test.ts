import { expect, test } from 'vitest';
import { loadUntested } from '../../scenario/untested.ts';
import { join } from 'node:path';
import { parseFindings } from '../findings/load.ts';
import { loadSuites } from '../load-suites.ts';
import { SUITES_DIRECTORY } from '../package-root.ts';
import { findingsPage } from './findings-page.ts';

const suite = await loadSuites([]);
const untested = await loadUntested(
  join(SUITES_DIRECTORY, 'untested.yaml'),
  new Set(suite.requirements.keys()),
);

const TEXT = `name: A client
version: '1'
findings:
  - scenario: context/broken-source
    outcome: answers-nobody
    verdict: warn
    does: answers | nobody
    sent: ':!b@h PRIVMSG me :\\x01PING a|b   c\\x01'
    came: ['NOTICE  :\\x01PING \\{30*x}\\{3*ab}\\x01', 'NOTICE  :\\{any}\\n']
    shown: 'it'
    effect: and \`that\`
`;

test('a row has the octets as they are, with their spaces, and no bar that ends a cell', () => {
  const page = findingsPage([parseFindings('a', 'a.yaml', TEXT, suite)], { suite, untested });
  const row = page.split('\n').find((line) => line.startsWith('| [context/broken-source]'));
  expect(row?.split(/(?<!\\) \| /).slice(2)).toEqual([
    'warn',
    'answers \\| nobody',
    '`:!b@h PRIVMSG me :\\x01PING a\\|b   c\\x01`',
    '`NOTICE  :\\x01PING x{30}(ab){3}\\x01`, `NOTICE  :…\\n`; shown as `it`; and `that` |',
  ]);
});

test('a row has what is sent, and then what its user types', () => {
  const typed = "    user: ctcp\n    target: 'w'\n    command: 'X'\n    came: []";
  const text = TEXT.replace(/ {4}came: .*/, typed);
  const page = findingsPage([parseFindings('a', 'a.yaml', text, suite)], { suite, untested });
  expect(page).toContain('c\\x01`, then typed: the query `X` to `w` |');
});
