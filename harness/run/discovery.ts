import type { Discovery } from '../../reports/model/report.ts';
import type { ReceivedLine } from '../server/session.ts';
import { parseCtcp } from '../wire/ctcp.ts';
import { printBytes } from '../wire/notation.ts';
import { Ambient } from './ambient.ts';
import { claimsOf } from './claims-reply.ts';
import type { Instance } from './instance.ts';
import type { Declined, DisplayPatterns, Knowledge } from './knowledge.ts';
import { isPong } from './open-session.ts';
import { askEverything, inOrder, pickControl, type QUERIES } from './probes.ts';

/** A client that keeps no order is watched three times as long as its slowest answer took. */
const SLOWEST_TIMES = 3;
const LEAST_OBSERVATION_MS = 2000;

export interface Discovered {
  readonly discovery: Discovery;
  readonly knowledge: Knowledge;
}

export interface DiscoveryRequest {
  /** What to ask besides the last PING and VERSION. */
  readonly queries: typeof QUERIES;
  readonly seed: number;
  readonly timeoutMs: number;
  readonly declines: Declined;
  readonly display: DisplayPatterns | null;
}

/**
 * Finds out, on a client that has just been started, what the scenarios may rely on: which query it answers, so
 * that one can be the control; whether it keeps order; what it sends of its own accord; what it claims.
 *
 * @throws StartError when the client is lost meanwhile
 */
export async function discover(instance: Instance, request: DiscoveryRequest): Promise<Discovered> {
  const ambient = new Ambient();
  const started = instance.session.elapsedMs();
  const probes = await askEverything(instance, request.queries, { ...request, ambient });
  const answered = probes.filter((probe) => probe.reply !== null);
  const control = pickControl(answered);
  const order = control === null ? 'unknown' : inOrder(probes, instance.lifeline.lines) ? 'kept' : 'not-kept';
  const slowest =
    answered.length === 0
      ? null
      : Math.max(...answered.map((probe) => (probe.reply?.ms ?? 0) - probe.sentMs));
  const answers = new Set(
    answered
      .filter((probe) => probe.kind === 'private' && !isComplaint(probe.reply))
      .map((probe) => probe.query),
  );
  const knowledge: Knowledge = {
    seed: request.seed,
    control,
    order,
    asked: new Set(request.queries),
    answers,
    ambient,
    capabilities: instance.session.capabilities,
    declines: request.declines,
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
  const list = textOf('CLIENTINFO');
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
    claims: list === null ? null : claimsOf(list),
    version: version === null ? null : printBytes(version),
    ambient: ambient.describe(),
    capabilities: [...instance.session.capabilities].sort(),
    lineEnding: lineEndingOf([...instance.linesAtStart, ...instance.lifeline.lines]),
    startMs: instance.startMs,
    slowestReplyMs: slowest === null ? null : Math.round(slowest),
  };
  return { discovery, knowledge };
}

/** An ERRMSG in the place of a reply: the client says that it does not know the query. */
function isComplaint(reply: ReceivedLine | null): boolean {
  const text = reply?.line?.params.at(-1);
  return text !== undefined && parseCtcp(text)?.command.toString('latin1').toUpperCase() === 'ERRMSG';
}

function lineEndingOf(lines: readonly ReceivedLine[]): Discovery['lineEnding'] {
  const seen = new Set(lines.filter((line) => !isPong(line, '')).map((line) => line.ending));
  seen.delete('none');
  if (seen.size > 1) return 'mixed';
  const [only] = seen;
  return only === undefined || only === 'none' ? 'none' : only;
}
