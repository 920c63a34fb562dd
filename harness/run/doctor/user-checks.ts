import { printBytes } from '../../wire/notation.ts';
import type { Instance } from '../instance/instance.ts';
import type { Knowledge } from '../knowledge.ts';
import { TYPED_MS } from '../play/steps.ts';
import type { ClientUnderTest } from '../run-request.ts';
import { failed, notTried, ok, unknown, type Check } from './check.ts';
import { TYPED_KINDS, typedTask, typeTask, type TypedKind } from './typed-task.ts';

const COMMANDS = 'user commands';
/** So many of the lines that came instead are shown. */
const MOST_LINES = 3;
/** So many lines of its own may stand in the queue of a client. */
const QUEUED = 5;

/** The names of the checks, for a client that cannot even be started. */
export function userSteps({ spec }: ClientUnderTest): string[] {
  return !('command' in spec) || spec.user !== undefined ? TYPED_KINDS.map(stepOf) : [COMMANDS];
}

/** Types each thing that a user can type, and says what went out. */
export async function userChecks(
  { spec }: ClientUnderTest,
  instance: Instance,
  knowledge: Knowledge,
): Promise<Check[]> {
  if ('command' in spec && spec.user === undefined) {
    return [
      unknown(
        COMMANDS,
        'not known',
        'A profile says what is typed: `ctcpspec new profile NAME --exec …` finds out, and writes one.',
      ),
    ];
  }
  const checks: Check[] = [];
  for (const kind of TYPED_KINDS) {
    checks.push(await checkOf(kind, instance, knowledge));
  }
  return checks;
}

async function checkOf(kind: TypedKind, instance: Instance, knowledge: Knowledge): Promise<Check> {
  const waitMs = waitFor(knowledge);
  const { client, lifeline } = instance;
  const step = stepOf(kind);
  const inProcess = client.pid === null;
  if (!client.can(kind))
    return notTried(step, inProcess ? `the handle has no ${kind}()` : 'the profile leaves it out');
  if (lifeline.loss !== null) return notTried(step, `not tried: ${lifeline.loss.note}`);
  const place = inProcess ? `${kind}() of the handle` : `user.commands.${kind}`;
  const task = typedTask(kind, instance, 'doctor');
  const began = Date.now();
  const { done, others, problem } = await typeTask(
    instance,
    task,
    () => client.act(kind, task.values),
    waitMs,
  );
  const ms = Date.now() - began;
  if (done !== null) return ok(step, ms, printBytes(done.raw));
  if (problem !== null) return failed(step, ms, 'nothing was typed', problem);
  const loss = await lifeline.settledLoss();
  if (loss !== null) return failed(step, ms, loss.note, `It was lost over what was typed: look at ${place}.`);
  const sent = others.filter((line) => !knowledge.ambient.isOwn(line)).map(({ raw }) => printBytes(raw));
  const note =
    sent.length === 0
      ? `nothing went out within ${waitMs} ms`
      : `not what was meant: ${sent.slice(0, MOST_LINES).join(' / ')}`;
  return failed(step, ms, note, `Look at ${place}${inProcess ? '' : ' and at user.through'}.`);
}

/** What is typed may stand in a queue, behind what the client asks at its start and what was typed before. */
function waitFor({ allowance, timeoutMs }: Knowledge): number {
  return Math.min(timeoutMs, Math.max(TYPED_MS, QUEUED * allowance.intervalMs));
}

function stepOf(kind: TypedKind): string {
  return `its user's ${kind}`;
}
