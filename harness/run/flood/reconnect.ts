import type { Session } from '../../server/session.ts';
import type { FloodStage } from './stage.ts';

/** What waited for the old connection goes out soon on the new one, or never. */
const WATCH_MS = 10_000;

/**
 * Ends the connection while replies wait, and watches whether the client that comes back sends them on the new one.
 * A client may stay away, or end: that is its own business.
 */
export async function reconnect(stage: FloodStage): Promise<void> {
  const { instance, recorder, play, values } = stage;
  values.returned = 0;
  const returned = nextSession(stage);
  recorder.note(play, 'process', Buffer.from('the server closes the connection'), 'stimulus');
  instance.session.close();
  const session = await returned;
  if (session === null) return;
  values.returned = 1;
  recorder.note(play, 'process', Buffer.from('the client has come back and registered'), 'stimulus');
  await watchReplies(session, stage);
}

/** The connection on which the client registers anew; null when it ends or the time is over. */
async function nextSession({ instance, untilMs }: FloodStage): Promise<Session | null> {
  const { server, session: old, client } = instance;
  const ended = new AbortController();
  const stop: (() => void)[] = [];
  try {
    return await new Promise<Session | null>((resolve) => {
      const follow = (session: Session): void => void session.whenRegistered().then(() => resolve(session));
      stop.push(server.onSession(follow));
      const timer = setTimeout(() => resolve(null), Math.max(0, untilMs - old.elapsedMs()));
      stop.push(() => clearTimeout(timer));
      void client.whenExited().then(() => resolve(null));
      instance.lifeline.signal.addEventListener('abort', () => resolve(null), { signal: ended.signal });
    });
  } finally {
    ended.abort();
    for (const one of stop) one();
  }
}

async function watchReplies(session: Session, { peers, recorder, play, values }: FloodStage): Promise<void> {
  values.repliesAfter = 0;
  const stop = session.onLine((received) => {
    const [target] = received.line?.params ?? [];
    if (target === undefined || peers.find(target) === undefined) return;
    values.repliesAfter = (values.repliesAfter ?? 0) + 1;
    if (values.repliesAfter <= 5)
      recorder.note(play, 'client', Buffer.concat([received.raw, Buffer.from('\r\n')]), 'caused');
  });
  await Promise.race([session.whenClosed(), new Promise<void>((resolve) => setTimeout(resolve, WATCH_MS))]);
  stop();
}
