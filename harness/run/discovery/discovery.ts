import type { Discovery } from '../../../reports/model/report.ts';
import type { ReceivedLine } from '../../server/session.ts';
import { parseCtcp } from '../../wire/ctcp.ts';
import { printBytes } from '../../wire/notation.ts';
import { Ambient } from './ambient.ts';
import { claimsOf } from '../judge/claims-reply.ts';
import type { Instance } from '../instance/instance.ts';
import type { Declined, DisplayPatterns, Knowledge } from '../knowledge.ts';
import { isPong } from '../instance/open-session.ts';
import { STEP_NAMES } from '../instance/start-steps.ts';
import { DOZEN, findAllowance, type Found } from './find-allowance.ts';
import { firstBurst } from './first-burst.ts';
import type { QUERIES } from './probes.ts';
import type { ClientStarts } from '../instance/client-starts.ts';

/** A client is watched so many times as long as its slowest answer took, within these bounds: longer where any may be late. */
const SLOWEST_TIMES = { kept: 2, 'not-kept': 3, unknown: 3 } as const;
const LEAST_OBSERVATION_MS = 2000;
const MOST_OBSERVATION_MS = 60_000;
/** A control that takes so many times as long as the slowest answer of discovery is asked again on a fresh client. */
const PATIENCE_TIMES = 30;
const LEAST_PATIENCE_MS = 2000;

export interface Discovered {
  readonly discovery: Discovery;
  readonly knowledge: Knowledge;
  /** The client that was asked may be played on. */
  readonly reusable: boolean;
}

export interface DiscoveryRequest {
  /** What to ask besides the last PING and VERSION. */
  readonly queries: typeof QUERIES;
  readonly seed: number;
  readonly timeoutMs: number;
  readonly declines: Declined;
  readonly display: DisplayPatterns | null;
  readonly product: string | null;
  /** Starts those that will play a client that queues its replies, beside `others`, if one takes so many ms to start. */
  readonly startAhead: (startMs: number, others: number) => void;
}

/**
 * Finds out, on a client that has just been started and where need be on more of them, what the scenarios may rely
 * on: which query it answers, so that one can be the control; how many at a time; whether it keeps order; what it
 * sends of its own accord; what it claims.
 *
 * @throws StartError when the client is lost meanwhile
 */
export async function discover(
  instance: Instance,
  starts: ClientStarts,
  request: DiscoveryRequest,
): Promise<Discovered> {
  const ambient = new Ambient();
  const started = instance.session.elapsedMs();
  const first = await firstBurst(instance, request.queries, { ...request, ambient });
  const found = await findAllowance(instance, starts, first, request);
  first.learn();
  const { control, order, slowestMs, allowance, replies } = found;
  const answers = new Set(
    request.queries.filter((query) => {
      const reply = replies.get(`private ${query}`);
      return reply !== undefined && !isComplaint(reply);
    }),
  );
  const knowledge: Knowledge = {
    seed: request.seed,
    control,
    order,
    allowance,
    asked: new Set(request.queries),
    answers,
    ambient,
    capabilities: instance.session.capabilities,
    carried: instance.carried,
    declines: request.declines,
    observationMs: Math.min(
      MOST_OBSERVATION_MS,
      Math.max(LEAST_OBSERVATION_MS, SLOWEST_TIMES[order] * (slowestMs ?? 0)),
    ),
    timeoutMs: request.timeoutMs,
    patienceMs: Math.min(
      request.timeoutMs,
      Math.max(LEAST_PATIENCE_MS, PATIENCE_TIMES * (slowestMs ?? request.timeoutMs)),
    ),
    display: request.display,
    product: request.product,
  };
  const textOf = (query: string): Buffer | null => {
    const text = replies.get(`private ${query}`)?.line?.params.at(-1);
    return text === undefined ? null : (parseCtcp(text)?.params ?? null);
  };
  const joins = instance.session.channels().includes(instance.channel);
  const list = textOf('CLIENTINFO');
  const version = textOf('VERSION');
  const discovery: Discovery = {
    steps: [
      ...instance.startSteps.map(({ step, ms }) => ({
        step: STEP_NAMES[step],
        ok: step === 'join' ? joins : true,
        ms,
        note: step === 'join' && !joins ? `it left ${instance.channel} again` : '',
      })),
      {
        step: 'answers CTCP',
        // Who says so in the profile answers none on purpose.
        ok: control !== null ? true : request.declines === 'all' ? null : false,
        ms: Math.round(instance.session.elapsedMs() - started),
        note: control === null ? 'it answers no query' : `control: ${control.query}`,
      },
      { step: 'keeps order', ok: order === 'kept' ? true : null, ms: 0, note: order },
      {
        step: 'answers many at a time',
        ok: found.allowance.kind === 'none' && control !== null ? true : null,
        ms: 0,
        note: sentenceOf(found),
      },
    ],
    registers: true,
    answersPing: true,
    joins,
    control,
    order,
    answers: [...answers],
    claims: list === null ? null : claimsOf(list),
    version: version === null ? null : printBytes(version),
    ambient: ambient.describe(),
    capabilities: [...instance.session.capabilities].sort(),
    lineEnding: lineEndingOf([...instance.linesAtStart, ...instance.lifeline.lines]),
    startMs: instance.startMs,
    slowestReplyMs: slowestMs === null ? null : Math.round(slowestMs),
    allowance: {
      ...allowance,
      intervalMs: Math.round(allowance.intervalMs),
      fromOnePeer: found.fromOnePeer,
    },
  };
  return { discovery, knowledge, reusable: found.reusable };
}

/** What a reader of the report is told about the limits of a client. */
function sentenceOf({ control, order, allowance, fromOnePeer }: Found): string {
  if (control === null) return 'unknown: it answers no query';
  if (order === 'not-kept') return 'not measured: answers come in any order';
  const seconds = (allowance.intervalMs / 1000).toFixed(1);
  switch (allowance.kind) {
    case 'drop':
      return `${allowance.burst ?? 0} at a time, further ones are dropped`;
    case 'queue':
      return allowance.burst === null
        ? `one after another, every ${seconds} s`
        : `one after another, every ${seconds} s; ${allowance.burst} outstanding ones are certain`;
    case 'none':
      return fromOnePeer !== null && fromOnePeer < DOZEN
        ? `no limit found; ${fromOnePeer} of ${DOZEN} from one peer`
        : 'no limit found';
  }
}

/** An ERRMSG in the place of a reply: the client says that it does not know the query. */
function isComplaint(reply: ReceivedLine | null): boolean {
  const text = reply?.line?.params.at(-1);
  return text !== undefined && parseCtcp(text)?.command.toString('latin1').toUpperCase() === 'ERRMSG';
}

function lineEndingOf(lines: readonly ReceivedLine[]): Discovery['lineEnding'] {
  const seen = new Set(lines.filter((line) => !isPong(line, '')).map((line) => line.ending));
  seen.delete('none');
  // A message needs no line ending.
  seen.delete('message');
  if (seen.size > 1) return 'mixed';
  const [only] = seen;
  return only === 'crlf' || only === 'lf' ? only : 'none';
}
