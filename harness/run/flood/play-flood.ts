import type { Curve } from '../../../reports/model/report.ts';
import type { Instance } from '../instance/instance.ts';
import type { Knowledge } from '../knowledge.ts';
import type { ControlQuery } from '../play/control.ts';
import { keyOf, Play, type Item } from '../play/play.ts';
import type { Ending, Observation, PlayEvent } from '../play/observation.ts';
import { Pulse } from '../play/pulse.ts';
import { Recorder, wireBytes } from '../play/recorder.ts';
import { FloodMeter } from './flood-meter.ts';
import { FloodPeers } from './flood-peers.ts';
import { Pings } from './pings.ts';
import type { FloodStage } from './stage.ts';
import { TreeMeter } from './tree-meter.ts';
import { Watch } from './watch.ts';

export interface FloodRequest {
  readonly item: Item;
  readonly attempt: number;
  /** Starts a second copy of the client. */
  readonly startFresh: () => Promise<Instance>;
}

/** How long a flood is watched where the scenario does not say. */
const WATCH_MS = 30_000;
/** A client that lets PONG wait behind a slow queue is not hung: it sends something every few seconds. */
const STILL_BUSY_MS = 15_000;

/**
 * Plays one scenario that measures a client under a flood, on a client of its own, and watches it until it has answered
 * somebody new and every PING, or until the declared time is over.
 */
export async function playFlood(
  instance: Instance,
  knowledge: Knowledge,
  request: FloodRequest,
): Promise<Observation> {
  const { session, lifeline } = instance;
  const { item, attempt } = request;
  const key = `${keyOf(item)}/${attempt}`;
  const play = new Play(item, knowledge.seed, attempt, {
    session,
    channel: instance.channel,
    server: instance.serverName,
  });
  const controls: ControlQuery[] = [];
  const recorder = new Recorder(instance, [play], controls, knowledge, true);
  const peers = new FloodPeers(knowledge.seed, key);
  const meter = new FloodMeter(peers, (line) => controls.some((control) => control.isReply(line)));
  const watchMs = item.scenario.observeMs ?? WATCH_MS;
  const beganMs = session.elapsedMs();
  const stage: FloodStage = {
    instance,
    knowledge,
    play,
    recorder,
    peers,
    meter,
    controls,
    key,
    untilMs: beganMs + watchMs,
    values: {},
    startFresh: request.startFresh,
  };
  const epochMs = Date.now() - beganMs;
  lifeline.claim = (line) => meter.take(line);
  const tree = new TreeMeter(instance.client.pid);
  const pings = new Pings(session);
  session.recording = false;
  meter.begin(beganMs);
  try {
    const watch = new Watch(stage, pings);
    let displayLost = false;
    // Nothing could be judged of a client that answers nothing, and it would be watched to the end.
    const isVain = answersNothing(knowledge, play);
    for (const step of isVain ? [] : item.scenario.steps)
      if (!(await watch.perform(step, tree))) displayLost = true;
    const isSettled = isVain || (await watch.settle());
    // The last look is the end of the curves.
    await tree.look();
    const ending = watch.isCutOff ? null : await endingOf(stage, pings, watch);
    const sorted = recorder.sort(play);
    const isFenced = isSettled && knowledge.order === 'kept';
    return {
      play,
      alone: true,
      fresh: true,
      caused: sorted.caused,
      shown: item.case.needs.display === true ? await watch.shown() : null,
      styled: null,
      printed: null,
      dcc: null,
      ending,
      exit: null,
      epochMs,
      canary: sorted.canary,
      evidence: isFenced ? 'fenced' : 'timed',
      observationMs: isFenced ? null : watchMs,
      observationDeclared: true,
      cause: causeOf(stage, displayLost),
      events: [...sorted.events, ...repliesOf(meter)].sort((a, b) => a.ms - b.ms),
      fence: isFenced ? sorted.fence : null,
      taken: null,
      measured: { values: watch.values(), curves: curvesOf(meter, pings, tree, session.elapsedMs()) },
    };
  } finally {
    pings.stop();
    tree.stop();
    lifeline.claim = null;
  }
}

function causeOf(
  { knowledge, play, instance, values }: FloodStage,
  displayLost: boolean,
): Observation['cause'] {
  if (instance.lifeline.interrupted) return 'interrupted';
  if (answersNothing(knowledge, play)) return 'answers-nothing';
  if (lacksGrowth(play, values)) return 'control-lost';
  return displayLost ? 'display-lost' : null;
}

function answersNothing({ control }: Knowledge, { item }: Play): boolean {
  return control === null && (item.case.needs.answers ?? []).length > 0;
}

/** A round is over when the PING behind it is answered; without that, nothing can be said of what it left behind. */
function lacksGrowth({ item }: Play, values: FloodStage['values']): boolean {
  return (
    values.residentGrowth === undefined &&
    item.scenario.steps.some((step) => step.do === 'flood' && step.rounds > 1)
  );
}

async function endingOf(
  { instance, recorder }: FloodStage,
  pings: Pings,
  watch: Watch,
): Promise<Ending | null> {
  const loss = await instance.lifeline.settledLoss();
  if (loss !== null)
    return { ...loss, event: recorder.note(null, 'process', Buffer.from(loss.note), 'caused') };
  if (pings.answered || watch.hasResumed || instance.lifeline.silentMs < STILL_BUSY_MS) return null;
  if (await new Pulse().isAlive(instance)) return null;
  const note = `no answer to the server's PING within ${instance.timeoutMs} ms`;
  return { kind: 'hung', note, event: recorder.note(null, 'process', Buffer.from(note), 'caused') };
}

function curvesOf(meter: FloodMeter, pings: Pings, tree: TreeMeter, nowMs: number): Curve[] {
  return [...meter.curves(nowMs), pings.curve(), ...tree.curves()].filter(({ points }) => points.length > 1);
}

/** What was kept of the replies, and how many were not. */
function repliesOf({ replies }: FloodMeter): PlayEvent[] {
  const event = (received: (typeof replies.first)[number]): PlayEvent => ({
    ms: received.ms,
    from: 'client',
    bytes: wireBytes(received),
    role: 'caused',
  });
  const left = replies.leftOut;
  const gap: PlayEvent[] =
    left === 0
      ? []
      : [
          {
            ms: replies.first.at(-1)?.ms ?? 0,
            from: 'process',
            bytes: Buffer.from(`${left} more replies, counted and not kept`),
            role: 'caused',
          },
        ];
  return [...replies.first.map(event), ...gap, ...replies.last.map(event)];
}
