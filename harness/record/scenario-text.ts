import { SAMPLE_VALUES } from '../scenario/placeholders.ts';
import { TO_BE_CHOSEN } from '../scenario/schema-check.ts';
import { checkServerLine } from '../wire/grammar.ts';
import { layOutLine } from '../wire/line-layout.ts';
import { parseLine, parseTags } from '../wire/line.ts';
import { printBytes } from '../wire/notation.ts';
import { fillTemplate, parseTemplate } from '../wire/template.ts';
import { answerCondition } from './answer-condition.ts';
import { commandOf, withoutEnding, type Exchange } from './exchanges.ts';
import { Names } from './placeholder-text.ts';
import { yamlQuoted } from './yaml-quoted.ts';

/** What the recorded answer is; `TODO` leaves the choice to a person, and the loader refuses the file until then. */
export type AnswerClass = 'conforms' | 'deviates' | 'violates' | typeof TO_BE_CHOSEN;

export interface ScenarioTextOptions {
  /** The id of the only scenario, or how the ids of several begin. */
  readonly id: string;
  readonly answer: AnswerClass;
  /** One scenario of all exchanges, in place of one for each. */
  readonly together: boolean;
  /** The rule that grades; null for one that fits the message. */
  readonly requirement: string | null;
  /** Lines at the head of the file, in printable text. */
  readonly comment: readonly string[];
}

const CLASS_COMMENT = `    # Choose a class: conforms (this is as it should be), deviates (works, but is not recommended) or
    # violates (breaks the rule); the other outcome gets the opposite.
`;

/** A file of scenarios that send what was recorded. Names of the session become placeholders; all else is as it was. */
export function scenarioText(exchanges: readonly Exchange[], options: ScenarioTextOptions): string {
  const groups = options.together ? [exchanges] : exchanges.map((one) => [one]);
  const scenarios = groups.map((group, index) =>
    oneScenario(group, idOf(group, index, groups.length, options.id), options),
  );
  return `${options.comment.map((line) => `# ${line}\n`).join('')}\n${scenarios.join('\n')}`;
}

function oneScenario(group: readonly Exchange[], id: string, options: ScenarioTextOptions): string {
  const names = new Names(group);
  const when = answerCondition(group, names);
  const what = group.map(whatOf).join(', ');
  const { answer } = options;
  const otherwise = answer === TO_BE_CHOSEN ? TO_BE_CHOSEN : answer === 'conforms' ? 'violates' : 'conforms';
  const capabilities = capabilitiesOf(group);
  return [
    `- id: ${id}`,
    `  title: ${yamlQuoted(`A recorded exchange: ${what}`.slice(0, 200))}`,
    `  requirements: [${options.requirement ?? requirementOf(group)}]`,
    '  why: It was seen in a session. Say here what goes wrong in the world when a client gets it wrong.',
    ...(capabilities.length > 0 ? [`  needs: { capability: [${capabilities.join(', ')}] }`] : []),
    '  alone: true',
    '  steps:',
    ...group.flatMap(({ stimulus }) => stepLines(stimulus, names)),
    '  outcomes:',
    ...(answer === TO_BE_CHOSEN ? [CLASS_COMMENT.trimEnd()] : []),
    '    as-recorded:',
    `      class: ${answer}`,
    `      when: ${when}`,
    '      says: does what was recorded',
    '    otherwise:',
    `      class: ${otherwise}`,
    `      when: { not: ${when} }`,
    '      says: does something else than was recorded',
    '',
  ].join('\n');
}

function stepLines(stimulus: Buffer, names: Names): string[] {
  const line = withoutEnding(stimulus);
  if (!stimulus.subarray(line.length).equals(Buffer.from('\r\n')))
    return [`    - raw: [${yamlQuoted(names.line(line) + printBytes(stimulus.subarray(line.length)))}]`];
  const text = names.line(line);
  const sample = fillTemplate(parseTemplate(text), (name) => Buffer.from(SAMPLE_VALUES.get(name) ?? ''));
  const [fault] = checkServerLine(sample);
  return [
    `    - send: ${yamlQuoted(text)}`,
    ...(fault === undefined ? [] : [`      malformed: ${yamlQuoted(`as recorded: ${fault.message}`)}`]),
  ];
}

/** A client that did not ask for tags gets none. */
function capabilitiesOf(group: readonly Exchange[]): string[] {
  const keys = group.flatMap(({ stimulus }) => {
    const { tags } = layOutLine(stimulus);
    return tags === null ? [] : [...parseTags(stimulus.subarray(tags.start, tags.end)).keys()];
  });
  if (keys.length === 0) return [];
  return [keys.every((key) => key === 'time') ? 'server-time' : 'message-tags'];
}

function whatOf({ stimulus }: Exchange): string {
  const line = parseLine(withoutEnding(stimulus));
  const command = line === null ? null : commandOf(line);
  const what = command === null || command === '' ? 'a message' : printBytes(Buffer.from(command, 'latin1'));
  return `${what.slice(0, 30)} by ${line?.command ?? 'nothing'}`;
}

function idOf(group: readonly Exchange[], index: number, of: number, id: string): string {
  if (of === 1) return id;
  const [first] = group;
  const line = first === undefined ? null : parseLine(withoutEnding(first.stimulus));
  const word = /^[a-z0-9]{1,20}$/.exec((line === null ? null : commandOf(line))?.toLowerCase() ?? '')?.[0];
  return `${id}-${index + 1}-${word ?? 'message'}`;
}

/** A rule that fits the first message; whoever knows a better one writes it there. */
function requirementOf([first]: readonly Exchange[]): string {
  const line = first === undefined ? null : parseLine(withoutEnding(first.stimulus));
  if (line?.command === 'NOTICE') return 'CTX-03';
  const [target] = line?.params ?? [];
  if (target !== undefined && /^[@+%~!]*[#&]/.test(target.toString('latin1'))) return 'CTX-08';
  switch (line === null ? '' : (commandOf(line) ?? '')) {
    case 'PING':
      return 'PNG-02';
    case 'ACTION':
      return 'ACT-02';
    default:
      return 'CTX-01';
  }
}
