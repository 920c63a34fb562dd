import type { Template } from '../wire/template.ts';
import { compileDccStep } from './compile-dcc.ts';
import type { Step, UserAction } from './model.ts';
import type { StepData } from './schema.ts';
import type { SourceText } from './source-text.ts';

const VERBS = [
  'send',
  'raw',
  'user',
  'rename',
  'host',
  'heard',
  'show',
  'end',
  'reading',
  'fuzz',
  'flood',
  'reflect',
  'copies',
  'reconnect',
  'dcc',
] as const;
type Verb = (typeof VERBS)[number];

/** Keys that only make sense beside a certain verb. */
const COMPANIONS: Readonly<Record<Verb, readonly (keyof StepData)[]>> = {
  send: ['malformed'],
  raw: ['malformed'],
  user: ['target', 'text', 'command', 'fill', 'octets'],
  rename: [],
  host: [],
  heard: [],
  show: [],
  end: [],
  reading: [],
  fuzz: ['seed'],
  flood: ['count', 'within', 'peers', 'rounds', 'throwsOff', 'malformed'],
  reflect: [],
  copies: [],
  reconnect: [],
  dcc: [],
};

/** What each thing that a user does has to be told. */
const NEEDED: Readonly<Record<UserAction, readonly (keyof StepData)[]>> = {
  action: ['target', 'text'],
  message: ['target', 'text'],
  notice: ['target', 'text'],
  ctcp: ['target', 'command'],
  ping: ['target'],
  reply: ['target', 'command'],
  away: ['text'],
  ignore: ['target'],
  quote: ['target', 'text'],
  'silence-version': [],
  'version-text': ['text'],
  'silence-ctcp': [],
  'ignore-ctcp': ['target'],
  'refuse-dcc': [],
  'silence-channel-ctcp': ['target'],
  query: ['target', 'text'],
  'dcc-chat': ['target'],
  'dcc-send': ['target', 'text'],
  'dcc-accept': ['target'],
  'dcc-say': ['target', 'text'],
  'dcc-action': ['target', 'text'],
  'dcc-get': ['target'],
  'dcc-resume': ['target', 'text'],
  'dcc-passive-chat': ['target'],
  'dcc-passive-send': ['target', 'text'],
  'dcc-close': ['target'],
};

/** @returns null when the step is unusable; the reasons are in `source.problems` */
export function compileStep(data: StepData, source: SourceText, known: ReadonlySet<string>): Step | null {
  const verbs = VERBS.filter((verb) => data[verb] !== undefined);
  const [verb] = verbs;
  if (verb === undefined || verbs.length > 1) {
    source.problem(
      verb === undefined ? 'this step does nothing' : `this step does ${verbs.join(' and ')} at once`,
      `Give each step exactly one of: ${VERBS.join(', ')}.`,
    );
    return null;
  }
  for (const key of Object.keys(data) as (keyof StepData)[]) {
    if (key === verb || COMPANIONS[verb].includes(key)) continue;
    source
      .at(key)
      .problem(`'${key}' does not go with '${verb}'`, 'Take it out or change the step.', { atKey: true });
  }
  return build(verb, data, source, known);
}

function build(verb: Verb, data: StepData, source: SourceText, known: ReadonlySet<string>): Step | null {
  const parse = (key: keyof StepData, text: string, index?: number): Template | null =>
    (index === undefined ? source.at(key) : source.at(key, index)).template(text, {
      wildcards: false,
      known: verb === 'flood' ? new Set([...known, NUMBER]) : known,
    });
  switch (verb) {
    case 'send': {
      const given = data.send ?? [];
      const lines =
        typeof given === 'string'
          ? [parse('send', given)]
          : given.map((text, index) => parse('send', text, index));
      return { do: 'send', lines: present(lines), malformed: data.malformed !== undefined };
    }
    case 'raw':
      return { do: 'raw', pieces: present((data.raw ?? []).map((text, index) => parse('raw', text, index))) };
    case 'user':
      return buildUserStep(data, source, parse);
    case 'rename': {
      const nick = parse('rename', data.rename ?? '');
      return nick === null ? null : { do: 'rename', nick };
    }
    case 'host': {
      const host = parse('host', data.host ?? '');
      return host === null ? null : { do: 'host', host };
    }
    case 'heard':
      return { do: 'heard' };
    case 'show':
      return { do: 'show' };
    case 'end':
      return { do: 'end', how: data.end ?? 'close' };
    case 'reading':
      return { do: 'reading', goesOn: data.reading === 'resume' };
    case 'flood':
      return buildFloodStep(data, source, parse);
    case 'reflect':
      return { do: 'reflect', most: data.reflect ?? 1 };
    case 'copies':
      return {
        do: 'copies',
        lines: present((data.copies ?? []).map((text, index) => parse('copies', text, index))),
      };
    case 'reconnect':
      return { do: 'reconnect' };
    case 'dcc': {
      const act = compileDccStep(data.dcc ?? {}, source.at('dcc'), (at, text) =>
        at.template(text, { wildcards: false, known }),
      );
      return act === null ? null : { do: 'dcc', act };
    }
    case 'fuzz':
      return { do: 'fuzz', lines: data.fuzz ?? 1, seed: data.seed ?? null };
  }
}

/** Stands for the number of a line in a flood. */
const NUMBER = 'n';

function buildFloodStep(
  data: StepData,
  source: SourceText,
  parse: (key: keyof StepData, text: string, index?: number) => Template | null,
): Step | null {
  if (data.count === undefined) {
    source.problem("a flood needs a 'count'", "Add 'count:', the number of its lines.");
    return null;
  }
  const given = data.flood ?? [];
  const lines =
    typeof given === 'string'
      ? [parse('flood', given)]
      : given.map((text, index) => parse('flood', text, index));
  return {
    do: 'flood',
    lines: present(lines),
    count: data.count,
    peers: data.peers ?? 1,
    withinMs: data.within ?? 0,
    rounds: data.rounds ?? 1,
    throwsOff: data.throwsOff ?? null,
  };
}

function buildUserStep(
  data: StepData,
  source: SourceText,
  parse: (key: keyof StepData, text: string) => Template | null,
): Step | null {
  const action = data.user;
  if (action === undefined) return null;
  const required = NEEDED[action];
  const missing = required.filter((key) => data[key] === undefined);
  if (missing.length > 0) {
    source.problem(
      `the user's '${action}' needs ${missing.join(' and ')}`,
      `Add ${missing.map((key) => `'${key}:'`).join(' and ')}.`,
    );
    return null;
  }
  const given = (key: 'target' | 'text' | 'command' | 'fill'): Template | null =>
    data[key] === undefined ? null : parse(key, data[key]);
  return {
    do: 'user',
    action,
    target: given('target'),
    text: given('text'),
    command: given('command'),
    fill: given('fill'),
    octets: data.octets ?? null,
  };
}

function present(templates: readonly (Template | null)[]): Template[] {
  return templates.filter((template) => template !== null);
}
