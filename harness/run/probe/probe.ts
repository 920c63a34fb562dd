import { within } from '../../client/deadline.ts';
import type { ClientSpec, QuitSpec, TerminalSpec } from '../../client/spec.ts';
import { commonPattern, isShownAsAction } from '../doctor/shown-pattern.ts';
import { TYPED_KINDS } from '../doctor/typed-task.ts';
import { showBoth, type Shown } from '../doctor/shown-message.ts';
import { startAndDiscover } from '../discovery/start-and-discover.ts';
import { Instance, type InstanceOptions } from '../instance/instance.ts';
import { StartError } from '../instance/start-error.ts';
import { Starts } from '../instance/starts.ts';
import { USUAL_CHANNEL } from '../../scenario/compile-server.ts';
import { findTypedForms, type FoundForms } from './typed-forms.ts';

/** What was found out about a client, as far as a profile has a place for it. */
export interface Probed {
  readonly terminal: TerminalSpec;
  readonly forms: FoundForms;
  readonly display: ProbedDisplay;
  /** Null when it had to be killed. */
  readonly quit: QuitSpec | null;
  /** Its reply to VERSION, in byte notation. */
  readonly version: string | null;
  /** Of the queries that every client is asked, those that it left unanswered; `all` for a client that answers none. */
  readonly unanswered: 'all' | readonly string[];
}

export interface ProbedDisplay {
  readonly source: 'output' | 'screen';
  /** Null where no pattern could be told; `line` then says what was shown. */
  readonly action: string | null;
  readonly message: string | null;
  readonly lines: { readonly action: string | null; readonly message: string | null };
}

/** Wide enough that no line wraps. */
const PTY: TerminalSpec = { kind: 'pty', columns: 160, rows: 50 };
const PIPE: TerminalSpec = { kind: 'pipe' };
/** A client that shows what is said has done so by then. */
const SHOWN_MS = 3000;
const QUIT_MS = 3000;
/** What scenarios ask of every client, unless its profile declines it. */
const ASKED = ['PING', 'VERSION', 'TIME', 'CLIENTINFO'];

export type ProbeOptions = Omit<InstanceOptions, 'spec'>;

/**
 * Finds out how a client is driven and watched. Nothing is left running.
 *
 * @throws StartError when it comes up neither on a pipe nor on a terminal
 * @throws InterruptedError
 */
export async function probeClient(name: string, command: string, options: ProbeOptions): Promise<Probed> {
  const { terminal, forms, shown, quits } = await chooseTerminal(name, command, options);
  const spec: ClientSpec = { name, command, terminal };
  const { discovery, quit } = await findAnswers(spec, options, quits);
  const answered = new Set(discovery.answers);
  return {
    terminal,
    forms,
    display: displayOf(shown, terminal),
    quit,
    version: discovery.version,
    unanswered: discovery.control === null ? 'all' : ASKED.filter((query) => !answered.has(query)),
  };
}

/** What was found out on one kind of terminal. */
interface Tried {
  readonly terminal: TerminalSpec;
  readonly forms: FoundForms;
  /** Twice, since what stands in one line by chance is not in the other. */
  readonly shown: readonly [Shown, Shown];
  /** The line that ends it. */
  readonly quits: string | null;
}

/** A pipe, unless the client does not come up on it, or does better on a terminal. */
async function chooseTerminal(name: string, command: string, options: ProbeOptions): Promise<Tried> {
  let onPipe: Tried | StartError;
  try {
    onPipe = await tryOn(PIPE, name, command, options);
  } catch (error) {
    // What cannot be started at all needs no terminal.
    if (!(error instanceof StartError) || error.step === 'start') throw error;
    onPipe = error;
  }
  if (!(onPipe instanceof StartError) && worth(onPipe) === EVERYTHING) return onPipe;
  try {
    const onPty = await tryOn(PTY, name, command, options, onPipe instanceof StartError ? null : onPipe);
    return onPipe instanceof StartError || worth(onPty) > worth(onPipe) ? onPty : onPipe;
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    if (onPipe instanceof StartError) throw onPipe;
    return onPipe;
  }
}

/** Each thing that can be typed, and both that are shown. */
const EVERYTHING = TYPED_KINDS.length + 2;

function worth({ forms, shown: [shown] }: Tried): number {
  return Object.keys(forms).length + linesOf(shown).length;
}

function linesOf({ action, message }: Shown): string[] {
  return [action.line, message.line].filter((line) => line !== null);
}

/** @param before what is known already: what can be typed is not tried again where no more than before is shown */
async function tryOn(
  terminal: TerminalSpec,
  name: string,
  command: string,
  options: ProbeOptions,
  before: Tried | null = null,
): Promise<Tried> {
  const spec: ClientSpec = {
    name,
    command,
    terminal,
    user: { through: { kind: 'input' }, commands: { raw: '{text}' } },
    display: { source: sourceOn(terminal) },
  };
  const instance = await Instance.start({ ...options, spec });
  try {
    const waitMs = Math.min(options.timeoutMs, SHOWN_MS);
    const first = await showBoth(instance, 'first', waitMs);
    const second = first.message.line === null ? first : await showBoth(instance, 'second', waitMs);
    if (before !== null && Object.keys(before.forms).length > 0) {
      if (linesOf(first).length <= linesOf(before.shown[0]).length) return before;
    }
    const forms = await findTypedForms(instance, options.timeoutMs);
    const quits = Object.keys(forms).length === 0 ? null : await findQuitLine(instance, options.timeoutMs);
    return { terminal, forms, shown: [first, second], quits };
  } finally {
    await instance.end();
  }
}

/** A line that ends it, of those that clients have in common. */
async function findQuitLine({ client }: Instance, timeoutMs: number): Promise<string | null> {
  for (const line of ['/quit', 'quit']) {
    await client.act('raw', { text: line }).catch(() => undefined);
    if ((await within(client.whenExited(), Math.min(timeoutMs, QUIT_MS))) !== null) return line;
  }
  return null;
}

async function findAnswers(
  spec: ClientSpec,
  options: ProbeOptions,
  quits: string | null,
): Promise<{
  discovery: Awaited<ReturnType<typeof startAndDiscover>>['discovery'];
  quit: QuitSpec | null;
}> {
  const startOptions = { ...options, spec };
  const starts = new Starts(startOptions);
  try {
    const { instance, discovery } = await startAndDiscover(starts, {
      seed: 1,
      timeoutMs: options.timeoutMs,
      declines: new Set(),
      display: null,
      product: null,
      startAhead: (_, others) => void starts.prefetch(others),
    });
    await instance.end();
    if (quits !== null) return { discovery, quit: { commands: quits } };
    const ways: readonly QuitSpec[] = [
      ...(spec.terminal.kind === 'pipe' ? [{ closeInput: true }] : []),
      { signal: 'SIGTERM' },
    ];
    for (const quit of ways) {
      if (await isEndedBy(quit, startOptions)) return { discovery, quit };
    }
    return { discovery, quit: null };
  } finally {
    await starts.end();
  }
}

async function isEndedBy(quit: QuitSpec, options: InstanceOptions & { spec: ClientSpec }): Promise<boolean> {
  const instance = await Instance.start({ ...options, spec: { ...options.spec, quit } });
  try {
    return (await instance.client.quit(Math.min(options.timeoutMs, QUIT_MS))) !== null;
  } finally {
    await instance.end();
  }
}

function displayOf([first, second]: Tried['shown'], terminal: TerminalSpec): ProbedDisplay {
  const message = commonPattern(first.message, second.message, USUAL_CHANNEL);
  const action = commonPattern(first.action, second.action, USUAL_CHANNEL);
  return {
    source: sourceOn(terminal),
    message,
    action: action !== null && isShownAsAction(first.action, action, message) ? action : null,
    lines: { action: first.action.line, message: first.message.line },
  };
}

function sourceOn({ kind }: TerminalSpec): ProbedDisplay['source'] {
  return kind === 'pty' ? 'screen' : 'output';
}
