import type { ReceivedLine } from '../../server/session.ts';
import { chatAnswerOf, type Ambient } from './ambient.ts';
import type { Control } from '../play/control.ts';
import type { Instance } from '../instance/instance.ts';
import { castFor, type Cast } from '../play/names.ts';
import {
  answeredAmong,
  ask,
  collect,
  giveUpWhenHung,
  giveUpWhenLost,
  probe,
  slowestOf,
  type Probe,
} from './probes.ts';

/** The wait for answers out of order: twice what the slowest answer took, within these bounds, in ms. */
const STRAGGLERS_LEAST_MS = 50;
const STRAGGLERS_MOST_MS = 6000;
/** A client that has not answered the last of a dozen queries by then has a queue, or a limit. */
const QUICK_MS = 1500;

export interface FirstBurst {
  readonly probes: readonly Probe[];
  /** The last query was answered at once, and what was to come has come. */
  readonly quick: boolean;
  /** Learns from all that has come by now what this client sends of its own accord. */
  readonly learn: () => void;
}

/**
 * Asks `queries` all at once, after two lines of ordinary chat, and waits a little for the answer to the last one.
 *
 * @throws StartError when the client is lost meanwhile
 */
export async function firstBurst(
  instance: Instance,
  queries: readonly Control['query'][],
  { seed, timeoutMs, ambient }: { seed: number; timeoutMs: number; ambient: Ambient },
): Promise<FirstBurst> {
  const { session, lifeline } = instance;
  for (const line of instance.linesAtStart) ambient.learn(line);
  const chats = ['first', 'second'].map((name) => castFor(seed, `chat/${name}`));
  session.sendLines(
    chats.map(({ peer, token }, index) =>
      Buffer.from(
        `:${peer.source} PRIVMSG ${session.nick.toString()} :${index === 0 ? 'hello' : 'good evening to you'} ${token}`,
      ),
    ),
  );
  // Only what came before the first query can be a habit; what comes after it may be an effect of it.
  await lifeline.answersPing(timeoutMs);
  const isChatAnswer = (line: ReceivedLine): boolean => chats.some(({ peer }) => isTo(line, peer.nick));
  for (const line of lifeline.lines) if (!isChatAnswer(line)) ambient.learn(line);
  const linesBefore = lifeline.lines.length;
  const probes = [
    ...queries.map((query) => probe(instance, seed, query, 'private', 'first')),
    probe(instance, seed, 'PING', 'channel', 'channel'),
    probe(instance, seed, 'VERSION', 'channel', 'channel'),
    probe(instance, seed, 'VERSION', 'private', 'second'),
    probe(instance, seed, 'PING', 'private', 'second'),
    probe(instance, seed, 'VERSION', 'private', 'last'),
    probe(instance, seed, 'PING', 'private', 'last'),
  ];
  ask(instance, probes);
  const end = await lifeline.until(() => isFinished(probes, instance), { elapsedMs: QUICK_MS, nudge: true });
  await giveUpWhenLost(instance, end);
  const quick = end === 'done';
  if (quick) await waitForStragglers(instance, probes);
  else await giveUpWhenHung(instance, timeoutMs);
  const learn = (): void => {
    learnChatAnswer(instance, ambient, chats);
    // What names a peer that asked something is an answer, whatever was asked since.
    const isAnswer = ({ raw }: ReceivedLine): boolean =>
      [...instance.earlier].some((nick) => raw.includes(nick));
    for (const line of lifeline.lines.slice(linesBefore))
      if (!isChatAnswer(line) && !isAnswer(line)) ambient.learnCompanion(line);
  };
  return { probes, quick, learn };
}

/** The last PING is answered, or the last VERSION of a client that answers no PING. */
export function isFinished(probes: readonly Probe[], { lifeline }: Instance): boolean {
  collect(probes, lifeline);
  const answers = new Set(answeredAmong(probes).map((one) => one.query));
  return probes.slice(-2).some((one) => one.reply !== null && (one.query === 'PING' || !answers.has('PING')));
}

/**
 * Waits for answers that come although a later query was answered before them: they tell that the client does
 * not keep order, and the slowest of them how long such a client has to be watched.
 */
async function waitForStragglers(instance: Instance, probes: readonly Probe[]): Promise<void> {
  for (let before = -1; answeredAmong(probes).length > before;) {
    before = answeredAmong(probes).length;
    if (before === 0 || before === probes.length) return;
    const windowMs = Math.min(STRAGGLERS_MOST_MS, STRAGGLERS_LEAST_MS + 2 * slowestOf(probes));
    await giveUpWhenLost(
      instance,
      await instance.lifeline.until(() => false, { elapsedMs: windowMs, nudge: true }),
    );
    collect(probes, instance.lifeline);
  }
}

/** The answers to chat are known by their target, however late they come. */
function learnChatAnswer(instance: Instance, ambient: Ambient, chats: readonly Cast[]): void {
  const [one, two] = chats.map(({ peer }) => instance.lifeline.lines.find((line) => isTo(line, peer.nick)));
  const answer = one === undefined || two === undefined ? null : chatAnswerOf(one, two);
  if (answer !== null) ambient.learnChatAnswer(answer);
  for (const { peer } of chats) instance.earlier.add(peer.nick);
}

function isTo({ line }: ReceivedLine, nick: string): boolean {
  return line?.params[0]?.toString('latin1') === nick;
}
