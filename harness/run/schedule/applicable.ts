import { isUtf8 } from 'node:buffer';
import type { NotApplicableReason } from '../../../reports/model/report.ts';
import type { Condition, ScenarioCase, Step } from '../../scenario/model.ts';
import type { StartedClient } from '../../client/started-client.ts';
import type { Knowledge } from '../knowledge.ts';
import { inlineValues } from '../../scenario/inline.ts';
import type { Template } from '../../wire/template.ts';
import type { Item } from '../play/play.ts';
import { whyNotByTransport } from './by-transport.ts';
import { whyNotOfPerson } from './person-applicable.ts';
import { asksForStyle } from '../judge/style.ts';
import { asksForWindow } from '../judge/in-window.ts';

export interface NotApplicable {
  readonly reason: NotApplicableReason;
  readonly sentence: string;
}

/** A client that answers nothing, and whose profile says so. */
export const ANSWERS_NOTHING: NotApplicable = {
  reason: 'declined',
  sentence: 'its profile says that it answers no CTCP, on purpose',
};

/** Why an item says nothing about a client that has requested these capabilities; null when it does. */
export function lacksCapability(
  { needs }: ScenarioCase,
  requested: ReadonlySet<string>,
): NotApplicable | null {
  const capability = needs.capability?.find((name) => !requested.has(name));
  return capability === undefined
    ? null
    : { reason: 'no-capability', sentence: `the client did not request the capability ${capability}` };
}

/** Why an item says nothing about this client; null when it can be played. */
export function whyNotApplicable(
  item: Item,
  knowledge: Knowledge,
  client: Pick<
    StartedClient,
    'can' | 'hasDisplay' | 'look' | 'pid' | 'takesControls' | 'takesLineBreaks' | 'takesOctets' | 'printed'
  >,
): NotApplicable | null {
  const { scenario, case: one } = item;
  const { needs } = one;
  const byTransport = whyNotByTransport(item, knowledge.carried);
  if (byTransport !== null) return byTransport;
  const isServed = client.look !== undefined;
  if (isServed && types(CONTROLS, scenario.steps, one)) {
    const sentence = 'a person types on a keyboard, which has no key for a control character';
    return { reason: 'no-user-command', sentence };
  }
  const unasked = isServed ? whyNotOfPerson({ scenario, case: one }, client) : null;
  if (unasked !== null) return unasked;
  const action = needs.user?.find((kind) => !client.can(kind));
  if (action !== undefined) {
    const sentence =
      client.pid === null
        ? `the handle of the client has no function for '${action}'`
        : `no profile says how its user types '${action}'`;
    return { reason: 'no-user-command', sentence };
  }
  if (!client.takesLineBreaks && types(LINE_BREAKS, scenario.steps, one)) {
    const sentence = 'what its user types is a line, which ends at a line break and holds no NUL';
    return { reason: 'no-user-command', sentence };
  }
  if (!client.takesControls && types(CONTROLS, scenario.steps, one)) {
    const sentence =
      'its user types on the keyboard of a terminal, where a control character is a key and not part of the text';
    return { reason: 'no-user-command', sentence };
  }
  if (!client.takesOctets && scenario.steps.some((step) => isTextIllFormed(step, one))) {
    const sentence = 'what its user types gets to it as text, which is well-formed UTF-8 in any case';
    return { reason: 'no-user-command', sentence };
  }
  if (needs.product === true && knowledge.product === null) {
    return { reason: 'no-product', sentence: 'no profile says what the product is called' };
  }
  if (needs.display === true && !client.hasDisplay) {
    const sentence =
      client.pid === null
        ? 'the handle of the client has no function shown()'
        : 'no profile says where what it shows can be seen';
    return { reason: 'no-display', sentence };
  }
  if (asks(scenario, asksForWindow) && (knowledge.display?.window ?? []).length === 0) {
    const sentence = isServed
      ? 'a person is not asked in which window something is shown'
      : 'no profile says how the windows of what it shows can be told apart';
    return { reason: 'no-display', sentence };
  }
  if (client.printed() === null && (asks(scenario, asksForOctets) || asks(scenario, asksForStyle))) {
    const sentence = isServed
      ? 'a person sees no octets, and no styles that could be compared'
      : 'what it shows is seen in log files, or in a mode for pipes, or told by a function, and not on a terminal';
    return { reason: 'no-display', sentence };
  }
  if (client.pid === null && asks(scenario, asksForExit)) {
    return { reason: 'no-process', sentence: 'the client has no process of its own that could end' };
  }
  if ((client.pid === null || process.platform !== 'linux') && asks(scenario, asksForMemory)) {
    const sentence = 'the memory of the client can be seen where it has a process of its own, on Linux';
    return { reason: 'no-process', sentence };
  }
  if (client.pid === null && Object.keys(scenario.environment).length > 0) {
    const sentence = 'the client has no process of its own that could be started in another environment';
    return { reason: 'no-environment', sentence };
  }
  // What a server of its own offers is known only when the client has met it.
  const missing = scenario.server === null ? lacksCapability(one, knowledge.capabilities) : null;
  if (missing !== null) return missing;
  const declined = needs.unlessDeclined?.find((name) => declines(knowledge, name));
  if (declined !== undefined) {
    return {
      reason: 'declined',
      sentence: `its profile says that it leaves ${declined} unanswered, on purpose`,
    };
  }
  const query = needs.answers?.find((name) => !knowledge.answers.has(name));
  if (query === undefined || knowledge.control === null) {
    return query !== undefined && knowledge.declines === 'all' ? ANSWERS_NOTHING : null;
  }
  return {
    reason: 'not-answered',
    sentence: `the client does not answer ${query}, so that this says nothing about it`,
  };
}

function asks({ outcomes }: Item['scenario'], wanted: (when: Condition) => boolean): boolean {
  return outcomes.some(({ when }) => wanted(when));
}

function asksForOctets({ shown, any, not }: Condition): boolean {
  return (shown?.octets ?? null) !== null || any.some(asksForOctets) || (not !== null && asksForOctets(not));
}

type OctetTest = (octet: number) => boolean;

const LINE_BREAKS: OctetTest = (octet) => octet === 0x0a || octet === 0x0d || octet === 0;
const CONTROLS: OctetTest = (octet) => octet < 0x20 || octet === 0x7f;

function types(wanted: OctetTest, steps: readonly Step[], { values }: ScenarioCase): boolean {
  return steps.some(
    (step) =>
      step.do === 'user' &&
      [step.target, step.command, step.text].some(
        (typed) => typed !== null && holds(wanted, inlineValues(typed, values)),
      ),
  );
}

function holds(wanted: OctetTest, template: Template): boolean {
  return template.some((part) =>
    part.kind === 'bytes' ? part.bytes.some(wanted) : part.kind === 'repeat' && holds(wanted, part.parts),
  );
}

function isTextIllFormed(step: Step, { values }: ScenarioCase): boolean {
  if (step.do !== 'user' || step.text === null) return false;
  const octets = inlineValues(step.text, values).map((part) =>
    part.kind === 'bytes' ? part.bytes : Buffer.alloc(0),
  );
  return !isUtf8(Buffer.concat(octets));
}

function asksForExit({ exit, any, not }: Condition): boolean {
  return exit !== null || any.some(asksForExit) || (not !== null && asksForExit(not));
}

function asksForMemory({ measured, any, not }: Condition): boolean {
  return (
    measured.some(({ of }) => of === 'residentGrowth') ||
    any.some(asksForMemory) ||
    (not !== null && asksForMemory(not))
  );
}

/** What a profile declines is held against what the client does: one that answers all the same is judged. */
function declines({ declines: declined, answers }: Knowledge, query: string): boolean {
  return !answers.has(query) && (declined === 'all' || declined.has(query));
}
