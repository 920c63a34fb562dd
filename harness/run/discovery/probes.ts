import type { ReceivedLine } from '../../server/session.ts';
import { ControlQuery, type Control } from '../play/control.ts';
import type { Instance } from '../instance/instance.ts';
import type { Lifeline, WaitEnd } from '../instance/lifeline.ts';
import { InterruptedError, StartError } from '../instance/start-error.ts';

/** What is asked of every client, in this order. */
export const QUERIES: readonly Control['query'][] = [
  'PING',
  'VERSION',
  'TIME',
  'CLIENTINFO',
  'USERINFO',
  'FINGER',
  'SOURCE',
];

/** What is left to ask of a client that did not survive the whole list. */
export const FEWEST_QUERIES: readonly Control['query'][] = ['PING', 'VERSION'];

/** One query of discovery, and what came of it. */
export interface Probe {
  readonly query: Control['query'];
  readonly kind: 'private' | 'channel';
  readonly asked: ControlQuery;
  readonly line: Buffer;
  sentMs: number;
  reply: ReceivedLine | null;
}

/** @param key distinguishes this probe from all others of the run; the same key has the same peer */
export function probe(
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

/** Sends all at once. */
export function ask({ session, earlier }: Instance, probes: readonly Probe[]): void {
  session.sendLines(probes.map(({ line }) => line));
  for (const one of probes) {
    one.sentMs = session.elapsedMs();
    earlier.add(one.asked.nick);
  }
}

/** Fills in the replies that have come. */
export function collect(probes: readonly Probe[], { lines }: Pick<Lifeline, 'lines'>): void {
  for (const one of probes) one.reply ??= lines.find((line) => one.asked.isReply(line)) ?? null;
}

export function answeredAmong(probes: readonly Probe[]): Probe[] {
  return probes.filter(({ reply }) => reply !== null);
}

/** How long the slowest answer took, in ms; 0 when none came. */
export function slowestOf(probes: readonly Probe[]): number {
  return Math.max(0, ...answeredAmong(probes).map((one) => (one.reply?.ms ?? 0) - one.sentMs));
}

/** PING, because its reply carries the token; else whatever is answered. */
export function pickControl(answered: readonly Probe[]): Control | null {
  const privately = answered.filter((one) => one.kind === 'private');
  const [first] = privately;
  if (first === undefined) return null;
  const best =
    privately.find((one) => one.query === 'PING') ??
    privately.find((one) => one.query === 'VERSION') ??
    first;
  return { query: best.query, echoesToken: best.query === 'PING' };
}

/** The replies that came stand in the order of the queries of one connection. */
export function isSorted(probes: readonly Probe[], { lines }: Pick<Lifeline, 'lines'>): boolean {
  const places = probes.flatMap(({ reply }) => (reply === null ? [] : [lines.indexOf(reply)]));
  return places.every((place, index) => index === 0 || (places[index - 1] ?? 0) < place);
}

/** Queries left unanswered of a kind that is answered elsewhere. */
export function lostAmong(probes: readonly Probe[], answers: { has(kind: string): boolean }): Probe[] {
  return probes.filter(({ query, kind, reply }) => reply === null && answers.has(kindOf({ query, kind })));
}

export function kindOf({ query, kind }: Pick<Probe, 'query' | 'kind'>): string {
  return `${kind} ${query}`;
}

export async function giveUpWhenLost(instance: Instance, end: WaitEnd): Promise<void> {
  if (end === 'aborted') throw new InterruptedError();
  const loss = await instance.lifeline.settledLoss();
  if (end !== 'lost' || loss === null) return;
  const code = { crashed: 'dies', disconnected: 'disconnects', flooded: 'floods' }[loss.kind];
  throw new StartError(
    code,
    'join',
    `The client was lost while it was asked ordinary CTCP queries: ${loss.note}. Send it a plain PING, VERSION, TIME, CLIENTINFO, USERINFO, FINGER and SOURCE by hand to see which one does it.`,
    instance.transcript(),
    instance.startSteps,
  );
}

/** Silence may be a client's right; silence to the server's PING is not. */
export async function giveUpWhenHung(instance: Instance, timeoutMs: number): Promise<void> {
  if (await instance.lifeline.answersPing(timeoutMs)) return;
  await giveUpWhenLost(instance, instance.lifeline.loss === null ? 'done' : 'lost');
  throw new StartError(
    'hangs',
    'join',
    `The client stopped answering the server's PING while it was asked ordinary CTCP queries (${timeoutMs} ms). Look at the transcript for the last query that it answered.`,
    instance.transcript(),
    instance.startSteps,
  );
}
