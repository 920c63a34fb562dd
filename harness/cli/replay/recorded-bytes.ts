import type { TranscriptEntry } from '../../../reports/model/report.ts';
import { inlineValues } from '../../scenario/inline.ts';
import { isMeasured, type Scenario, type ScenarioCase, type Step } from '../../scenario/model.ts';
import { BAIT_PLACEHOLDERS } from '../../scenario/placeholders.ts';
import type { PinnedCast } from '../../scenario/schema.ts';
import { parseBytes } from '../../wire/notation.ts';
import { matchPattern } from '../../wire/pattern.ts';
import type { Template } from '../../wire/template.ts';

/** What depends on the client and its connection, and not on the suite. */
const OF_THE_SESSION: ReadonlySet<string> = new Set([
  'nick',
  'self',
  'channel',
  'server',
  'sent',
  'peer.port',
  'offer.name',
  'offer.port',
  'offer.token',
  ...BAIT_PLACEHOLDERS,
]);
const CRLF: Template = [{ kind: 'bytes', bytes: Buffer.from('\r\n') }];
const ANYTHING: Template = [{ kind: 'placeholder', name: 'any', offset: 0 }];

/**
 * Whether a scenario sends, with these peers and tokens, what was recorded. A case that was not played has
 * nothing to differ from, and generated lines hang on their seed alone.
 *
 * @param stimuli of one attempt
 */
export function recordedMatches(
  stimuli: readonly TranscriptEntry[],
  scenario: Scenario,
  one: ScenarioCase,
  cast: PinnedCast,
): boolean {
  if (stimuli.length === 0 || scenario.steps.some((step) => step.do === 'fuzz')) return true;
  // Of a flood only the begin is kept.
  if (isMeasured(scenario)) return true;
  const sent = stimuli.filter(({ from }) => from === 'server').map(({ bytes }) => parseBytes(bytes));
  const expected = [
    ...(scenario.server?.beforeWelcome ?? []).map((line) => [...line, ...CRLF]),
    ...scenario.steps.flatMap(sentBy),
  ];
  const value = valuesOf(cast);
  return (
    sent.length === expected.length &&
    expected.every((template, index) => {
      const pattern = openEnded(inlineValues(template, one.values));
      const octets = sent[index] ?? Buffer.alloc(0);
      // In a WebSocket message the line had no line break.
      return matchPattern(pattern, value, octets) || matchPattern(pattern, value, withBreak(octets));
    })
  );
}

function withBreak(octets: Buffer): Buffer {
  return Buffer.concat([octets, Buffer.from('\r\n')]);
}

/** What the server says in a step, line by line or piece by piece. */
function sentBy(step: Step): Template[] {
  switch (step.do) {
    case 'send':
      return step.lines.map((line) => [...line, ...CRLF]);
    case 'raw':
      return [...step.pieces];
    case 'rename':
    case 'host':
      return [ANYTHING];
    case 'user':
    case 'heard':
    case 'show':
    case 'end':
    case 'reading':
    case 'fuzz':
    case 'flood':
    case 'reflect':
    case 'copies':
    case 'reconnect':
    case 'dcc':
      return [];
  }
}

function openEnded(template: Template): Template {
  return template.map((part) => {
    if (part.kind === 'repeat') return { ...part, parts: openEnded(part.parts) };
    if (part.kind === 'placeholder' && OF_THE_SESSION.has(part.name)) return { ...part, name: 'any' };
    return part;
  });
}

function valuesOf({ peer, other, token, token2 }: PinnedCast): (name: string) => Buffer {
  const values = new Map([
    ['token', token],
    ['token2', token2],
  ]);
  for (const [name, source] of [
    ['peer', peer],
    ['other', other],
  ] as const) {
    const [, nick = '', user = '', host = ''] = /^([^!]*)!([^@]*)@(.*)$/.exec(source) ?? [];
    values.set(name, source).set(`${name}.nick`, nick).set(`${name}.user`, user).set(`${name}.host`, host);
  }
  return (name) => Buffer.from(values.get(name) ?? '');
}
