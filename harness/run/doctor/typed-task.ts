import { ClientActionError } from '../../client/client-error.ts';
import type { ActionKind } from '../../client/spec.ts';
import type { ActionValues } from '../../client/user-line.ts';
import type { ReceivedLine } from '../../server/session.ts';
import type { Instance } from '../instance/instance.ts';
import { castFor } from '../play/names.ts';

/** What every client's user can do, and what a message to somebody shows to be done. */
export type TypedKind = Extract<ActionKind, 'action' | 'message' | 'ctcp' | 'ping'>;

export const TYPED_KINDS: readonly TypedKind[] = ['action', 'message', 'ctcp', 'ping'];

/** Something that a user types, and how the server knows that it was done. */
export interface TypedTask {
  readonly values: ActionValues;
  isDoneBy(line: ReceivedLine): boolean;
}

/** @param key gives each task peers and tokens of its own, so that whatever comes late is told apart */
export function typedTask(kind: TypedKind, { channel }: Pick<Instance, 'channel'>, key: string): TypedTask {
  const { peer, token } = castFor(1, `typed/${kind}/${key}`);
  const toTarget =
    (target: string, text: RegExp) =>
    ({ line }: ReceivedLine): boolean =>
      line?.command === 'PRIVMSG' &&
      line.params[0]?.toString('latin1').toLowerCase() === target &&
      text.test(line.params.at(-1)?.toString('latin1') ?? '');
  const says = `waves ${token}`;
  switch (kind) {
    case 'action':
      return {
        values: { target: channel, text: says },
        isDoneBy: toTarget(channel, new RegExp(`^\x01ACTION ${says}`, 'i')),
      };
    case 'message':
      return { values: { target: channel, text: says }, isDoneBy: toTarget(channel, new RegExp(`^${says}`)) };
    case 'ctcp':
      return {
        values: { target: peer.nick, command: 'VERSION' },
        isDoneBy: toTarget(peer.nick, /^\x01VERSION\b/i),
      };
    case 'ping':
      return { values: { target: peer.nick }, isDoneBy: toTarget(peer.nick, /^\x01PING\b/i) };
  }
}

export interface Typed {
  /** The line by which the client did it. */
  readonly done: ReceivedLine | null;
  /** What else it sent meanwhile. */
  readonly others: readonly ReceivedLine[];
  /** Why nothing could be typed. */
  readonly problem: string | null;
}

/** Types, and waits until the client has done it, for at most so long: nothing tells that it will not do it any more. */
export async function typeTask(
  { lifeline }: Pick<Instance, 'lifeline'>,
  task: TypedTask,
  type: () => Promise<void>,
  waitMs: number,
): Promise<Typed> {
  const before = lifeline.lines.length;
  const since = (): ReceivedLine[] => lifeline.lines.slice(before);
  try {
    await type();
  } catch (error) {
    if (!(error instanceof ClientActionError)) throw error;
    return { done: null, others: [], problem: error.message };
  }
  await lifeline.until(() => since().some((line) => task.isDoneBy(line)), { elapsedMs: waitMs });
  const done = since().find((line) => task.isDoneBy(line)) ?? null;
  const others = since().filter((line) => line !== done && line.line?.command !== 'PONG');
  return { done, others, problem: null };
}
