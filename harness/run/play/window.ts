import type { InconclusiveCause } from '../../../reports/model/report.ts';
import { costOf } from '../schedule/allowance.ts';
import { ControlQuery } from './control.ts';
import { endingOf } from './ending.ts';
import { CUT_OFF, ONLY_ALIVE, waitForFence } from './fence.ts';
import { displayFence, isFenceInWindow, shownLines } from './display-watch.ts';
import { DccStage, type DccSeen } from '../dcc/dcc-stage.ts';
import { asksForStyle } from '../judge/style.ts';
import { asksForWindow } from '../judge/in-window.ts';
import type { Instance } from '../instance/instance.ts';
import type { Knowledge } from '../knowledge.ts';
import type { Ending, Observation } from './observation.ts';
import { Play, type Item } from './play.ts';
import { Recorder } from './recorder.ts';
import { EXIT_MS, performStep, waitForTyped } from './steps.ts';
import { Watch } from '../bait/watch.ts';
import { isByDcc, type ExitKind, type Step } from '../../scenario/model.ts';
import { isSetting } from '../../scenario/settings.ts';

export interface WindowRequest {
  readonly items: readonly { readonly item: Item; readonly attempt: number }[];
  /** Each step is taken on its own, and everything that comes is held against the one play. */
  readonly alone: boolean;
  readonly fresh: boolean;
  /** How many queries fence the stimuli: before and behind them, behind them, none. */
  readonly controls: 0 | 1 | 2;
  /** Starts the client anew, for a step that has to find out which of its lines did it. */
  readonly startFresh: () => Promise<Instance>;
  /** Distinguishes the controls of this window from all others of the run. */
  readonly key: string;
}

export interface WindowResult {
  readonly observations: readonly Observation[];
  /** Why the window says too little about its single plays: they have to be played apart. */
  readonly trouble: 'lost' | 'control-lost' | 'unexplained' | 'crossed' | null;
  /** The client is not to be used for another window. */
  readonly spoilt: boolean;
  /** An answer to an earlier window came only now: this client does not keep order after all. */
  readonly late: boolean;
}

/**
 * Plays one window: a control query, the stimuli, a control query. When both controls are answered, what a
 * stimulus did not cause is known not to have happened, because the client keeps order.
 */
export async function playWindow(
  instance: Instance,
  knowledge: Knowledge,
  request: WindowRequest,
): Promise<WindowResult> {
  const stage = { session: instance.session, channel: instance.channel, server: instance.serverName };
  const plays = request.items.map(({ item, attempt }) => new Play(item, knowledge.seed, attempt, stage));
  for (const play of plays) play.dcc = stageFor(play, instance, knowledge);
  const controls = controlsFor(knowledge, request.key, request.controls);
  const recorder = new Recorder(instance, plays, controls, knowledge, request.alone);
  const watch = await Watch.begin(plays, instance, recorder);
  try {
    return await playCast(instance, knowledge, request, { plays, controls, recorder, watch });
  } finally {
    await watch?.end();
  }
}

async function playCast(
  instance: Instance,
  knowledge: Knowledge,
  request: WindowRequest,
  {
    plays,
    controls,
    recorder,
    watch,
  }: {
    readonly plays: readonly Play[];
    readonly controls: readonly ControlQuery[];
    readonly recorder: Recorder;
    readonly watch: Watch | null;
  },
): Promise<WindowResult> {
  const before = controls.length > 1 ? controls[0] : undefined;
  const after = controls.at(-1);
  instance.spent += controls.length + plays.reduce((sum, play) => sum + costOf(play.item), 0);

  const [first] = plays;
  if (instance.prelude !== null && first !== undefined) recorder.notePrelude(first, instance.prelude);
  const epochMs = Date.now() - instance.session.elapsedMs();

  const early: Buffer[] = [];
  if (before !== undefined) {
    early.push(ask(before, instance, recorder));
  }
  const printed = instance.client.printed();
  let displayLost = false;
  let styled: Observation['styled'] = null;
  if (request.alone) {
    instance.session.sendLines(early);
    const nick = Buffer.from(instance.session.nick);
    const host = Buffer.from(instance.session.host);
    try {
      for (const play of plays) {
        for (const [index, step] of play.item.scenario.steps.entries()) {
          if (step.do === 'show' && isLookedAtLater(play, index, instance)) continue;
          if (!(await performStep(step, play, instance, recorder, request.startFresh))) displayLost = true;
        }
        if (needsLook(play) && !(await displayFence(instance, recorder, play))) displayLost = true;
      }
    } catch (error) {
      // Left out half way by a person: what the client still says to it is late, and nobody else's.
      noteEarlier(instance, plays, controls);
      throw error;
    }
    const asked = plays.flatMap(({ item }) => item.scenario.outcomes.map(({ when }) => when));
    if (asked.some(asksForStyle)) styled = await instance.client.styledLines();
    // A profile that is wrong about the windows must not speak against the client.
    if (asked.some(asksForWindow) && !isFenceInWindow(instance, knowledge.display?.window ?? [])) {
      displayLost = true;
    }
    early.length = 0;
    for (const play of plays) play.keepSource();
    giveBackNick(nick, instance, recorder);
    giveBackHost(host, instance, recorder);
  } else {
    for (const play of plays) early.push(...stimuli(play, recorder));
  }
  if (after !== undefined && !instance.session.ending && !isLastStep(plays, 'fuzz')) {
    early.push(ask(after, instance, recorder));
  }
  instance.session.sendLines(early);

  const ended = isLastStep(plays, 'end');
  const fuzzed = isLastStep(plays, 'fuzz');
  const fence = ended
    ? CUT_OFF
    : fuzzed
      ? ONLY_ALIVE
      : await waitForFence(instance, knowledge, controls, request);
  await watch?.wait();
  const taken = await watch?.taken();
  const ending = ended ? null : await endingOf(instance, recorder, fence);
  const exit = ended ? exitOf(instance) : null;
  const dcc = await dccSeen(plays);
  const observations = plays.map((play, index): Observation => {
    const sorted = recorder.sort(play);
    const declaredMs = play.item.scenario.observeMs;
    // No control fences what a user typed: the keyboard and the network are not ordered against each other.
    const unfenced =
      sorted.caused.length === 0 &&
      play.dcc === null &&
      play.item.scenario.steps.some((step) => step.do === 'user');
    const { watchMs } = play.item.scenario;
    // A fence proves that nothing more will be said; who connects, or writes a file, may take a moment.
    const isWatched = watchMs !== null && fence.evidence !== null;
    const isTimed = unfenced || isWatched || play.dcc?.isWaitedOut === true;
    const evidence = isTimed ? 'timed' : fence.evidence;
    const waitedMs = ended ? EXIT_MS : (watchMs ?? (unfenced ? waitForTyped(play) : knowledge.observationMs));
    return {
      play,
      alone: request.alone,
      fresh: request.fresh && !instance.isReused,
      caused: sorted.caused,
      shown: play.item.case.needs.display === true ? shownLines(instance, play) : null,
      styled,
      printed: printed === null ? null : instance.client.printedSince(printed),
      ending,
      exit,
      epochMs,
      canary: sorted.canary,
      taken: taken?.get(play) ?? null,
      measured: null,
      dcc: dcc[index] ?? null,
      evidence,
      observationMs:
        declaredMs === null
          ? evidence === 'timed'
            ? waitedMs
            : null
          : Math.max(declaredMs, knowledge.observationMs),
      observationDeclared: declaredMs !== null,
      cause: displayLost ? 'display-lost' : fence.cause,
      events: sorted.events,
      fence: fence.evidence === 'fenced' && !unfenced ? sorted.fence : null,
    };
  });
  instance.fenced = fence.evidence === 'fenced';
  const trouble = troubleOf(ending, fence.cause, recorder);
  const gaveUp = fence.end === 'elapsed' && controls.length > 0 && knowledge.order === 'kept';
  const { late } = recorder;
  noteEarlier(instance, plays, controls);
  return {
    observations,
    trouble,
    spoilt:
      ended ||
      fuzzed ||
      gaveUp ||
      plays.some(changesSettings) ||
      // What is open, and what is on offer, nobody else is to meet.
      plays.some((play) => play.dcc !== null) ||
      trouble === 'lost' ||
      trouble === 'control-lost',
    late,
  };
}

/** For as long nothing may happen that is waited for by DCC: programs are started, and processors are busy. */
const DCC_MS = 5000;

/** A client without a home has nowhere to save anything, and no user who could take an offer. */
function stageFor(
  { item: { scenario } }: Play,
  { client, timeoutMs }: Instance,
  { observationMs }: Knowledge,
): DccStage | null {
  if (!isByDcc(scenario) || client.home === null) return null;
  const usualMs = Math.min(DCC_MS, timeoutMs);
  return new DccStage(client.home, Math.max(scenario.observeMs ?? usualMs, observationMs));
}

/** What came of each conversation by DCC; all of them are over then. */
async function dccSeen(plays: readonly Play[]): Promise<(DccSeen | null)[]> {
  const seen = await Promise.all(plays.map(({ dcc }) => dcc?.seen() ?? Promise.resolve(null)));
  for (const { dcc } of plays) dcc?.peer.close();
  return seen;
}

/** Whoever is played next would meet a client that its user has changed. */
function changesSettings({ item }: Play): boolean {
  return item.scenario.steps.some((step) => step.do === 'user' && isSetting(step.action));
}

/** The control that follows is then addressed to a nick that even a client which missed the change knows. */
function giveBackNick(nick: Buffer, { session }: Instance, recorder: Recorder): void {
  if (nick.equals(session.nick) || session.closed) return;
  const line = Buffer.concat([Buffer.from(':'), session.source, Buffer.from(' NICK '), nick]);
  recorder.note(null, 'server', withEnd(line), 'control', 'the nick is given back');
  session.forceNick(nick);
}

function giveBackHost(host: Buffer, { session }: Instance, recorder: Recorder): void {
  if (host.equals(session.host) || session.closed) return;
  recorder.note(null, 'server', session.forceHost(host), 'control', 'the host is given back');
}

/** A person is asked once: what was shown before still stands there. */
function isLookedAtLater(play: Play, index: number, { client }: Instance): boolean {
  return client.look !== undefined && (needsLook(play) || index < play.item.scenario.steps.length - 1);
}

/** A scenario that ends with a look has had it already. */
function needsLook({ item }: Play): boolean {
  return item.case.needs.display === true && item.scenario.steps.at(-1)?.do !== 'show';
}

function noteEarlier({ earlier }: Instance, plays: readonly Play[], controls: readonly ControlQuery[]): void {
  for (const mark of [...plays.flatMap(marksOf), ...controls.map((control) => control.nick)])
    earlier.add(mark);
}

function marksOf({ cast }: Play): string[] {
  return [cast.peer.nick, cast.other.nick, cast.token, cast.token2];
}

function withEnd(line: Uint8Array): Buffer {
  return Buffer.concat([line, Buffer.from('\r\n')]);
}

/** The client's nick is read only now: a step before may have changed it. */
function ask(control: ControlQuery, instance: Instance, recorder: Recorder): Buffer {
  const line = control.lineTo(instance.session.nick);
  recorder.note(null, 'server', withEnd(line), 'control');
  return line;
}

function stimuli(play: Play, recorder: Recorder): Buffer[] {
  return play.item.scenario.steps.flatMap((step) => {
    if (step.do !== 'send')
      throw new Error(`the step '${step.do}' of ${play.item.scenario.id} cannot share a window`);
    return step.lines.map((template) => {
      const line = play.bytes(template);
      recorder.note(play, 'server', withEnd(line), 'stimulus');
      return line;
    });
  });
}

function controlsFor(
  { control, seed }: Knowledge,
  key: string,
  count: WindowRequest['controls'],
): ControlQuery[] {
  if (control === null) return [];
  const names = ['before', 'after'].slice(2 - count);
  return names.map((name) => new ControlQuery(control, seed, `${key}/${name}`));
}

function isLastStep(plays: readonly Play[], what: Step['do']): boolean {
  return plays.some((play) => play.item.scenario.steps.at(-1)?.do === what);
}

function exitOf({ client: { exit } }: Instance): ExitKind {
  if (exit === null) return 'none';
  if (exit.signal !== null) return 'signal';
  return exit.code === 0 ? 'success' : 'status';
}

function troubleOf(
  ending: Ending | null,
  cause: InconclusiveCause | null,
  recorder: Recorder,
): WindowResult['trouble'] {
  if (ending !== null) return 'lost';
  if (cause === 'control-lost') return 'control-lost';
  if (recorder.crossed) return 'crossed';
  if (recorder.unexplained) return 'unexplained';
  return null;
}
