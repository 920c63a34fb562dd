import type { Discovery } from '../../reports/model/report.ts';
import type { ReceivedLine } from '../server/session.ts';
import { parseCtcp } from '../wire/ctcp.ts';
import { printBytes } from '../wire/notation.ts';
import { Ambient, chatAnswerOf } from './ambient.ts';
import { ControlQuery, type Control } from './control.ts';
import type { Instance } from './instance.ts';
import type { Knowledge, DisplayPatterns } from './knowledge.ts';
import type { WaitEnd } from './lifeline.ts';
import { castFor } from './names.ts';
import { isPong } from './open-session.ts';
import { InterruptedError, StartError } from './start-error.ts';

/** What is asked of every client, in this order; PING stands at both ends so that it can be a fence. */
const QUERIES: readonly Control['query'][] = [
  'PING',
  'VERSION',
  'TIME',
  'CLIENTINFO',
  'USERINFO',
  'FINGER',
  'SOURCE',
];

/** A client that keeps no order is watched three times as long as its slowest answer took. */
const SLOWEST_TIMES = 3;
const LEAST_OBSERVATION_MS = 2000;

interface Probe {
  readonly query: Control['query'];
  readonly kind: 'private' | 'channel';
  readonly asked: ControlQuery;
  sentMs: number;
  reply: ReceivedLine | null;
}

export interface DiscoveryRequest {
  readonly seed: number;
  readonly timeoutMs: number;
  readonly silentOnPurpose: boolean;
  readonly display: DisplayPatterns | null;
}

/**
 * Finds out, on a client that has just been started, what the scenarios may rely on: which query it answers, so
 * that one can be the control; whether it keeps order; what it sends of its own accord; what it claims.
 *
 * @throws StartError when the client is lost meanwhile
 */
export async function discover(
  instance: Instance,
  request: DiscoveryRequest,
): Promise<{ discovery: Discovery; knowledge: Knowledge }> {
  const ambient = new Ambient();
  const started = instance.session.elapsedMs();
  const probes = await askEverything(instance, request, ambient);
  const answered = probes.filter((probe) => probe.reply !== null);
  const control = pickControl(answered);
  const order = control === null ? 'unknown' : inOrder(probes, instance.lifeline.lines) ? 'kept' : 'not-kept';
  const slowest =
    answered.length === 0
      ? null
      : Math.max(...answered.map((probe) => (probe.reply?.ms ?? 0) - probe.sentMs));
  const answers = new Set(answered.filter((probe) => probe.kind === 'private').map((probe) => probe.query));
  const knowledge: Knowledge = {
    seed: request.seed,
    control,
    order,
    answers,
    ambient,
    capabilities: instance.session.capabilities,
    silentOnPurpose: request.silentOnPurpose,
    observationMs: Math.min(
      request.timeoutMs,
      Math.max(LEAST_OBSERVATION_MS, SLOWEST_TIMES * (slowest ?? 0)),
    ),
    timeoutMs: request.timeoutMs,
    display: request.display,
  };
  const textOf = (query: string): Buffer | null => {
    const text = answered
      .find((probe) => probe.query === query && probe.kind === 'private')
      ?.reply?.line?.params.at(-1);
    return text === undefined ? null : (parseCtcp(text)?.params ?? null);
  };
  const claims =
    textOf('CLIENTINFO')
      ?.toString('latin1')
      .split(/[ ,]+/)
      .filter((word) => /^[A-Za-z0-9_-]+$/.test(word)) ?? null;
  const version = textOf('VERSION');
  const discovery: Discovery = {
    steps: [
      {
        step: 'starts, connects, registers, answers PING, joins',
        ok: true,
        ms: instance.startMs,
        note: `${instance.linesAtStart.length} lines`,
      },
      {
        step: 'answers CTCP',
        ok: control !== null,
        ms: Math.round(instance.session.elapsedMs() - started),
        note: control === null ? 'it answers no query' : `control: ${control.query}`,
      },
      { step: 'keeps order', ok: order === 'unknown' ? null : order === 'kept', ms: 0, note: order },
    ],
    registers: true,
    answersPing: true,
    joins: true,
    control,
    order,
    answers: [...answers],
    claims,
    version: version === null ? null : printBytes(version),
    ambient: ambient.describe(),
    capabilities: [...instance.session.capabilities].sort(),
    lineEnding: lineEndingOf([...instance.linesAtStart, ...instance.lifeline.lines]),
    startMs: instance.startMs,
    slowestReplyMs: slowest === null ? null : Math.round(slowest),
  };
  return { discovery, knowledge };
}

async function askEverything(
  instance: Instance,
  request: DiscoveryRequest,
  ambient: Ambient,
): Promise<Probe[]> {
  const { session, lifeline } = instance;
  for (const line of instance.linesAtStart) ambient.learn(line);
  const chats = ['first', 'second'].map((name) => castFor(request.seed, `chat/${name}`));
  session.sendLines(
    chats.map(({ peer, token }, index) =>
      Buffer.from(
        `:${peer.source} PRIVMSG ${session.nick.toString()} :${index === 0 ? 'hello' : 'good evening to you'} ${token}`,
      ),
    ),
  );
  const probes = [
    ...QUERIES.map((query) => probe(instance, request, query, 'private', 'first')),
    probe(instance, request, 'PING', 'channel', 'channel'),
    probe(instance, request, 'VERSION', 'channel', 'channel'),
    probe(instance, request, 'VERSION', 'private', 'second'),
    probe(instance, request, 'PING', 'private', 'second'),
    probe(instance, request, 'TIME', 'private', 'last'),
    probe(instance, request, 'VERSION', 'private', 'last'),
    probe(instance, request, 'PING', 'private', 'last'),
  ];
  session.sendLines(probes.map(({ asked }) => asked.line));
  const sentMs = session.elapsedMs();
  for (const one of probes) one.sentMs = sentMs;
  const collect = (): void => {
    for (const one of probes) one.reply ??= lifeline.lines.find((line) => one.asked.isReply(line)) ?? null;
  };
  const last = probes.filter((one) => one.asked.line.length > 0).slice(-2);
  const finished = (): boolean => {
    collect();
    const answers = new Set(probes.filter((one) => one.reply !== null).map((one) => one.query));
    return last.some((one) => one.reply !== null && (one.query === 'PING' || !answers.has('PING')));
  };
  await giveUpWhenLost(instance, await lifeline.until(finished, { quietMs: request.timeoutMs, nudge: true }));
  collect();
  if (!inOrder(probes, lifeline.lines)) {
    // Answers are still to come: the slowest of them sets how long such a client has to be watched.
    await giveUpWhenLost(
      instance,
      await lifeline.until(() => (collect(), probes.every((one) => one.reply !== null)), {
        quietMs: Math.min(request.timeoutMs, 8000),
      }),
    );
  }
  for (const one of probes) instance.earlier.add(one.asked.nick);
  learn(instance, ambient, probes, chats);
  return probes;
}

function probe(
  instance: Instance,
  { seed }: DiscoveryRequest,
  query: Control['query'],
  kind: Probe['kind'],
  key: string,
): Probe {
  const target = kind === 'channel' ? Buffer.from(instance.channel) : instance.session.nick;
  const asked = new ControlQuery(
    { query, echoesToken: query === 'PING' },
    target,
    seed,
    `discovery/${query}/${key}`,
  );
  return { query, kind, asked, sentMs: 0, reply: null };
}

/** PING, because its reply carries the token; else whatever is answered. */
function pickControl(answered: readonly Probe[]): Control | null {
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
function inOrder(probes: readonly Probe[], lines: readonly ReceivedLine[]): boolean {
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
  const loss = instance.lifeline.loss;
  if (end !== 'lost' || loss === null) return;
  const code = { crashed: 'dies', disconnected: 'disconnects', flooded: 'floods' }[loss.kind];
  throw new StartError(
    code,
    'join',
    `The client was lost while it was asked ordinary CTCP queries: ${loss.note}. Send it a plain PING, VERSION, TIME, CLIENTINFO, USERINFO, FINGER and SOURCE by hand to see which one does it.`,
    instance.transcript(),
  );
}

function learn(
  instance: Instance,
  ambient: Ambient,
  probes: readonly Probe[],
  chats: readonly ReturnType<typeof castFor>[],
): void {
  const answers = chats.map(({ peer }) =>
    instance.lifeline.lines.find((line) => line.line?.params[0]?.toString() === peer.nick),
  );
  const [one, two] = answers;
  const answer = one === undefined || two === undefined ? null : chatAnswerOf(one, two);
  if (answer !== null) ambient.learnChatAnswer(answer);
  for (const { peer } of chats) instance.earlier.add(peer.nick);
  for (const line of instance.lifeline.lines) {
    if (probes.some((probe) => probe.asked.explains(line)) || answers.includes(line)) continue;
    if (line.line?.command !== 'PONG') ambient.learn(line);
  }
}

function lineEndingOf(lines: readonly ReceivedLine[]): Discovery['lineEnding'] {
  const seen = new Set(lines.filter((line) => !isPong(line, '')).map((line) => line.ending));
  seen.delete('none');
  if (seen.size > 1) return 'mixed';
  const [only] = seen;
  return only === undefined || only === 'none' ? 'none' : only;
}
