import { expect, test } from 'vitest';
import { parseLine } from '../../wire/line.ts';
import type { ReceivedLine } from '../../server/session.ts';
import { Ambient, chatAnswerOf } from './ambient.ts';

function received(text: string): ReceivedLine {
  const raw = Buffer.from(text, 'latin1');
  return { ms: 0, raw, ending: 'crlf', frame: null, overlong: false, line: parseLine(raw), duty: false };
}

test('housekeeping is the client’s own, whenever it comes', () => {
  const ambient = new Ambient();
  for (const line of ['WHO #ctcpspec', 'MODE #ctcpspec b', 'PING :lag1', 'USERHOST alice']) {
    expect(ambient.isOwn(received(line)), line).toBe(true);
  }
});

test('what changes the world is not', () => {
  const ambient = new Ambient();
  for (const line of ['JOIN #x', 'QUIT :bye', 'PRIVMSG alice :hi', 'NOTICE bob :hi', 'NICK other', 'b\x01']) {
    expect(ambient.isOwn(received(line)), line).toBe(false);
  }
});

test('a shape that was seen before is known again, whatever its numbers', () => {
  const ambient = new Ambient();
  ambient.learn(received('PRIVMSG alice :KEEPALIVE 1732165200.12'));
  expect(ambient.isOwn(received('PRIVMSG alice :KEEPALIVE 1732165230.99'))).toBe(true);
  expect(ambient.isOwn(received('PRIVMSG alice :something else'))).toBe(false);
});

test('for the report every octet is in notation, those in the place of a command too', () => {
  const ambient = new Ambient();
  ambient.learn(received('\x1b[2J\x9b31m\x7f alice :\x02x'));
  expect(ambient.describe()).toEqual(['\\x1B[2J\\x9B31M\\x7F alice \\x9x']);
});

test('a bot’s answer to chat is learnt from two examples', () => {
  const answer = chatAnswerOf(
    received('NOTICE a :Error: "hello x1" is not a valid command.'),
    received('NOTICE b :Error: "good evening y2" is not a valid command.'),
  );
  if (answer === null) throw new Error('nothing was learnt');
  const ambient = new Ambient();
  ambient.learnChatAnswer(answer);
  expect(ambient.isChatAnswer(received('NOTICE c :Error: "\x02PING" is not a valid command.'))).toBe(true);
  expect(ambient.isChatAnswer(received('NOTICE c :\x01PING 1\x01'))).toBe(false);
  expect(ambient.isChatAnswer(received('PRIVMSG c :Error: "x" is not a valid command.'))).toBe(false);
});

test('answers with nothing in common teach nothing', () => {
  expect(chatAnswerOf(received('NOTICE a :x'), received('NOTICE b :y'))).toBeNull();
  expect(chatAnswerOf(received('NOTICE a :\x01PING 1\x01'), received('NOTICE b :\x01PING 2\x01'))).toBeNull();
});
