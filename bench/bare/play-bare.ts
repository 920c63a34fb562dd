import { performance } from 'node:perf_hooks';
import { BareServer } from '../../harness/cli/findings/bare-server.ts';
import { BARE_NICK, type BareWindow } from './script.ts';

/** A client that was started, as far as it matters here. */
export interface BareClient {
  end(): Promise<unknown>;
}

export type StartBare = (target: { host: string; port: number; nick: string }) => Promise<BareClient>;

export interface BareRun {
  /** From the first start to the end of the last client. */
  readonly wallMs: number;
  /** Controls that were never answered: a limiter ate them, or the client was gone. */
  readonly unanswered: number;
}

const HOST = '127.0.0.1';
/** Many that start at once on a busy machine take long. */
const START_MS = 60_000;
/** Nobody waits longer for the answer to one more control. */
const ANSWER_MS = 20_000;
/** A reply to a peer, or to a PING of the server's. */
const ANSWER = /^NOTICE (\S+) |^PONG (?:.* )?:?(\S+)$/;

/**
 * Starts the client once for each share, writes all of it as soon as the client is in the channel, and waits for the
 * answers to the controls. Nothing is judged or kept.
 *
 * @param atOnce how many clients may run side by side
 * @param mostMs once so much time has passed, no more of them are started: another number was better
 */
export async function playBare(
  start: StartBare,
  shares: readonly (readonly BareWindow[])[],
  atOnce: number,
  mostMs = Infinity,
): Promise<BareRun> {
  const began = performance.now();
  const waiting = [...shares];
  let unanswered = 0;
  const playNext = async (): Promise<void> => {
    for (let share = waiting.shift(); share !== undefined; share = waiting.shift()) {
      if (performance.now() - began > mostMs) return;
      unanswered += await playShare(start, share);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, shares.length) }, playNext));
  return { wallMs: performance.now() - began, unanswered };
}

async function playShare(start: StartBare, share: readonly BareWindow[]): Promise<number> {
  const open = new Set(share.flatMap(({ controls }) => controls));
  let done: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => (done = resolve));
  let timer = setTimeout(done, START_MS);
  const waitOn = (): void => {
    clearTimeout(timer);
    timer = setTimeout(done, ANSWER_MS);
  };
  const server = new BareServer({
    nick: BARE_NICK,
    capabilities: [],
    secure: null,
    onJoined: () => {
      for (const { bytes } of share) server.send(bytes);
      waitOn();
      if (open.size === 0) done();
    },
    onLine: (line) => {
      const text = line.toString('latin1').trimEnd();
      const answered = ANSWER.exec(text);
      if (answered !== null && open.delete(answered[1] ?? answered[2] ?? '')) waitOn();
      if (open.size === 0) done();
    },
    onClosed: done,
  });
  const port = await server.listen();
  try {
    const client = await start({ host: HOST, port, nick: BARE_NICK });
    try {
      await finished;
    } finally {
      await client.end();
    }
  } finally {
    clearTimeout(timer);
    server.close();
  }
  return open.size;
}
