import { expect, test } from 'vitest';
import { parseTemplate } from '../../wire/template.ts';
import { builtInSuite } from '../../../tests/fixture-run.ts';
import { castFor, pinnedCast, toPin } from './names.ts';
import { Play, type Item } from './play.ts';

const stage = {
  session: { nick: Buffer.from('alice'), source: Buffer.from('alice!a@b') },
  channel: '#c',
  server: 's',
};
const everyone = parseTemplate('\\{peer} \\{other.host} \\{token} \\{token2}');

async function itemOf(cast: Item['case']['cast']): Promise<Item> {
  const [scenario] = (await builtInSuite()).scenarios;
  const [first] = scenario?.cases ?? [];
  if (scenario === undefined || first === undefined) throw new Error('the suite is empty');
  return { scenario, case: { ...first, cast } };
}

test('each playing has peers and tokens of its own', async () => {
  const item = await itemOf(null);
  const bytes = [0, 1].map((attempt) => new Play(item, 1, attempt, stage).bytes(everyone).toString());
  expect(new Set(bytes).size).toBe(2);
});

test('the source stays what it was when the play was over', async () => {
  const session = { nick: Buffer.from('alice'), source: Buffer.from('alice!a@long.host') };
  const play = new Play(await itemOf(null), 1, 0, { ...stage, session });
  play.keepSource();
  session.source = Buffer.from('alice!a@b');
  expect(play.value('self').toString()).toBe('alice!a@long.host');
});

test('a pinned cast is the same in each playing, whatever the seed', async () => {
  const cast = castFor(7, 'some/thing/0');
  const pinned = toPin(cast);
  expect(pinnedCast(pinned)).toEqual(cast);
  const item = await itemOf(pinned);
  for (const [seed, attempt] of [
    [1, 0],
    [1, 1],
    [99, 0],
  ] as const) {
    const play = new Play(item, seed, attempt, stage);
    expect(play.bytes(everyone).toString()).toBe(
      `${cast.peer.source} ${cast.other.host} ${cast.token} ${cast.token2}`,
    );
  }
});
