import { expect, test } from 'vitest';
import { parseCaptures, printCaptures, printLine, type Capture } from './captures-text.ts';

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');

test('what was printed reads back as the same octets', () => {
  const captures: Capture[] = [
    {
      title: 'ping/colon',
      entries: [
        { mark: '<-', bytes: bytes(':w!w@h PRIVMSG me :\x01PING a\0b\xE9\x01\r\n') },
        { mark: '->', bytes: bytes(`NOTICE w :\x01PING ${'}'.repeat(50)}\x01\n`) },
        { mark: '--', bytes: bytes('the connection ends') },
      ],
    },
    { title: 'ping/colon (2)', entries: [{ mark: '>>', bytes: bytes('/ctcp w XYZZY  \\{any}') }] },
  ];
  expect(parseCaptures(printCaptures(['a head', 'of two lines'], captures))).toEqual(captures);
});

test.each([
  ['x'.repeat(600), '\\{600*x}'],
  ['\x01VERSION\x01'.repeat(40), '\\{40*\\x01VERSION\\x01}'],
  ['\x01' + '1'.repeat(30), '\\x01\\{30*1}'],
  ['x'.repeat(19), 'x'.repeat(19)],
])('many copies are written as a repetition', (octets, printed) => {
  expect(printLine(bytes(octets))).toBe(printed);
});
