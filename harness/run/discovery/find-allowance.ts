import type { Allowance } from '../schedule/allowance.ts';
import { askApart, type Question } from './apart.ts';
import { burst, type BurstResult } from './burst.ts';
import type { Control } from '../play/control.ts';
import type { FirstBurst } from './first-burst.ts';
import type { Instance } from '../instance/instance.ts';
import {
  answeredAmong,
  collect,
  isSorted,
  kindOf,
  lostAmong,
  pickControl,
  slowestOf,
  type Probe,
  type QUERIES,
} from './probes.ts';
import type { ClientStarts } from '../instance/client-starts.ts';
import type { ReceivedLine } from '../../server/session.ts';

/** What discovery needs to know before it can say anything else of a client. */
export interface Found {
  readonly control: Control | null;
  readonly order: 'kept' | 'not-kept' | 'unknown';
  readonly allowance: Allowance;
  /** From one peer: how many of a dozen queries were answered; null when it was not tried. */
  readonly fromOnePeer: number | null;
  /** The first answer to each question, as `kindOf` names it. */
  readonly replies: ReadonlyMap<string, ReceivedLine>;
  readonly slowestMs: number | null;
  /** The client that was asked first may be played on. */
  readonly reusable: boolean;
}

export interface FindRequest {
  readonly queries: typeof QUERIES;
  readonly seed: number;
  readonly timeoutMs: number;
  /** Starts those that will play a client that queues its replies, beside `others`, if one takes so many ms to start. */
  readonly startAhead: (startMs: number, others: number) => void;
}

const NO_LIMIT: Allowance = { kind: 'none', burst: null, intervalMs: 0 };
const PING: Control = { query: 'PING', echoesToken: true };

/** More than the windows of a run hold. */
const MANY = 40;
export const DOZEN = 12;
/** As long as a line may be, nearly: limits by size show in these. */
const LONG = 400;
/** Enough to tell a queue from a limit, and not too long to wait for where one reply takes three seconds. */
const FEW = 6;
/** A quick client that has said nothing for so long says nothing more. */
const SILENT_MS = 1500;
/** Of forty answers that take their time, one at least comes within so long. */
const LATE_MS = 5000;
/** A queue that lets nothing out for so long is empty. */
const DRAINED_MS = 10_000;
/** Replies farther apart than this wait for each other. */
const QUEUE_MS = 300;

/** Measures how many queries a client answers, how fast, and in what order. @throws StartError */
export async function findAllowance(
  instance: Instance,
  starts: ClientStarts,
  first: FirstBurst,
  request: FindRequest,
): Promise<Found> {
  const quickly = first.quick ? await findOfQuick(instance, starts, first, request) : null;
  return quickly ?? findOfSlow(instance, starts, first, request);
}

/** @returns null for a client that seemed quick, by chance */
async function findOfQuick(
  instance: Instance,
  starts: ClientStarts,
  { probes }: FirstBurst,
  request: FindRequest,
): Promise<Found | null> {
  const answered = answeredAmong(probes);
  const control = pickControl(answered);
  const replies = repliesOf(probes);
  const found = {
    control,
    replies,
    allowance: NO_LIMIT,
    fromOnePeer: null,
    slowestMs: answered.length === 0 ? null : slowestOf(probes),
    reusable: true,
  };
  if (control === null) return { ...found, order: 'unknown' };
  if (!isSorted(probes, instance.lifeline)) return null;
  const { seed } = request;
  if (lostAmong(probes, replies).length === 0) {
    const quietMs = Math.max(SILENT_MS, 3 * slowestOf(probes));
    const many = await burst(instance, { control, count: MANY, seed, key: 'many', quietMs });
    if (!many.sorted) return null;
    if (many.answered === many.sent) {
      const same = await burst(instance, {
        control,
        count: DOZEN,
        seed,
        key: 'same',
        quietMs,
        fromOnePeer: true,
      });
      const limited = same.answered < same.sent;
      return {
        ...found,
        order: 'kept',
        fromOnePeer: same.answered,
        // It may hold that against others as well.
        reusable: !limited,
      };
    }
  }
  return findOfDropping(starts, found, { control, probes }, request);
}

/** @returns null when some were answered out of order, or none at all, or all: then it is a matter of time */
async function findOfDropping(
  starts: ClientStarts,
  found: Omit<Found, 'order'>,
  { control, probes }: { readonly control: Control; readonly probes: readonly Probe[] },
  request: FindRequest,
): Promise<Found | null> {
  if (starts.sparing)
    return { ...found, order: 'kept', allowance: limitSeen(probes, found.replies), reusable: false };
  const allowance = await measureLimit(starts, found.replies, control, request.seed);
  if (allowance === null) return null;
  const apart = await askApart(starts, questionsOf(request.queries), {
    seed: request.seed,
    timeoutMs: Math.min(request.timeoutMs, 2 * SILENT_MS),
    fence: (allowance.burst ?? 0) >= 2 ? [control.query] : [],
    keepsOrder: Promise.resolve(true),
  });
  return {
    ...found,
    order: 'kept',
    allowance,
    replies: new Map([...repliesOf(apart.probes), ...found.replies]),
    slowestMs: Math.max(found.slowestMs ?? 0, apart.slowestMs),
    reusable: false,
  };
}

/** Where there is no second client to measure it on: what was answered before the first loss, or at least a dozen. */
function limitSeen(probes: readonly Probe[], replies: ReadonlyMap<string, ReceivedLine>): Allowance {
  const [lost] = lostAmong(probes, replies);
  const before = lost === undefined ? probes : probes.slice(0, probes.indexOf(lost));
  return { kind: 'drop', burst: Math.max(1, answeredAmong(before).length), intervalMs: 0 };
}

/**
 * Bursts of several kinds, each on a fresh client: the fewest answers that any of them got are the allowance.
 *
 * @returns null when some were answered out of order, or none of the first kind, or all of all kinds
 */
async function measureLimit(
  starts: ClientStarts,
  replies: ReadonlyMap<string, ReceivedLine>,
  control: Control,
  seed: number,
): Promise<Allowance | null> {
  const shapes: readonly { control: Control; count: number; padding?: number }[] = [
    { control, count: MANY },
    ...(control.query === 'PING' ? [{ control, count: DOZEN, padding: LONG }] : []),
    ...(replies.has('private VERSION') && control.query !== 'VERSION'
      ? [{ control: { query: 'VERSION', echoesToken: false } as const, count: DOZEN }]
      : []),
  ];
  const results = await onFreshClients(starts, shapes, (fresh, shape, index) =>
    // The first and longest shows whether what is missing comes after all.
    burst(fresh, { ...shape, seed, key: `limit/${index}`, quietMs: index === 0 ? LATE_MS : SILENT_MS }),
  );
  // Long queries may all be too long for it; of short ones, a quick client answers the first.
  if (results[0]?.answered === 0 || results.some(({ sorted }) => !sorted)) return null;
  // None was lost this time: what was lost before was not lost to a limit.
  if (results.every(({ answered, sent }) => answered === sent)) return null;
  const limit = Math.min(...results.map(({ beforeLoss }) => beforeLoss));
  return { kind: 'drop', burst: Math.max(1, limit), intervalMs: 0 };
}

/** A client that makes one wait is asked by many at once. */
async function findOfSlow(
  instance: Instance,
  starts: ClientStarts,
  { probes }: FirstBurst,
  { queries, seed, timeoutMs, startAhead }: FindRequest,
): Promise<Found> {
  const questions = questionsOf(queries);
  // Where there is no other client to measure on, this one has to say first what it still has to say.
  if (starts.sparing) await instance.lifeline.until(() => false, { quietMs: DRAINED_MS });
  // Those that will play start at once as well: many a slow client is slowest just after its start.
  startAhead(instance.startMs, questions.length + 1);
  const measured = measureQueue(starts, { seed, timeoutMs });
  // Rejections are taken up where it is awaited below.
  const keepsOrder = measured.then(({ sorted }) => sorted && isSorted(probes, instance.lifeline));
  keepsOrder.catch(() => undefined);
  const apart = await askApart(starts, questions, {
    seed,
    timeoutMs,
    fence: ['PING', 'VERSION'],
    keepsOrder,
  });
  const few = await measured;
  collect(probes, instance.lifeline);
  const control = pickControl([...answeredAmong(probes), ...answeredAmong(apart.probes)]);
  const sorted = (await keepsOrder) && apart.sorted && isSorted(probes, instance.lifeline);
  // One that keeps order let the last of a dozen wait for all others, which says nothing of how long a few take.
  const slowestMs =
    sorted && apart.slowestMs > 0
      ? apart.slowestMs
      : Math.max(slowestOf(probes), apart.slowestMs, few.slowestMs);
  const replies = new Map([...repliesOf(apart.probes), ...repliesOf(probes)]);
  const waits = control === null || !sorted ? NO_LIMIT : allowanceOf(few);
  // One that answers a few at once and not a dozen has a limit, and no queue.
  const drops = control !== null && sorted && waits.kind === 'none' && few.slowestMs < SILENT_MS;
  return {
    control,
    order: control === null ? 'unknown' : sorted ? 'kept' : 'not-kept',
    allowance: (drops ? await measureLimit(starts, replies, control, seed) : null) ?? waits,
    fromOnePeer: null,
    replies,
    slowestMs: control === null ? null : slowestMs,
    reusable: false,
  };
}

async function measureQueue(
  starts: ClientStarts,
  { seed, timeoutMs }: { seed: number; timeoutMs: number },
): Promise<BurstResult> {
  const [result] = await onFreshClients(starts, [PING], (fresh, control) =>
    burst(fresh, { control, count: FEW, seed, key: 'queue', quietMs: timeoutMs, queueMs: QUEUE_MS }),
  );
  if (result === undefined) throw new Error('a burst without a result');
  return result;
}

function allowanceOf({ answered, sent, beforeLoss, gap, intervalMs, usualMs }: BurstResult): Allowance {
  const queues = intervalMs >= QUEUE_MS;
  if (answered === sent && !queues) return NO_LIMIT;
  if (gap || (answered > 0 && !queues)) return { kind: 'drop', burst: Math.max(1, beforeLoss), intervalMs };
  // Its queue may be longer, but so many are certain; without a PING to go by, few enough for any queue.
  return { kind: 'queue', burst: Math.max(3, answered), intervalMs: usualMs };
}

function repliesOf(probes: readonly Probe[]): Map<string, ReceivedLine> {
  const replies = new Map<string, ReceivedLine>();
  for (const one of probes)
    if (one.reply !== null && !replies.has(kindOf(one))) replies.set(kindOf(one), one.reply);
  return replies;
}

async function onFreshClients<T, R>(
  starts: ClientStarts,
  all: readonly T[],
  act: (fresh: Instance, one: T, index: number) => Promise<R>,
): Promise<R[]> {
  void starts.prefetch(all.length);
  return Promise.all(
    all.map(async (one, index) => {
      const fresh = await starts.take();
      try {
        return await act(fresh, one, index);
      } finally {
        await fresh.end();
      }
    }),
  );
}

/** What is asked one by one; PING and VERSION stand behind each question in any case. */
function questionsOf(queries: readonly Control['query'][]): Question[] {
  return [
    ...queries.filter((query) => query !== 'PING').map((query): Question => ({ query, kind: 'private' })),
    { query: 'PING', kind: 'channel' },
    { query: 'VERSION', kind: 'channel' },
  ];
}
