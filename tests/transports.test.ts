import { beforeAll, describe, expect, test } from 'vitest';
import { STOCK_AREA } from '../harness/scenario/model.ts';
import { outcomesOf, referenceLike, runFixture } from './fixture-run.ts';
import { referenceCommand } from './matrix/fixtures.ts';

const TRANSPORTS = ['tcp', 'tls', 'websocket'] as const;
type Carried = (typeof TRANSPORTS)[number];

const outcomes = new Map<Carried, Map<string, string>>();

// Floods are about time, and are left to the tests of floods.
beforeAll(async () => {
  for (const transport of TRANSPORTS) {
    const client = await referenceLike(referenceCommand, 'reference', transport);
    const { report } = await runFixture(client, { scenarios: ({ area }) => area !== STOCK_AREA });
    expect(report.transport ?? 'tcp').toBe(transport);
    outcomes.set(transport, outcomesOf(report));
  }
}, 900_000);

const of = (transport: Carried): ReadonlyMap<string, string> => outcomes.get(transport) ?? new Map();

const isElsewhere = (outcome: string | undefined): boolean => outcome === 'not-applicable other-transport';

/** The scenarios that say nothing over a transport, without their cases. */
function elsewhere(transport: Carried): string[] {
  const ids = [...of(transport)].filter(([, outcome]) => isElsewhere(outcome)).map(([key]) => key);
  return [...new Set(ids.filter((key) => !key.startsWith('transport/')))];
}

describe.each(['tls', 'websocket'] as const)('over %s', (transport) => {
  test('the reference client comes to the same as over TCP', () => {
    const differing = [...of('tcp')].flatMap(([key, outcome]) => {
      const other = of(transport).get(key);
      const isComparable = !isElsewhere(outcome) && !isElsewhere(other);
      return isComparable && other !== outcome ? [`${key}: ${outcome}, ${other ?? 'nothing'}`] : [];
    });
    expect(differing).toEqual([]);
    expect(of(transport).size).toBe(of('tcp').size);
  });
});

test('everything but the area transport can be played over TCP and TLS', () => {
  expect(elsewhere('tcp')).toEqual([]);
  expect(elsewhere('tls')).toEqual([]);
});

test('over WebSocket, all but what is about line ends says something', () => {
  expect(elsewhere('websocket')).toEqual([
    'replies/line-ending#ping',
    'replies/line-ending#version',
    'robustness/line-feed-alone#ping',
    'robustness/line-feed-alone#version',
  ]);
});
