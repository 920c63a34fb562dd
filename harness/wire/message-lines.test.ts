import { expect, test } from 'vitest';
import { linesOfMessage } from './message-lines.ts';

function lines(message: string, limit?: number): string[] {
  return linesOfMessage(Buffer.from(message, 'latin1'), limit).map(
    ({ bytes, ending, overlong }) => `${bytes.toString('latin1')}|${ending}${overlong ? ', overlong' : ''}`,
  );
}

test('a message is a line', () => {
  expect(lines('PING :1')).toEqual(['PING :1|message']);
  expect(lines('')).toEqual(['|message']);
  expect(lines('caf\xE9\0')).toEqual(['caf\xE9\0|message']);
});

test('a line break in a message ends a line, and one behind it begins no other', () => {
  expect(lines('PING :1\r\n')).toEqual(['PING :1|crlf']);
  expect(lines('PING :1\n')).toEqual(['PING :1|lf']);
  expect(lines('NOTICE a :b\r\nQUIT')).toEqual(['NOTICE a :b|crlf', 'QUIT|message']);
  expect(lines('a\n\nb')).toEqual(['a|lf', '|lf', 'b|message']);
});

test('a carriage return by itself is an octet of the line', () => {
  expect(lines('a\rb\r')).toEqual(['a\rb\r|message']);
});

test('a message over the limit is cut', () => {
  expect(lines('abcdef', 4)).toEqual(['abcd|none, overlong']);
  expect(lines('abcdef\nxy', 4)).toEqual(['abcd|none, overlong', 'xy|message']);
  expect(lines('abcdef\n', 4)).toEqual(['abcd|none, overlong']);
});
