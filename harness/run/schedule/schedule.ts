import { PersonError } from '../../client/served/person.ts';
import { needsAnother, settle, type Settled } from '../judge/attempts.ts';
import { controlsWithin, costOf, groups } from './allowance.ts';
import { ANSWERS_NOTHING, lacksCapability, type NotApplicable } from './applicable.ts';
import { lacksTransport } from './by-transport.ts';
import type { Instance } from '../instance/instance.ts';
import { playFlood } from '../flood/play-flood.ts';
import { judge, type Judgement } from '../judge/judge.ts';
import { isByDcc, isMeasured, type Scenario, type Step } from '../../scenario/model.ts';
import { keyOf, type Item } from '../play/play.ts';
import { hasPrelude, lostBeforeWelcome, ownStart } from '../play/prelude.ts';
import { InterruptedError, StartError } from '../instance/start-error.ts';
import { playWindow, type WindowResult } from '../play/window.ts';
import type { Schedule, Unit } from './schedule-model.ts';
import { endsConnection, settingsIn, sparingOrder } from './sparing-order.ts';
import { whyVacuous } from './vacuous.ts';
import { WorkQueue } from './work-queue.ts';

/** Clients that stand ready for what is played again, of those that wait most of their time. */
export const SPARES = 24;
const OWN_SPARES = 2;
/** A connection that a person ends more often than that while the same is played stays ended. */
const MOST_WITHDRAWALS = 2;

/** Plays all items, and again on fresh clients whatever speaks against the client. */
export class Scheduler {
  readonly #schedule: Schedule;
  readonly #queue = new WorkQueue<Unit>();
  readonly #attempts = new Map<string, Judgement[]>();
  readonly #withdrawals = new Map<string, number>();
  #lifetime: number | null;
  readonly #lostWindows: { items: readonly Item[]; result: WindowResult; instance: Instance }[] = [];

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
    this.#lifetime = schedule.plan.lifetime;
    const { sparing } = schedule.starts;
    const items = sparing ? sparingOrder(schedule.items) : schedule.items;
    const single = items.filter((one) => one.scenario.alone);
    const addAlone = (item: Item): void =>
      this.#queue.add({ items: [item], alone: true, fresh: needsFresh(item) });
    // First what holds its client for long or needs a start of its own, so that nobody waits for it in the end; where starts
    // cost effort, that comes last.
    const long = sparing ? [] : single.filter(({ scenario }) => takesLong(scenario));
    const isOwned = (one: Item): boolean => one.scenario.setupKey !== '' && !long.includes(one);
    const owned = sparing ? [] : single.filter(isOwned);
    for (const item of [...long, ...owned]) addAlone(item);
    const shared = items.filter((item) => !item.scenario.alone);
    for (const group of groups(shared, schedule.plan))
      this.#queue.add({ items: group, alone: false, fresh: false });
    for (const item of single.filter((one) => !long.includes(one) && !owned.includes(one))) addAlone(item);
  }

  /** @throws InterruptedError when the run is stopped; what is settled by then has been told */
  async run(): Promise<void> {
    const jobs = Math.max(1, Math.min(this.#schedule.plan.jobs, this.#queue.length));
    const workers = Array.from({ length: jobs }, (_, index) =>
      this.#work(index === 0 ? this.#schedule.first : null),
    );
    const ends = await Promise.allSettled(workers);
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    for (const { items, result, instance } of this.#lostWindows) {
      if (!items.some((item) => this.#isBlamed(item))) this.#schedule.onUnblamed(items, result, instance);
    }
  }

  async #work(first: Instance | null): Promise<void> {
    let instance = first;
    try {
      // What can be played on the present instance comes before what cannot.
      const suits = (unit: Unit): boolean => instance !== null && this.#suits(unit, instance);
      for (let unit = await this.#queue.next(suits); unit !== null; unit = await this.#queue.next(suits)) {
        try {
          if (instance !== null && this.#needsStart(unit, instance)) {
            const old: Instance = instance;
            instance = null;
            await old.end();
          }
          instance ??= await this.#start(unit);
          if (
            instance !== null &&
            this.#isPlayable(unit, instance) &&
            !(await this.#playOrFault(unit, instance))
          ) {
            const spoilt: Instance = instance;
            instance = null;
            await spoilt.end();
          }
        } finally {
          this.#queue.done();
        }
      }
    } finally {
      await instance?.end();
    }
  }

  /** Where a start costs effort, one that was played on is as good as a fresh one. */
  #suits(unit: Unit, instance: Instance): boolean {
    if (!this.#schedule.starts.sparing) return !this.#needsStart(unit, instance);
    const [item] = unit.items;
    return instance.setupKey === setupKey(item) && item !== undefined && !endsConnection(item);
  }

  #needsStart(unit: Unit, instance: Instance): boolean {
    const lifetime = this.#lifetime;
    return (
      unit.fresh ||
      instance.setupKey !== setupKey(unit.items[0]) ||
      (lifetime !== null && instance.spent + this.#cost(unit) > lifetime)
    );
  }

  /** @returns null when the client does not start again, twice; the unit's items are then done with */
  async #start(unit: Unit): Promise<Instance | null> {
    const [item] = unit.items;
    if (item === undefined) return null;
    const { knowledge, starts, plan } = this.#schedule;
    const attempt = this.#attemptsOf(item).length;
    this.#startAhead();
    if (plan.carriesControl) void starts.prefetch(OWN_SPARES + 1, ownStart(item, knowledge.seed, attempt));
    for (let tries = 1; ; tries += 1) {
      try {
        return await starts.take(ownStart(item, knowledge.seed, attempt));
      } catch (error) {
        if (error instanceof PersonError) {
          this.#leaveOut(unit, error);
          return null;
        }
        if (!(error instanceof StartError)) throw error;
        if (tries < 2) continue;
        if (hasPrelude(item)) {
          const seen = lostBeforeWelcome(item, error, { seed: knowledge.seed, attempt });
          this.#take(item, judge(seen, knowledge));
        } else {
          for (const one of unit.items) this.#schedule.onLost(one, error);
        }
        return null;
      }
    }
  }

  /** The next clients start while this one plays, as many as will be wanted. */
  #startAhead(): void {
    const { starts, plan } = this.#schedule;
    const wanted = this.#queue.count(
      (unit) => setupKey(unit.items[0]) === '' && (unit.fresh || this.#lifetime !== null),
    );
    // Where everybody waits, spare clients cost nothing, and what has to be played again need not wait for a start.
    const spares = plan.carriesControl ? SPARES : 0;
    void starts.prefetch(Math.min(wanted + spares, plan.jobs));
  }

  #cost({ items }: Unit): number {
    const cost = items.reduce((sum, item) => sum + costOf(item), 0);
    return cost + controlsWithin(cost, this.#lifetime);
  }

  /** What a server of its own offers shows only now whether the client wants it. */
  #isPlayable({ items: [item] }: Unit, { session, carried }: Instance): boolean {
    if (item === undefined || item.scenario.server === null) return true;
    const why =
      lacksCapability(item.case, session.capabilities) ?? lacksTransport(item.case.needs.transport, carried);
    if (why !== null) this.#schedule.onNotApplicable(item, why);
    return why === null;
  }

  async #playOrFault(unit: Unit, instance: Instance): Promise<boolean> {
    try {
      return await this.#play(unit, instance);
    } catch (error) {
      if (error instanceof InterruptedError) throw error;
      if (error instanceof PersonError) {
        if (error.code === 'withdrawn') this.#playAgain(unit, error);
        else this.#leaveOut(unit, error);
        return false;
      }
      for (const item of unit.items) this.#schedule.onFault(item, error);
      return false;
    }
  }

  /** @returns whether the client may be used for another unit */
  async #play(unit: Unit, instance: Instance): Promise<boolean> {
    await this.#hold(unit, instance, false);
    this.#stopWhenInterrupted();
    await instance.client.keepOnly?.(this.#settingsToKeep(unit));
    const spentBefore = instance.spent;
    const [first] = unit.items;
    if (first !== undefined && isMeasured(first.scenario)) return this.#playMeasured(first, unit, instance);
    const result = await playWindow(instance, this.#schedule.knowledge, {
      items: unit.items.map((item) => ({ item, attempt: this.#attemptsOf(item).length })),
      alone: unit.alone,
      fresh: unit.fresh,
      key: this.#keyOf(unit),
      controls: this.#controlsFor(unit, instance),
      startFresh: () => this.#startFresh(unit, instance),
    });
    this.#stopWhenInterrupted();
    await this.#hold(unit, instance, true);
    // A client that lost a control only after it had answered others has an allowance for life.
    if (result.trouble === 'control-lost' && spentBefore > 0 && this.#schedule.plan.carriesControl)
      this.#lifetime ??= Math.max(this.#schedule.plan.window, spentBefore);
    if (result.late) this.#schedule.knowledge = { ...this.#schedule.knowledge, order: 'not-kept' };
    // What was played before on the same client may still be at work in it, so that nobody is blamed there.
    const unblamed = !unit.alone || (result.trouble === 'lost' && !unit.fresh);
    if (result.trouble !== null && unblamed) {
      this.#split(unit, result, instance);
      return !result.spoilt;
    }
    const again = result.observations.map((observation) =>
      this.#take(observation.play.item, judge(observation, this.#schedule.knowledge)),
    );
    // What has the client to itself may leave it at work, as an answer to its own answer does without end.
    return !result.spoilt && !(unit.alone && again.includes(true));
  }

  /** A client that was flooded is not what it was before: nothing else is played on it. */
  async #playMeasured(item: Item, unit: Unit, instance: Instance): Promise<boolean> {
    const { knowledge } = this.#schedule;
    const attempt = this.#attemptsOf(item).length;
    const seen = await playFlood(instance, knowledge, {
      item,
      attempt,
      startFresh: () => this.#startFresh(unit, instance),
    });
    this.#stopWhenInterrupted();
    await this.#hold(unit, instance, true);
    this.#take(item, judge(seen, knowledge));
    return false;
  }

  /** What the person does not do, or say, is not judged; what was seen before is. */
  #leaveOut({ items }: Unit, { what, message }: PersonError): void {
    for (const item of items) {
      const attempts = this.#attemptsOf(item);
      if (attempts.length > 0) this.#schedule.onSettled(item, settle(attempts));
      else this.#schedule.onNotApplicable(item, { reason: LEFT_OUT[what], sentence: message });
    }
  }

  /** The connection ended, and not by the client: what was being played says nothing. */
  #playAgain(unit: Unit, { message }: PersonError): void {
    const key = this.#keyOf(unit);
    const times = (this.#withdrawals.get(key) ?? 0) + 1;
    this.#withdrawals.set(key, times);
    if (times <= MOST_WITHDRAWALS) this.#queue.addFirst(unit);
    else
      for (const item of unit.items)
        this.#schedule.onLost(item, new StartError('connection-ended', 'join', message));
  }

  #controlsFor({ items }: Unit, instance: Instance): 0 | 1 | 2 {
    const { plan, knowledge } = this.#schedule;
    // Nobody is left to answer the one behind, and whether the one before is still unread decides how a client dies.
    if (items.some(({ scenario }) => scenario.steps.at(-1)?.do === 'end')) return 0;
    if (plan.carriesControl && instance.fenced && knowledge.order === 'kept') return 1;
    return controlsWithin(
      items.reduce((sum, item) => sum + costOf(item), 0),
      this.#lifetime,
    );
  }

  async #startFresh({ items: [item] }: Unit, present: Instance): Promise<Instance> {
    const { knowledge, starts } = this.#schedule;
    if (item === undefined) throw new Error('a unit without items was scheduled');
    // There is one at a time.
    if (starts.sparing) await present.end();
    return starts.take(ownStart(item, knowledge.seed, this.#attemptsOf(item).length));
  }

  /** The same for the same unit, in whatever order the units are played, so that the bytes are the same too. */
  #keyOf({ items, alone }: Unit): string {
    const [first] = items;
    if (first === undefined) throw new Error('a unit without items was scheduled');
    return `${keyOf(first)}+${items.length}/${alone ? 'alone' : 'shared'}/${this.#attemptsOf(first).length}`;
  }

  /** A setting that is set anew need not be taken back before, unless the control before it would go unanswered. */
  #settingsToKeep({ items }: Unit): ReadonlySet<string> {
    const kept = new Set(items.flatMap((item) => [...settingsIn(item)]));
    kept.delete('silence-ctcp');
    if (this.#schedule.knowledge.control?.query === 'VERSION') kept.delete('silence-version');
    return kept;
  }

  async #hold({ items }: Unit, { client, server }: Instance, played: boolean): Promise<void> {
    await this.#schedule.onHold?.({ pid: client.pid, port: server.port, ids: items.map(keyOf), played });
  }

  /** What was cut short says nothing; its items are told as interrupted by whoever started the run. */
  #stopWhenInterrupted(): void {
    if (this.#schedule.instanceOptions.signal.aborted) throw new InterruptedError();
  }

  /** Half by half, down to the item alone on a fresh client: only there is anybody blamed. */
  #split(unit: Unit, result: WindowResult, instance: Instance): void {
    if (result.trouble === 'lost') this.#lostWindows.push({ items: unit.items, result, instance });
    if (unit.items.length === 1) {
      this.#queue.addFirst({ items: unit.items, alone: true, fresh: true });
      return;
    }
    const middle = Math.ceil(unit.items.length / 2);
    this.#queue.addFirst({ items: unit.items.slice(middle), alone: false, fresh: result.spoilt });
    this.#queue.addFirst({ items: unit.items.slice(0, middle), alone: false, fresh: result.spoilt });
  }

  /** @returns whether the item is played again */
  #take(item: Item, judgement: Judgement): boolean {
    const attempts = this.#attemptsOf(item);
    attempts.push(judgement);
    if (needsAnother(attempts, this.#schedule.attempts)) {
      const unit: Unit = { items: [item], alone: true, fresh: true };
      if (this.#schedule.starts.sparing) this.#queue.addFirst(unit);
      else this.#queue.add(unit);
      this.#startAhead();
      return true;
    }
    const settled = settle(attempts);
    const why = this.#whyNothing(item, settled);
    if (why === null) this.#schedule.onSettled(item, settled);
    else this.#schedule.onNotApplicable(item, why);
    return false;
  }

  /** Why what was seen says nothing after all. */
  #whyNothing(item: Item, settled: Settled): NotApplicable | null {
    // The silence of a client that answers nothing on purpose is no fault, and no merit.
    return settled.cause === 'answers-nothing' && this.#schedule.knowledge.declines === 'all'
      ? ANSWERS_NOTHING
      : whyVacuous(item, settled, this.#schedule.instanceOptions.spec);
  }

  #attemptsOf(item: Item): Judgement[] {
    const key = keyOf(item);
    const attempts = this.#attempts.get(key) ?? [];
    this.#attempts.set(key, attempts);
    return attempts;
  }

  #isBlamed(item: Item): boolean {
    return this.#attemptsOf(item).some((attempt) => attempt.critical || attempt.observation.ending !== null);
  }
}

/** What is mostly waited for, or sends very much. */
const LONG: readonly Step['do'][] = ['end', 'reading', 'fuzz'];

function takesLong({ steps }: Scenario): boolean {
  return steps.some((step) => LONG.includes(step.do));
}

const LEFT_OUT: Readonly<Record<PersonError['what'], NotApplicable['reason']>> = {
  user: 'no-user-command',
  look: 'no-display',
  connect: 'no-environment',
  loss: 'no-environment',
};

function setupKey(item: Item | undefined): string {
  return item?.scenario.setupKey ?? '';
}

/** What is still on offer by DCC, from somebody else, would stand between a user and what is offered now. */
function needsFresh(item: Item): boolean {
  return hasPrelude(item) || isMeasured(item.scenario) || isByDcc(item.scenario);
}
