import { expect, test } from 'vitest';
import type { ReceivedLine } from '../../server/session.ts';
import { parseLine } from '../../wire/line.ts';
import { FloodMeter } from './flood-meter.ts';
import { FloodPeers } from './flood-peers.ts';

const peers = new FloodPeers(1, 'key');
const nick = peers.take(1)[0]?.nick ?? '';

function received(text: string, ms: number): ReceivedLine {
  const raw = Buffer.from(text, 'latin1');
  return { ms, raw, ending: 'crlf', frame: null, overlong: false, line: parseLine(raw), duty: false };
}

test('replies to those who flood are counted and taken', () => {
  const meter = new FloodMeter(peers);
  meter.begin(100);
  expect(meter.take(received(`NOTICE ${nick} :\x01VERSION x\x01`, 200))).toBe(true);
  expect(meter.take(received(`NOTICE ${nick} :\x01VERSION x\x01`, 350))).toBe(true);
  const octets = `NOTICE ${nick} :\x01VERSION x\x01\r\n`.length;
  expect(meter.values).toMatchObject({
    replies: 2,
    repliesOctets: 2 * octets,
    octetsAtOnce: 2 * octets,
    answeringMs: 250,
    lead: 3.9,
  });
});

test('what goes to others is left to the play, and sets the penalty clock ahead all the same', () => {
  const meter = new FloodMeter(peers);
  meter.begin(0);
  expect(meter.take(received('PRIVMSG #c :hello', 10))).toBe(false);
  expect(meter.values).toMatchObject({ replies: 0, lead: 2 });
});

test('PONG and answers to the harness itself are not held against the client', () => {
  const meter = new FloodMeter(peers, ({ raw }) => raw.includes('probe'));
  meter.begin(0);
  expect(meter.take(received('PONG :ctcpspec-flood-1', 10))).toBe(false);
  expect(meter.take(received('NOTICE probe :\x01VERSION x\x01', 20))).toBe(false);
  expect(meter.values.lead).toBe(0);
});

test('however many replies come, few of them are kept', () => {
  const meter = new FloodMeter(peers);
  meter.begin(0);
  for (let n = 0; n < 10_000; n += 1) meter.take(received(`NOTICE ${nick} :\x01PING ${n}\x01`, n));
  expect(meter.count).toBe(10_000);
  expect(meter.replies.first.length + meter.replies.last.length).toBe(35);
  expect(meter.replies.leftOut).toBe(10_000 - 35);
  expect(meter.replies.last.at(-1)?.raw.toString()).toContain('PING 9999');
  const [replies] = meter.curves(10_000);
  expect(replies?.points.at(-1)).toEqual([10_000, 10_000]);
});
