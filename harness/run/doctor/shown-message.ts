import type { Instance } from '../instance/instance.ts';
import { castFor, type PeerName } from '../play/names.ts';

/** What a peer said, and the line by which the client showed it. */
export interface ShownMessage {
  readonly peer: PeerName;
  readonly text: string;
  /** Null when no line has it. */
  readonly line: string | null;
}

export interface Shown {
  readonly action: ShownMessage;
  readonly message: ShownMessage;
  /** The last line of all that is shown. */
  readonly lastLine: string | null;
  readonly ms: number;
}

const LOOK_AGAIN_MS = 25;

/** Lets a peer do and another one say something in the channel, and looks for both on the display, for so long. */
export async function showBoth(instance: Instance, key: string, waitMs: number): Promise<Shown> {
  const { session, client, channel, lifeline } = instance;
  const began = Date.now();
  const [acting, speaking] = ['action', 'message'].map((kind) => castFor(1, `shown/${kind}/${key}`));
  if (acting === undefined || speaking === undefined) throw new Error('a cast of two has two');
  const does = `waves ${acting.token}`;
  const says = `hello ${speaking.token}`;
  session.sendLines([
    Buffer.from(`:${acting.peer.source} PRIVMSG ${channel} :\x01ACTION ${does}\x01`),
    Buffer.from(`:${speaking.peer.source} PRIVMSG ${channel} :${says}`),
  ]);
  // What comes second is shown second, so that one look for it is enough.
  let lines = (await client.displayLines()) ?? [];
  const deadline = began + waitMs;
  while (!lines.some((line) => line.includes(speaking.token))) {
    if (Date.now() >= deadline || lifeline.loss !== null || lifeline.interrupted) break;
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    lines = (await client.displayLines()) ?? [];
  }
  const lineWith = (token: string): string | null =>
    lines.findLast((line) => line.includes(token))?.trimEnd() ?? null;
  return {
    action: { peer: acting.peer, text: does, line: lineWith(acting.token) },
    message: { peer: speaking.peer, text: says, line: lineWith(speaking.token) },
    lastLine: lines.findLast((line) => line.trim() !== '')?.trimEnd() ?? null,
    ms: Date.now() - began,
  };
}
