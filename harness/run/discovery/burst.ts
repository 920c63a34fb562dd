import { ControlQuery, type Control } from '../play/control.ts';
import type { Instance } from '../instance/instance.ts';
import { answeredAmong, ask, collect, giveUpWhenLost, isSorted, slowestOf, type Probe } from './probes.ts';

/** What came of many queries sent at once to a fresh client. */
export interface BurstResult {
  readonly sent: number;
  readonly answered: number;
  /** How many were answered before the first that was not. */
  readonly beforeLoss: number;
  /** One was not answered although a later one was. */
  readonly gap: boolean;
  readonly sorted: boolean;
  /** The longest time that a reply took after the one before, in ms. */
  readonly intervalMs: number;
  /** The usual one of those that waited: now and then something else takes its turn in between. */
  readonly usualMs: number;
  readonly slowestMs: number;
}

export interface BurstRequest {
  readonly control: Control;
  readonly count: number;
  readonly seed: number;
  readonly key: string;
  /** Octets beside the token. */
  readonly padding?: number;
  /** All from one peer. */
  readonly fromOnePeer?: boolean;
  /** Nothing more is expected when nothing has come for so long, in ms. */
  readonly quietMs: number;
  /** Replies farther apart than this wait for each other: a few of them may tell enough. */
  readonly queueMs?: number;
}

/** That many are enough to tell how a queue behaves. */
const ENOUGH = 3;
/** More answers than that make for longer windows, which is worth a short wait only. */
const TOO_LONG_MS = 5000;
const DRY_MS = 6000;
const DRY_TIMES = 4;

/** @throws StartError when the client is lost meanwhile */
export async function burst(instance: Instance, request: BurstRequest): Promise<BurstResult> {
  const { control, seed, key } = request;
  const probes = Array.from({ length: request.count }, (_, index): Probe => {
    const peer = request.fromOnePeer === true ? key : `${key}/${index}`;
    const asked = new ControlQuery(control, seed, `burst/${peer}`);
    const line = asked.lineTo(instance.session.nick, request.padding ?? 0);
    return { query: control.query, kind: 'private', asked, line, sentMs: 0, reply: null };
  });
  const take = (): void => {
    if (request.fromOnePeer === true) takeFromOnePeer(probes, instance);
    else collect(probes, instance.lifeline);
  };
  const { queueMs } = request;
  ask(instance, probes);
  const end = await instance.lifeline.until(
    () => {
      take();
      if (answeredAmong(probes).length === probes.length) return true;
      return (
        queueMs !== undefined && (isQueue(probes, queueMs) || isDry(probes, instance.session.elapsedMs()))
      );
    },
    { quietMs: request.quietMs, nudge: true },
  );
  await giveUpWhenLost(instance, end);
  const answered = answeredAmong(probes);
  const firstLost = probes.findIndex(({ reply }) => reply === null);
  return {
    sent: probes.length,
    answered: answered.length,
    beforeLoss: firstLost < 0 ? probes.length : firstLost,
    gap: hasGap(probes),
    sorted: isSorted(probes, instance.lifeline),
    intervalMs: longestGap(answered),
    usualMs: usualGap(answered, queueMs ?? 0),
    slowestMs: slowestOf(probes),
  };
}

/** Replies to one peer name no query; they are counted from the front. */
function takeFromOnePeer(probes: readonly Probe[], { lifeline }: Instance): void {
  const replies = lifeline.lines.filter((line) => probes[0]?.asked.isReply(line) === true);
  for (const [index, one] of probes.entries()) one.reply ??= replies[index] ?? null;
}

function hasGap(probes: readonly Probe[]): boolean {
  const lost = probes.findIndex(({ reply }) => reply === null);
  return lost >= 0 && probes.slice(lost).some(({ reply }) => reply !== null);
}

/** Each answer so far has waited for the one before, and the others would take too long. */
function isQueue(probes: readonly Probe[], queueMs: number): boolean {
  const gaps = gapsOf(answeredAmong(probes));
  const left = probes.length - gaps.length - 1;
  return (
    gaps.length + 1 >= ENOUGH && gaps.every((gap) => gap >= queueMs) && left * Math.max(...gaps) > TOO_LONG_MS
  );
}

/** Nothing has come for several times as long as any answer let wait for itself after the one before. */
function isDry(probes: readonly Probe[], now: number): boolean {
  const answered = answeredAmong(probes);
  if (answered.length < ENOUGH) return false;
  const last = Math.max(...answered.map(({ reply }) => reply?.ms ?? 0));
  return now - last > Math.max(DRY_MS, DRY_TIMES * longestGap(answered));
}

function longestGap(answered: readonly Probe[]): number {
  return Math.max(0, ...gapsOf(answered));
}

function usualGap(answered: readonly Probe[], atLeastMs: number): number {
  const waits = gapsOf(answered)
    .filter((gap) => gap >= atLeastMs)
    .sort((a, b) => a - b);
  return waits[Math.floor((waits.length - 1) / 2)] ?? 0;
}

function gapsOf(answered: readonly Probe[]): number[] {
  const times = answered.flatMap(({ reply }) => (reply === null ? [] : [reply.ms])).sort((a, b) => a - b);
  return times.slice(1).map((ms, index) => ms - (times[index] ?? ms));
}
