import { expect, test } from 'vitest';
import { builtInSuite } from '../../../tests/fixture-run.ts';
import { parseTemplate } from '../../wire/template.ts';
import { Play } from '../play/play.ts';
import { FloodLines } from './flood-lines.ts';
import { FloodPeers } from './flood-peers.ts';

const stage = {
  session: { nick: Buffer.from('alice'), source: Buffer.from('alice!a@b') },
  channel: '#c',
  server: 's',
};

async function aPlay(): Promise<Play> {
  const [scenario] = (await builtInSuite()).scenarios;
  const [first] = scenario?.cases ?? [];
  if (scenario === undefined || first === undefined) throw new Error('the suite is empty');
  return new Play({ scenario, case: first }, 1, 0, stage);
}

function all(lines: FloodLines, most?: number): { text: string; chunks: number[] } {
  const chunks: number[] = [];
  let text = '';
  for (let chunk = lines.next(most); chunk !== null; chunk = lines.next(most)) {
    chunks.push(chunk.lines);
    text += chunk.bytes.toString('latin1');
  }
  return { text, chunks };
}

test('lines are numbered from one, and come from the peers in turn', async () => {
  const peers = new FloodPeers(1, 'key').take(2);
  const template = parseTemplate(':\\{peer} PRIVMSG \\{nick} :\\x01PING \\{n} \\{3*x}\\x01');
  const { text } = all(new FloodLines({ lines: [template], count: 3 }, await aPlay(), peers));
  expect(text).toBe(
    [0, 1, 0]
      .map((peer, index) => `:${peers[peer]?.source ?? ''} PRIVMSG alice :\x01PING ${index + 1} xxx\x01\r\n`)
      .join(''),
  );
});

test('several lines take turns, whatever the number of peers', async () => {
  const peers = new FloodPeers(1, 'key').take(3);
  const lines = ['a \\{peer.nick}', 'b \\{peer.nick}'].map((text) => parseTemplate(text));
  const { text } = all(new FloodLines({ lines, count: 7 }, await aPlay(), peers));
  const letters = ['a', 'b'];
  expect(text.trimEnd().split('\r\n')).toEqual(
    [0, 1, 2, 3, 4, 5, 6].map((n) => `${letters[n % 2] ?? ''} ${peers[n % 3]?.nick ?? ''}`),
  );
});

test('a chunk holds no more lines than are asked for, and none is lost between chunks', async () => {
  const peers = new FloodPeers(1, 'key').take(1);
  const lines = new FloodLines({ lines: [parseTemplate('\\{n}')], count: 10 }, await aPlay(), peers);
  const { text, chunks } = all(lines, 4);
  expect(text).toBe(Array.from({ length: 10 }, (_, n) => `${n + 1}\r\n`).join(''));
  expect(Math.max(...chunks)).toBe(4);
  expect(lines.left).toBe(0);
});

test('those who flood are found by their nick, in any letter case', () => {
  const peers = new FloodPeers(1, 'key');
  const [first] = peers.take(1);
  expect(peers.find(Buffer.from(first?.nick.toUpperCase() ?? ''))).toEqual(first);
  expect(peers.find(Buffer.from('somebody'))).toBeUndefined();
});

test('a long flood is what its lines would be one by one, whatever the digits of their numbers', async () => {
  const peers = new FloodPeers(1, 'key').take(7);
  const template = parseTemplate(':\\{peer.nick} PRIVMSG \\{nick} :\\{n} and \\{n}');
  const { text, chunks } = all(new FloodLines({ lines: [template], count: 12_345 }, await aPlay(), peers));
  const wanted = Array.from(
    { length: 12_345 },
    (_, index) => `:${peers[index % 7]?.nick ?? ''} PRIVMSG alice :${index + 1} and ${index + 1}\r\n`,
  );
  expect(text === wanted.join('')).toBe(true);
  expect(chunks.length).toBeLessThan(20);
});
