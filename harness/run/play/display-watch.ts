import type { ShownLine } from '../../client/shown-line.ts';
import { lookFor } from './look-for.ts';
import { castFor } from './names.ts';
import type { Instance } from '../instance/instance.ts';
import type { Play } from './play.ts';
import type { Recorder } from './recorder.ts';
import { isInWindow } from '../judge/in-window.ts';

const LOOK_AGAIN_MS = 25;
const fences = new WeakMap<Play, number>();

/**
 * Waits until the client shows an ordinary chat line that was sent after everything else: what comes before it
 * is on the screen by then.
 *
 * @returns false when the line was not shown within the deadline of the client
 */
export async function displayFence(instance: Instance, recorder: Recorder, play: Play): Promise<boolean> {
  const count = (fences.get(play) ?? 0) + 1;
  fences.set(play, count);
  const { peer, token } = castFor(count, `display/${play.cast.token}`);
  const line = Buffer.from(`:${peer.source} PRIVMSG ${instance.channel} :fence ${token}`);
  recorder.note(
    play,
    'server',
    Buffer.concat([line, Buffer.from('\r\n')]),
    'control',
    'chat that must be shown after the rest',
  );
  instance.session.send(line);
  if (instance.client.look !== undefined) {
    const lines = await instance.client.look(lookFor(play, instance, `fence ${token}`));
    if (lines !== null) seen.set(instance, { lines, fence: token });
    return lines !== null;
  }
  const deadline = Date.now() + instance.timeoutMs;
  while (Date.now() < deadline && instance.lifeline.loss === null && !instance.lifeline.interrupted) {
    const lines = (await instance.client.shownLines()) ?? [];
    if (lines.some(({ text }) => text.includes(token))) {
      // Log files are read one by one: one that was read before the fence was written may have grown meanwhile.
      seen.set(instance, { lines: (await instance.client.shownLines()) ?? lines, fence: token });
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
  return false;
}

/** What was shown by the last fence, and the word by which that is known. */
const seen = new WeakMap<Instance, { readonly lines: readonly ShownLine[]; readonly fence: string }>();

/** Whether the last fence, a line in the channel, stands in what the patterns of the profile take for its window. */
export function isFenceInWindow(instance: Instance, patterns: readonly string[]): boolean {
  const { lines, fence } = seen.get(instance) ?? { lines: [], fence: '' };
  return lines.some(
    (line) => line.text.includes(fence) && isInWindow(line, Buffer.from(instance.channel), patterns),
  );
}

/** What the display showed of a play at the last fence: the lines that carry its token or its peer. */
export function shownLines(instance: Instance, play: Play): ShownLine[] {
  const { peer, token, token2 } = play.cast;
  return (seen.get(instance)?.lines ?? []).filter(({ text }) =>
    [peer.nick, token, token2].some((mark) => text.includes(mark)),
  );
}
