import type { ReceivedLine } from '../server/session.ts';
import { chatAnswerOf, type Ambient } from './ambient.ts';
import { ControlQuery, type Control } from './control.ts';
import type { Instance } from './instance.ts';
import type { WaitEnd } from './lifeline.ts';
import { castFor, type Cast } from './names.ts';
import { InterruptedError, StartError } from './start-error.ts';

/** What is asked of every client, in this order; PING stands at both ends so that it can be a fence. */
export const QUERIES: readonly Control['query'][] = [
  'PING',
  'VERSION',
  'TIME',
  'CLIENTINFO',
  'USERINFO',
  'FINGER',
  'SOURCE',
];

/** The wait for answers out of order: twice what the slowest answer took, within these bounds, in ms. */
const STRAGGLERS_LEAST_MS = 50;
const STRAGGLERS_MOST_MS = 6000;

/** One query of discovery, and what came of it. */
export interface Probe {
  readonly query: Control['query'];
  readonly kind: 'private' | 'channel';
  readonly asked: ControlQuery;
  readonly line: Buffer;
  sentMs: number;
  reply: ReceivedLine | null;
}

/** What is left to ask of a client that did not survive the whole list. */
export const FEWEST_QUERIES: readonly Control['query'][] = ['PING', 'VERSION'];

/**
 * Asks `queries` all at once, after two lines of ordinary chat, and waits until the last query is answered.
 *
 * @throws StartError when the client is lost meanwhile
 */
export async function askEverything(
  instance: Instance,
  queries: readonly Control['query'][],
  { seed, timeoutMs, ambient }: { seed: number; timeoutMs: number; ambient: Ambient },
): Promise<Probe[]> {
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
  session.sendLines(probes.map(({ line }) => line));
  const sentMs = session.elapsedMs();
  for (const one of probes) one.sentMs = sentMs;
  const collect = (): void => {
    for (const one of probes) one.reply ??= lifeline.lines.find((line) => one.asked.isReply(line)) ?? null;
  };
  const last = probes.slice(-2);
  const finished = (): boolean => {
    collect();
    const answers = new Set(probes.filter((one) => one.reply !== null).map((one) => one.query));
    return last.some((one) => one.reply !== null && (one.query === 'PING' || !answers.has('PING')));
  };
  const end = await lifeline.until(finished, { quietMs: timeoutMs, nudge: true });
  await giveUpWhenLost(instance, end);
  if (end === 'quiet') await giveUpWhenHung(instance, timeoutMs);
  collect();
  await waitForStragglers(instance, probes, collect);
  for (const one of probes) instance.earlier.add(one.asked.nick);
  learnChatAnswer(instance, ambient, chats);
  for (const line of lifeline.lines.slice(linesBefore)) {
    if (!isChatAnswer(line) && !probes.some(({ asked }) => asked.explains(line)))
      ambient.learnCompanion(line);
  }
  return probes;
}

function probe(
  instance: Instance,
  seed: number,
  query: Control['query'],
  kind: Probe['kind'],
  key: string,
): Probe {
  const target = kind === 'channel' ? Buffer.from(instance.channel) : instance.session.nick;
  const asked = new ControlQuery({ query, echoesToken: query === 'PING' }, seed, `discovery/${query}/${key}`);
  return { query, kind, asked, line: asked.lineTo(target), sentMs: 0, reply: null };
}

/** PING, because its reply carries the token; else whatever is answered. */
export function pickControl(answered: readonly Probe[]): Control | null {
  const privately = answered.filter((probe) => probe.kind === 'private');
  const [first] = privately;
  if (first === undefined) return null;
  const best =
    privately.find((probe) => probe.query === 'PING') ??
    privately.find((probe) => probe.query === 'VERSION') ??
    first;
  return { query: best.query, echoesToken: best.query === 'PING' };
}

/** The replies that came stand in the order of the queries, and none of a query that is answered elsewhere is missing. */
export function inOrder(probes: readonly Probe[], lines: readonly ReceivedLine[]): boolean {
  const places = probes.flatMap(({ reply }) => (reply === null ? [] : [lines.indexOf(reply)]));
  const sorted = places.every((place, index) => index === 0 || (places[index - 1] ?? 0) < place);
  const kinds = new Set(
    probes.filter(({ reply }) => reply !== null).map(({ query, kind }) => `${kind} ${query}`),
  );
  const complete = probes.every(({ query, kind, reply }) => reply !== null || !kinds.has(`${kind} ${query}`));
  return sorted && complete;
}

async function giveUpWhenLost(instance: Instance, end: WaitEnd): Promise<void> {
  if (end === 'aborted') throw new InterruptedError();
  const loss = await instance.lifeline.settledLoss();
  if (end !== 'lost' || loss === null) return;
  const code = { crashed: 'dies', disconnected: 'disconnects', flooded: 'floods' }[loss.kind];
  throw new StartError(
    code,
    'join',
    `The client was lost while it was asked ordinary CTCP queries: ${loss.note}. Send it a plain PING, VERSION, TIME, CLIENTINFO, USERINFO, FINGER and SOURCE by hand to see which one does it.`,
    instance.transcript(),
  );
}

/**
 * Waits for answers that come although a later query was answered before them: they tell that the client does
 * not keep order, and the slowest of them how long such a client has to be watched.
 */
async function waitForStragglers(
  instance: Instance,
  probes: readonly Probe[],
  collect: () => void,
): Promise<void> {
  const answered = (): Probe[] => probes.filter((one) => one.reply !== null);
  for (let before = -1; answered().length > before;) {
    before = answered().length;
    if (before === 0 || before === probes.length) return;
    const slowest = Math.max(...answered().map((one) => (one.reply?.ms ?? 0) - one.sentMs));
    const windowMs = Math.min(STRAGGLERS_MOST_MS, STRAGGLERS_LEAST_MS + 2 * slowest);
    await giveUpWhenLost(
      instance,
      await instance.lifeline.until(() => false, { elapsedMs: windowMs, nudge: true }),
    );
    collect();
  }
}

/** Silence may be a client's right; silence to the server's PING is not. */
async function giveUpWhenHung(instance: Instance, timeoutMs: number): Promise<void> {
  if (await instance.lifeline.answersPing(timeoutMs)) return;
  await giveUpWhenLost(instance, instance.lifeline.loss === null ? 'done' : 'lost');
  throw new StartError(
    'hangs',
    'join',
    `The client stopped answering the server's PING while it was asked ordinary CTCP queries (${timeoutMs} ms). Look at the transcript for the last query that it answered.`,
    instance.transcript(),
  );
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
