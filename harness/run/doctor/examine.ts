import type { DiscoveryStep, Finding } from '../../../reports/model/report.ts';
import { endedHow } from '../../client/started-client.ts';
import { startAndDiscover, type StartedAndDiscovered } from '../discovery/start-and-discover.ts';
import type { Instance, InstanceOptions } from '../instance/instance.ts';
import { InterruptedError, StartError } from '../instance/start-error.ts';
import { STEP_NAMES, type StartStep } from '../instance/start-steps.ts';
import { Starts } from '../instance/starts.ts';
import type { ClientUnderTest } from '../run-request.ts';
import { failed, notTried, ok, unknown, type Check } from './check.ts';
import { displayChecks, displaySteps } from './display-checks.ts';
import { showBoth, type Shown } from './shown-message.ts';
import { userChecks, userSteps } from './user-checks.ts';

/** A client that has not gone by then is killed. */
const QUIT_MS = 5000;
/** What a client started may need a moment longer than the client itself. */
const LEFT_MS = 2000;

const START_STEPS: readonly StartStep[] = ['start', 'connect', 'register', 'ping', 'join'];
const HEARS = 'hears a message';
const STAYS = 'stays while it is asked';
const DISCOVERED = ['answers CTCP', 'keeps order', 'answers many at a time'];
const ENDS = 'ends when told';
const LEAVES = 'leaves nothing behind';

export interface Examination {
  readonly checks: readonly Check[];
  /** Why it cannot be tested; null for a client that can. */
  readonly finding: Finding | null;
  readonly lastWords: Buffer;
}

export interface ExaminationOptions {
  readonly timeoutMs: number;
  readonly host: string;
  readonly keepHome: boolean;
  readonly signal: AbortSignal;
}

/**
 * Starts a client, finds out what it can do, types what its user can type, looks at what it shows, asks it to quit, and
 * reports each step. Nothing is left running.
 */
export async function examine(client: ClientUnderTest, options: ExaminationOptions): Promise<Examination> {
  const startOptions = { spec: client.spec, ...options };
  const starts = new Starts(startOptions);
  const beganAt = Date.now();
  let instance: Instance | null = null;
  try {
    const started = await startAndDiscover(starts, {
      seed: 1,
      timeoutMs: options.timeoutMs,
      declines: client.declines,
      display: client.display,
      product: client.product,
      startAhead: (_, others) => void starts.prefetch(others),
    });
    instance = started.instance;
    if (!started.reusable) {
      await instance.end();
      instance = await starts.take();
    }
    const checks = await checksOf(client, started, instance, options);
    return { checks, finding: null, lastWords: Buffer.alloc(0) };
  } catch (error) {
    if (error instanceof InterruptedError) return { checks: [], finding: null, lastWords: Buffer.alloc(0) };
    if (!(error instanceof StartError)) throw error;
    return {
      checks: checksUntil(client, error, Date.now() - beganAt),
      finding: error.finding(true),
      lastWords: instance?.client.outputTail().subarray(-400) ?? Buffer.alloc(0),
    };
  } finally {
    await Promise.all([instance?.end(), starts.end()]);
  }
}

async function checksOf(
  client: ClientUnderTest,
  { discovery, knowledge, lost }: StartedAndDiscovered,
  instance: Instance,
  { timeoutMs }: Pick<InstanceOptions, 'timeoutMs'>,
): Promise<Check[]> {
  const shown = instance.client.hasDisplay ? await showBoth(instance, 'doctor', timeoutMs) : null;
  const [before, after] = [
    discovery.steps.slice(0, START_STEPS.length),
    discovery.steps.slice(START_STEPS.length),
  ];
  return [
    ...before.map(checkOf),
    ...(lost === null ? [] : [failed(STAYS, null, lost.code, lost.message)]),
    hearsCheck(discovery.control?.query ?? null, shown),
    ...after.map(checkOf),
    ...(await userChecks(client, instance, knowledge)),
    ...displayChecks(client, shown, instance.channel),
    ...(await endChecks(client, instance, timeoutMs)),
  ];
}

/** What a client that cannot be tested did, what it did not do, and what could not be tried for that reason. */
function checksUntil(client: ClientUnderTest, error: StartError, ms: number): Check[] {
  const taken = error.taken.map((one) => ok(STEP_NAMES[one.step], one.ms));
  const takenMs = error.taken.reduce((sum, one) => sum + one.ms, 0);
  const wasUp = error.taken.length === START_STEPS.length;
  const step = wasUp ? STAYS : STEP_NAMES[error.step];
  const rest = [
    ...START_STEPS.slice(error.taken.length + 1).map((one) => STEP_NAMES[one]),
    HEARS,
    ...DISCOVERED,
    ...userSteps(client),
    ...displaySteps(client),
    ENDS,
    LEAVES,
  ];
  return [
    ...taken,
    failed(step, Math.max(0, ms - takenMs), error.code, error.message),
    ...rest.map((one) => notTried(one, 'not tried, because of that')),
  ];
}

const MENDS: Readonly<Record<string, string>> = {
  [STEP_NAMES.join]:
    'The server puts it into a channel as a real one can. What is sent to the channel is only judged while it stays there.',
  'answers CTCP':
    'Nothing about answers can be tested. If it answers none on purpose, say so in its profile (replies: none).',
};

function checkOf({ step, ok: is, ms: took, note }: DiscoveryStep): Check {
  // What was found out beside something else took no time of its own.
  const ms = took === 0 && DISCOVERED.includes(step) ? null : took;
  if (is === null) return unknown(step, note);
  return is ? ok(step, ms, note) : failed(step, ms, note, MENDS[step] ?? '');
}

function hearsCheck(control: string | null, shown: Shown | null): Check {
  if (control !== null) return ok(HEARS, null, `it answers ${control}`);
  if (shown === null)
    return unknown(HEARS, 'it answers no CTCP query, and no profile says where what it shows can be seen');
  if (shown.message.line !== null) return ok(HEARS, shown.ms, 'it shows it');
  return failed(
    HEARS,
    shown.ms,
    'it answers no CTCP query, and shows no message',
    'Look at display.source in the profile: perhaps what it shows is to be seen elsewhere.',
  );
}

async function endChecks(
  { spec }: ClientUnderTest,
  { client, lifeline }: Instance,
  timeoutMs: number,
): Promise<Check[]> {
  const began = Date.now();
  const deadlineMs = Math.min(timeoutMs, QUIT_MS);
  const exit = await client.quit(deadlineMs);
  if (client.pid === null) {
    const isGone = (await lifeline.until(() => false, { elapsedMs: deadlineMs })) === 'lost';
    const ms = Date.now() - began;
    return [
      isGone
        ? ok(ENDS, ms, 'its connection is closed')
        : failed(ENDS, ms, 'its connection stays open', 'Close the connection in close() of the handle.'),
      unknown(LEAVES, 'it has no process of its own'),
    ];
  }
  const ms = Date.now() - began;
  if (exit === null) {
    const asked = 'quit' in spec ? 'what `quit` of its profile says' : 'the end of its input and SIGTERM';
    return [
      failed(
        ENDS,
        ms,
        'it had to be killed',
        `It did not go by ${asked}. Say under quit in a profile how a user ends it.`,
      ),
      notTried(LEAVES, 'not tried, for it did not end'),
    ];
  }
  const left = await client.leftBehind(LEFT_MS);
  return [
    ok(ENDS, ms, endedHow(exit)),
    left === null
      ? unknown(LEAVES, 'on this system that cannot be told')
      : left === 0
        ? ok(LEAVES, null, 'no process')
        : failed(
            LEAVES,
            null,
            `${left} ${left === 1 ? 'process' : 'processes'} that it started`,
            'They are killed here; elsewhere they stay. End them when the client ends, in its start script for instance.',
          ),
  ];
}
