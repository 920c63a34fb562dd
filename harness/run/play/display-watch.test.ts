import { expect, it } from 'vitest';
import { plainLines } from '../../client/shown-line.ts';
import type { Instance } from '../instance/instance.ts';
import { displayFence, isFenceInWindow, shownLines } from './display-watch.ts';
import { castFor } from './names.ts';
import type { Play } from './play.ts';
import type { Recorder } from './recorder.ts';

it('sees what is written to a log file that was read before the one with the fence', async () => {
  const cast = castFor(1, 'seed/scenario');
  const play = { cast } as unknown as Play;
  const action = `* ${cast.peer.nick} waves ${cast.token}`;
  const sent: Buffer[] = [];
  let looks = 0;
  const instance = {
    channel: '#chan',
    timeoutMs: 5000,
    lifeline: { loss: null, interrupted: false },
    session: { send: (line: Buffer) => void sent.push(line) },
    client: {
      // The action and the fence are written between the reading of the first file and that of the second.
      shownLines: () => {
        looks += 1;
        const fence = plainLines(sent.map((line) => line.toString('latin1')));
        return Promise.resolve(looks === 1 ? fence : [...plainLines([action]), ...fence]);
      },
    },
  } as unknown as Instance;
  const recorder = { note: () => undefined } as unknown as Recorder;
  expect(await displayFence(instance, recorder, play)).toBe(true);
  expect(shownLines(instance, play)).toEqual(plainLines([action]));
  // The fence is a line in the channel, and so it shows whether a pattern knows the window of that.
  expect(isFenceInWindow(instance, [':\\{any} PRIVMSG \\{target} \\{any}'])).toBe(true);
  expect(isFenceInWindow(instance, ['\\{target} \\{any}'])).toBe(false);
});
