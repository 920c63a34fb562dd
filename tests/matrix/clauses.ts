import { judge } from '../../harness/run/judge/judge.ts';
import { isByDcc, isMeasured, type Condition, type Scenario } from '../../harness/scenario/model.ts';
import type { DccWanted } from '../../harness/scenario/dcc-model.ts';
import type { Seen } from './collect.ts';

/** The scenario once for each clause of its conditions, with that clause taken out. */
export function withoutOneClause(scenario: Scenario): { changed: Scenario; what: string }[] {
  return scenario.outcomes.flatMap((outcome, index) =>
    weakerOf(
      outcome.when,
      (isMeasured(scenario) || isByDcc(scenario)) && index === scenario.outcomes.length - 1,
    ).map(({ condition, what }) => ({
      what: `${outcome.name} without ${what}`,
      changed: {
        ...scenario,
        outcomes: scenario.outcomes.with(index, { ...outcome, when: condition }),
      },
    })),
  );
}

/** Whether what was seen comes to something else when the scenario is changed. */
export function tellsApart(changed: Scenario, { observation, knowledge }: Seen): boolean {
  const { item } = observation.play;
  const before = judge(observation, knowledge);
  const play = Object.assign(Object.create(observation.play) as typeof observation.play, {
    item: { ...item, scenario: changed },
  });
  const after = judge({ ...observation, play }, knowledge);
  return before.outcome !== after.outcome || before.cause !== after.cause;
}

/**
 * Measurements part a range, and there was a connection by DCC or there was none: the outcome that stands last takes what those before it have left, so that its only clause
 * tells nothing apart, and is there for whoever reads it.
 */
function weakerOf(when: Condition, isLastOfRange: boolean): ReturnType<typeof weaker> {
  const all = weaker(when);
  return isLastOfRange && all.length === 1 ? [] : all;
}

function weaker(when: Condition): { condition: Condition; what: string }[] {
  return [
    ...(when.silent ? [{ condition: { ...when, silent: false }, what: 'silent' }] : []),
    ...(when.reply === null ? [] : [{ condition: { ...when, reply: null }, what: 'reply' }]),
    ...(when.replies === null ? [] : [{ condition: { ...when, replies: null }, what: 'replies' }]),
    ...when.sends.map((_, index) => ({
      condition: { ...when, sends: when.sends.toSpliced(index, 1) },
      what: `sends ${index + 1}`,
    })),
    ...(when.arrives === null ? [] : [{ condition: { ...when, arrives: null }, what: 'arrives' }]),
    ...(when.shown === null ? [] : [{ condition: { ...when, shown: null }, what: 'shown' }]),
    ...when.styled.map((_, index) => ({
      condition: { ...when, styled: when.styled.toSpliced(index, 1) },
      what: `styled ${index + 1}`,
    })),
    ...(when.time === null ? [] : [{ condition: { ...when, time: null }, what: 'time' }]),
    ...timeParts(when),
    ...(when.claims === null ? [] : [{ condition: { ...when, claims: null }, what: 'claims' }]),
    ...(when.product ? [{ condition: { ...when, product: false }, what: 'product' }] : []),
    ...(when.offer === null ? [] : [{ condition: { ...when, offer: null }, what: 'offer' }]),
    ...offerParts(when),
    ...dccParts(when),
    ...(when.connects === null ? [] : [{ condition: { ...when, connects: null }, what: 'connects' }]),
    ...(when.writes === null ? [] : [{ condition: { ...when, writes: null }, what: 'writes' }]),
    ...measuredParts(when),
    ...(when.subprotocol ? [{ condition: { ...when, subprotocol: false }, what: 'subprotocol' }] : []),
    ...(when.exit === null ? [] : [{ condition: { ...when, exit: null }, what: 'exit' }]),
    ...when.any.map((_, index) => ({
      condition: { ...when, any: when.any.toSpliced(index, 1) },
      what: `any ${index + 1}`,
    })),
    ...(when.not === null ? [] : [{ condition: { ...when, not: null }, what: 'not' }]),
  ];
}

/** Each bound of what was measured is asked for apart. */
function measuredParts(when: Condition): { condition: Condition; what: string }[] {
  return when.measured.map(({ of }, index) => ({
    condition: { ...when, measured: when.measured.toSpliced(index, 1) },
    what: of,
  }));
}

/** Whatever the peer met is asked for apart. */
function dccParts(when: Condition): { condition: Condition; what: string }[] {
  const { dcc } = when;
  if (dcc === null) return [];
  const none: DccWanted = { line: null, received: null, saved: null };
  return (Object.keys(dcc) as (keyof DccWanted)[])
    .filter((key) => dcc[key] !== null)
    .map((key) => ({
      condition: { ...when, dcc: { ...dcc, [key]: none[key] } },
      what: `dcc ${key}`,
    }));
}

/** The parts of an offer are asked for apart. */
function offerParts(when: Condition): { condition: Condition; what: string }[] {
  const { offer } = when;
  if (offer === null) return [];
  return (['address', 'port', 'name', 'size'] as const)
    .filter((key) => offer[key] !== null)
    .map((key) => ({ condition: { ...when, offer: { ...offer, [key]: null } }, what: `offer ${key}` }));
}

/** The format and the value of a TIME reply are asked for apart. */
function timeParts(when: Condition): { condition: Condition; what: string }[] {
  const { time } = when;
  if (time === null || time.format === null || time.value === null) return [];
  return (['format', 'value'] as const).map((key) => ({
    condition: { ...when, time: { ...time, [key]: null } },
    what: `time ${key}`,
  }));
}
