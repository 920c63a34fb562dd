import { narrow } from './narrow.ts';
import type { Instance } from '../instance/instance.ts';
import type { Play } from './play.ts';
import { Pulse } from './pulse.ts';
import type { Recorder } from './recorder.ts';

/** After so many lines the client must answer the server's PING: few, where the PONG may wait behind replies that queue. */
const CHUNK = 50;
const UNLIMITED_CHUNK = 250;

/**
 * Sends many seeded lines. Answers to them are not looked at; other commands that they cause are. When the client
 * is lost or hangs, the fewest lines that do it are looked for on fresh clients, and only those are in the transcript.
 */
export async function fuzz(
  { count, seed }: { count: number; seed: number },
  play: Play,
  instance: Instance,
  recorder: Recorder,
  startFresh: () => Promise<Instance>,
): Promise<void> {
  // Loaded only here: no other scenario needs the generator.
  const { fuzzLines } = await import('./fuzz-lines.ts');
  const { session, lifeline, channel, serverName: server } = instance;
  const lines = fuzzLines(seed, count, { nick: session.nick, channel, server });
  recorder.note(play, 'process', Buffer.from(`${count} seeded lines, seed ${seed}`), 'stimulus');
  const pulse = new Pulse();
  const size = recorder.isUnlimited ? UNLIMITED_CHUNK : CHUNK;
  for (let at = 0; at < lines.length; at += size) {
    const chunk = lines.slice(at, at + size);
    session.sendLines(chunk);
    const alive = await pulse.isAlive(instance);
    recorder.forgetAnswers();
    if (alive) continue;
    if (lifeline.interrupted) return;
    const guilty = await narrow(chunk, startFresh, pulse, lifeline);
    const note =
      guilty === null
        ? `lost within these lines, the last of ${at + chunk.length}; by themselves they do not do it`
        : `${guilty.length === 1 ? 'this line does' : 'these lines do'} it on a fresh client`;
    for (const line of guilty ?? chunk)
      recorder.note(play, 'server', Buffer.concat([line, Buffer.from('\r\n')]), 'stimulus', note);
    return;
  }
}
