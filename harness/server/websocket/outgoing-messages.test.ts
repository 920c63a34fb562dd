import { expect, test } from 'vitest';
import { OutgoingMessages } from './outgoing-messages.ts';

/** What goes out for each write; a part of a message ends with `…`. */
function frames(frame: 'text' | 'binary', ...writes: string[]): string[][] {
  const messages = new OutgoingMessages(frame);
  return writes.map((written) =>
    messages
      .take(Buffer.from(written, 'latin1'))
      .map(({ bytes, last }) => `${bytes.toString('latin1')}${last ? '' : '…'}`),
  );
}

test('each line is a message without its line break', () => {
  expect(frames('binary', 'a\r\nb\r\n', 'c\r\n')).toEqual([['a', 'b'], ['c']]);
  expect(frames('binary', '\r\n')).toEqual([['']]);
});

test('what is written piece by piece is one message of several frames', () => {
  expect(frames('binary', 'PING ', ':1', '23\r\n')).toEqual([['PING …'], [':1…'], ['23']]);
  expect(frames('binary', 'a\r\nb', '\r', '\nc\r\n')).toEqual([['a', 'b…'], [], ['', 'c']]);
});

test('a carriage return by itself is part of the line', () => {
  expect(frames('binary', 'a\rb\r\n')).toEqual([['a\rb']]);
  expect(frames('binary', 'a\r', 'b\r\n')).toEqual([['a…'], ['\rb']]);
});

test('text holds a replacement character for what is no UTF-8, binary the octet itself', () => {
  expect(frames('text', 'caf\xE9\r\n')).toEqual([['caf\xEF\xBF\xBD']]);
  expect(frames('binary', 'caf\xE9\r\n')).toEqual([['caf\xE9']]);
  expect(frames('text', 'caf\xC3\xA9\r\n')).toEqual([['caf\xC3\xA9']]);
});
