import type { Template } from '../wire/template.ts';
import type { DccConditionData, DccStepData } from './dcc-schema.ts';
import type { DccPlan, DccStep, DccTask, DccWanted, OctetsWanted } from './dcc-model.ts';
import type { SourceText } from './source-text.ts';

const VERBS = ['listen', 'connect', 'say', 'close', 'await', 'lay'] as const;
const ENDS = ['over', 'secure'] as const;

/** What goes with each thing that a peer does on a connection. */
const OF_TASK: Readonly<Record<DccTask, readonly (keyof DccStepData)[]>> = {
  chat: ENDS,
  send: [...ENDS, 'octets', 'from', 'block', 'ahead', 'hasty', 'stays'],
  receive: [...ENDS, 'octets', 'from', 'acks'],
};

const USUAL_BLOCK = 4096;

type Parse = (at: SourceText, text: string) => Template | null;

/** @returns null when the step is unusable; the reasons are in `source.problems` */
export function compileDccStep(data: DccStepData, source: SourceText, parse: Parse): DccStep | null {
  const verbs = VERBS.filter((verb) => data[verb] !== undefined);
  const [verb] = verbs;
  if (verb === undefined || verbs.length > 1) {
    source.problem(
      verb === undefined ? 'the peer does nothing here' : `the peer does ${verbs.join(' and ')} at once`,
      `Give each step of the peer exactly one of: ${VERBS.join(', ')}.`,
    );
    return null;
  }
  const companions = companionsOf(verb, data);
  for (const key of Object.keys(data) as (keyof DccStepData)[]) {
    if (key === verb || companions.includes(key)) continue;
    source
      .at(key)
      .problem(`'${key}' does not go with this`, 'Take it out or change the step.', { atKey: true });
  }
  switch (verb) {
    case 'listen':
      return { do: 'listen', plan: planOf(data.listen ?? 'chat', data, source) };
    case 'connect':
      return { do: 'connect', plan: planOf(data.connect ?? 'chat', data, source) };
    case 'say': {
      const pieces = (data.say ?? []).map((text, index) => parse(source.at('say', index), text));
      return { do: 'say', pieces: pieces.filter((piece) => piece !== null) };
    }
    case 'close':
      return { do: 'close', how: data.close ?? 'fin' };
    case 'await':
      return { do: 'await', what: data.await ?? 'connection', withinMs: data.within ?? null };
    case 'lay': {
      const name = parse(source.at('lay'), data.lay ?? '');
      return name === null
        ? null
        : { do: 'lay', name, octets: data.link === true ? null : (data.octets ?? 0) };
    }
  }
}

function companionsOf(verb: (typeof VERBS)[number], data: DccStepData): readonly (keyof DccStepData)[] {
  if (verb === 'listen') return OF_TASK[data.listen ?? 'chat'];
  if (verb === 'connect') return OF_TASK[data.connect ?? 'chat'];
  if (verb === 'await') return ['within'];
  return verb === 'lay' ? ['octets', 'link'] : [];
}

function planOf(task: DccTask, data: DccStepData, source: SourceText): DccPlan {
  if (task !== 'chat' && data.octets === undefined) {
    source.problem("a transfer needs 'octets'", "Add 'octets:', how much of the file there is.");
  }
  const octets = data.octets ?? 0;
  const from = data.from ?? 0;
  if (from > octets) source.at('from').problem('a transfer begins behind its end', "Lower 'from'.");
  return {
    task,
    over: data.over ?? 'ipv4',
    secure: data.secure === true,
    octets,
    from,
    block: data.block ?? USUAL_BLOCK,
    ahead: data.ahead === true,
    hasty: data.hasty === true,
    stays: data.stays === true,
    acks: data.acks ?? 'each',
  };
}

/** @param pattern reads a pattern at its place */
export function compileDccCondition(
  data: DccConditionData,
  source: SourceText,
  pattern: (at: SourceText, text: string | undefined) => Template | null,
): DccWanted {
  return {
    ...data,
    line: pattern(source.at('line'), data.line),
    received: octetsOf(data.received),
    saved: octetsOf(data.saved),
  };
}

function octetsOf(data: DccConditionData['saved']): OctetsWanted | null {
  return data === undefined ? null : { is: data.is ?? null, octets: data.octets ?? null };
}
