import type { Curve } from '../../../reports/model/report.ts';
import type { Measure } from '../../scenario/measures.ts';
import { isMeasuredStep, type Step } from '../../scenario/model.ts';
import type { ShownLine } from '../../client/shown-line.ts';
import type { Instance } from '../instance/instance.ts';
import type { Knowledge } from '../knowledge.ts';
import type { ControlQuery } from '../play/control.ts';
import { keyOf, Play, type Item } from '../play/play.ts';
import type { Ending, Observation, PlayEvent } from '../play/observation.ts';
import { Pulse } from '../play/pulse.ts';
import { Recorder, wireBytes } from '../play/recorder.ts';
import { performStep } from '../play/steps.ts';
import { relayCopies } from './copies.ts';
import { FloodMeter } from './flood-meter.ts';
import { FloodPeers } from './flood-peers.ts';
import { Pings } from './pings.ts';
import { Probes } from './probes.ts';
import { reconnect } from './reconnect.ts';
import { reflectReplies } from './reflect.ts';
import { sendFlood } from './send-flood.ts';
import type { FloodStage } from './stage.ts';
import { TreeMeter } from './tree-meter.ts';

export interface FloodRequest {
  readonly item: Item;
  readonly attempt: number;
  /** Starts a second copy of the client. */
  readonly startFresh: () => Promise<Instance>;
}

/** How long a flood is watched where the scenario does not say. */
const WATCH_MS = 30_000;
const LOOK_MS = 250;

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
    for (const step of item.scenario.steps) if (!(await watch.perform(step, tree))) displayLost = true;
    const isSettled = await watch.settle();
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
      measured: { values: watch.values(), curves: curvesOf(meter, pings, tree, session.elapsedMs()) },
    };
  } finally {
    pings.stop();
    tree.stop();
    lifeline.claim = null;
  }
}

function causeOf({ knowledge, play, instance }: FloodStage, displayLost: boolean): Observation['cause'] {
  if (instance.lifeline.interrupted) return 'interrupted';
  const asks = (play.item.case.needs.answers ?? []).length > 0;
  if (asks && knowledge.control === null) return 'answers-nothing';
  return displayLost ? 'display-lost' : null;
}

async function endingOf(
  { instance, recorder }: FloodStage,
  pings: Pings,
  watch: Watch,
): Promise<Ending | null> {
  const loss = await instance.lifeline.settledLoss();
  if (loss !== null)
    return { ...loss, event: recorder.note(null, 'process', Buffer.from(loss.note), 'caused') };
  if (pings.answered || watch.hasResumed || (await new Pulse().isAlive(instance))) return null;
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

/** Takes the steps of one play, and waits for what comes of them. */
class Watch {
  readonly #stage: FloodStage;
  readonly #pings: Pings;
  #probes: Probes | null = null;
  #typedMs: number | null = null;
  #isCutOff = false;
  #mostReflected = 0;

  constructor(stage: FloodStage, pings: Pings) {
    this.#stage = stage;
    this.#pings = pings;
  }

  /** The harness itself has ended the connection. */
  get isCutOff(): boolean {
    return this.#isCutOff || this.#stage.values.thrownOff === 1;
  }

  /** Somebody new was answered after the flood. */
  get hasResumed(): boolean {
    return this.#probes !== null && this.#probes.answeredMs !== null;
  }

  /** @returns false when the display did not catch up */
  async perform(step: Step, tree: TreeMeter): Promise<boolean> {
    const { instance, play, recorder, startFresh } = this.#stage;
    if (step.do === 'user') this.#typedMs = instance.session.elapsedMs();
    if (!isMeasuredStep(step)) return performStep(step, play, instance, recorder, startFresh);
    switch (step.do) {
      case 'flood':
        await sendFlood(step, this.#stage, tree);
        // First the PING: its PONG has to overtake what waits, and what the probes add to that.
        this.#pings.ask();
        this.#probes = this.#newProbes();
        this.#probes.ask();
        return true;
      case 'reflect':
        this.#mostReflected = step.most;
        reflectReplies(step.most, this.#stage);
        return true;
      case 'copies':
        await relayCopies(step.lines, this.#stage);
        return true;
      case 'reconnect':
        this.#isCutOff = true;
        await reconnect(this.#stage);
        return true;
    }
  }

  /** @returns whether all was seen before the time was over */
  async settle(): Promise<boolean> {
    const { instance, untilMs } = this.#stage;
    const { session, lifeline } = instance;
    let end: string = 'elapsed';
    while (end === 'elapsed' && !this.isCutOff && session.elapsedMs() < untilMs) {
      if (this.#probes !== null) this.#pings.ask();
      this.#probes?.ask();
      if (await this.#isDone()) return true;
      const leftMs = Math.min(LOOK_MS, untilMs - session.elapsedMs());
      end = await lifeline.until(() => this.#needsNoTime(), { elapsedMs: Math.max(1, leftMs) });
      if (end === 'done') return true;
    }
    return false;
  }

  values(): Partial<Record<Measure, number>> {
    const { meter, values, instance } = this.#stage;
    const resumedMs = this.#probes?.answeredMs ?? null;
    return {
      ...meter.values,
      pongMs: this.#pings.slowestMs,
      ...(resumedMs === null ? {} : { resumedMs }),
      ...(this.#typedMs === null
        ? {}
        : { userMs: Math.round((this.#typedLineMs() ?? instance.session.elapsedMs()) - this.#typedMs) }),
      ...values,
    };
  }

  /** The lines of the display that carry a token or a peer of the play. */
  async shown(): Promise<ShownLine[]> {
    const { play, instance } = this.#stage;
    const { peer, other, token, token2 } = play.cast;
    const lines = (await instance.client.shownLines()) ?? [];
    return lines.filter(({ text }) =>
      [peer.nick, other.nick, token, token2].some((mark) => text.includes(mark)),
    );
  }

  #newProbes(): Probes {
    const { instance, knowledge, key, controls, recorder } = this.#stage;
    return new Probes(instance, knowledge, { key, controls, recorder });
  }

  /** Everything but what has to be looked for on the display. */
  #needsNoTime(): boolean {
    return !this.#needsDisplay && this.#isHeard();
  }

  async #isDone(): Promise<boolean> {
    return this.#isHeard() && (!this.#needsDisplay || (await this.#isShown()));
  }

  #isHeard(): boolean {
    const { knowledge, values } = this.#stage;
    // A loop is watched for as long as the scenario says: it may go on however slowly.
    if (values.reflected !== undefined) return values.reflected >= this.#mostReflected;
    const typed = this.#typedMs === null || this.#typedLineMs() !== null;
    const isFence = this.#probes === null ? values.echoes !== undefined : this.hasResumed;
    return knowledge.order === 'kept' && isFence && this.#pings.answered && typed;
  }

  get #needsDisplay(): boolean {
    return this.#stage.play.item.case.needs.display === true;
  }

  /** Whether both things that the scenario sends for showing are there. */
  async #isShown(): Promise<boolean> {
    const { token, token2 } = this.#stage.play.cast;
    const lines = await this.shown();
    return [token, token2].every((mark) => lines.some(({ text }) => text.includes(mark)));
  }

  /** When what the user typed came; only a line that names the play is that. */
  #typedLineMs(): number | null {
    const typedMs = this.#typedMs ?? 0;
    const { recorder, play } = this.#stage;
    const line = recorder
      .sort(play)
      .caused.find(({ received, byTimeOnly }) => !byTimeOnly && received.ms >= typedMs);
    return line?.received.ms ?? null;
  }
}
