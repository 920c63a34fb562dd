import { expect, test } from 'vitest';
import { compileCondition } from '../../scenario/compile-condition.ts';
import type { ConditionData } from '../../scenario/condition-schema.ts';
import { SourceText } from '../../scenario/source-text.ts';
import { YamlDocument } from '../../scenario/yaml-document.ts';
import { parseTemplate } from '../../wire/template.ts';
import { bytesTextFor, conditionWords } from './condition-words.ts';

const bytes = bytesTextFor(
  new Map([['payload', parseTemplate('#\\{token}')]]),
  new Map([
    ['token', 'a1b2c3d4'],
    ['peer.nick', 'kestrel7'],
  ]),
);

function wordsOf(data: ConditionData): string {
  const source = new SourceText(new YamlDocument('x.yaml', '{}'));
  const condition = compileCondition(data, source, new Set(['payload']));
  expect(source.problems).toEqual([]);
  return conditionWords(condition, bytes).join(' and ');
}

test.each<[ConditionData, string]>([
  [{ silent: true }, 'nothing is sent'],
  [
    { reply: '\\x01PING \\{payload}\\{any}' },
    "exactly one line is sent, a NOTICE to the asking peer: '\\x01PING #a1b2c3d4\\{any}'",
  ],
  [{ replies: ['a', 'b'] }, "exactly these NOTICEs go to the asking peers: 'a', 'b'"],
  [{ sends: { to: '\\{peer.nick}' } }, "a line is sent to 'kestrel7'"],
  [{ sends: { verb: 'NOTICE', times: 1 } }, "exactly one 'NOTICE' line is sent"],
  [{ sends: { verb: 'WHOIS', atLeast: 3 } }, "at least 3 'WHOIS' lines are sent"],
  [
    { sends: [{ raw: 'x\\n' }, { octetsAtMost: 512, utf8: false, relayed: 'x' }] },
    "a line is sent as the octets 'x\\n' and a line is sent that arrives as 'x' in at most 512 octets in ill-formed UTF-8",
  ],
  [{ shown: { as: 'action', text: 'waves' } }, "an action is shown with the text 'waves'"],
  [{ shown: { contains: 'x' } }, "something is shown that contains 'x'"],
  [{ shown: { octets: '\\x1B[5m' } }, "something is shown with the octets '\\x1B[5m'"],
  [{ shown: { contains: 'x', window: '#c' } }, "something is shown that contains 'x' in the window of '#c'"],
  [{ styled: { text: 'a', like: 'b' } }, "'a' is shown in the style of 'b'"],
  [
    { styled: [{ line: 'a', unlike: 'b' }] },
    "the line with 'a' is shown in another style than the line with 'b'",
  ],
  [{ arrives: 'ab' }, "actions arrive that say together 'ab', spaces aside"],
  [
    { time: { format: 'ctime', value: 'wrong' } },
    'exactly one line is sent, a TIME reply with a wrong time, written like ctime',
  ],
  [
    { claims: { unanswered: true } },
    'the one CLIENTINFO reply names a query that the client does not answer',
  ],
  [{ exit: 'signal' }, 'the process is ended by a signal'],
  [
    { any: [{ silent: true }, { reply: 'x' }], not: { sends: { to: '#c' } } },
    "either nothing is sent; or exactly one line is sent, a NOTICE to the asking peer: 'x' and not: a line is sent to '#c'",
  ],
])('%j is put into words', (data, words) => {
  expect(wordsOf(data)).toBe(words);
});
