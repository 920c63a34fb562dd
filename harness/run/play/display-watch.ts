import { castFor } from './names.ts';
import type { Instance } from '../instance/instance.ts';
import type { Play } from './play.ts';
import type { Recorder } from './recorder.ts';

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
  const deadline = Date.now() + instance.timeoutMs;
  while (Date.now() < deadline && instance.lifeline.loss === null && !instance.lifeline.interrupted) {
    const lines = (await instance.client.displayLines()) ?? [];
    if (lines.some((shown) => shown.includes(token))) {
      // Log files are read one by one: one that was read before the fence was written may have grown meanwhile.
      remember(instance, (await instance.client.displayLines()) ?? lines);
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
  return false;
}

const seen = new WeakMap<Instance, readonly string[]>();

function remember(instance: Instance, lines: readonly string[]): void {
  seen.set(instance, lines);
}

/** What the display showed of a play at the last fence: the lines that carry its token or its peer. */
export function shownLines(instance: Instance, play: Play): string[] {
  const { peer, token, token2 } = play.cast;
  return (seen.get(instance) ?? []).filter((line) =>
    [peer.nick, token, token2].some((mark) => line.includes(mark)),
  );
}
