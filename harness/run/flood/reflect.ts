import type { ReceivedLine } from '../../server/session.ts';
import type { FloodStage } from './stage.ts';

/**
 * From now on each reply to those who flood comes back from its addressee as a query, the same text in a PRIVMSG.
 *
 * @param most so many are sent back; a client that has got so far goes on for ever
 */
export function reflectReplies(most: number, { instance, meter, peers, values }: FloodStage): void {
  const { session } = instance;
  values.reflected = 0;
  meter.onReply = ({ line }: ReceivedLine) => {
    const [target, text] = line?.params ?? [];
    const peer = target === undefined ? undefined : peers.find(target);
    if (peer === undefined || text === undefined || (values.reflected ?? 0) >= most || session.ending) return;
    values.reflected = (values.reflected ?? 0) + 1;
    session.send(
      Buffer.concat([Buffer.from(`:${peer.source} PRIVMSG `), session.nick, Buffer.from(' :'), text]),
    );
  };
}
