import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Result } from '../../reports/model/report.ts';
import { parseExpectations } from './expectations.ts';
import { catalogueOf, gated, played, playedCases } from './testing/played.ts';
import { updateExpectations } from './update.ts';

function updated(
  results: readonly Result[],
  yaml: string | null,
  reason = 'not looked at yet',
  existing = results,
): string {
  const { client } = gated(results, null);
  const request = {
    gate: 'must' as const,
    catalogue: catalogueOf(existing),
    expectations: yaml === null ? null : parseExpectations('expect.yaml', yaml),
    clientVersion: null,
    today: '2026-11-21',
  };
  return updateExpectations(yaml, client, {
    ...request,
    expectations: request.expectations ?? { file: 'expect.yaml', entries: [] },
    reason,
  }).text;
}

const leaks = played('area/leaks', 'fail leaks');
const fine = played('area/fine', 'pass');
const many = playedCases('area/many', { a: 'fail leaks', b: 'fail slips', c: 'pass' });

test('the first file', () => {
  expect(updated([leaks, fine, many], null)).toMatch(
    /^# What this client[^]*\n\nknown:\n {2}- id: area\/leaks\n {4}outcome: leaks\n {4}reason: not looked at yet\n {2}- id: area\/many\n {4}cases: \[a\]\n {4}outcome: leaks\n {4}reason: not looked at yet\n {2}- id: area\/many\n {4}cases: \[b\]\n {4}outcome: slips\n {4}reason: not looked at yet\n$/,
  );
});

test('a file that is right stays as it is, byte for byte', () => {
  const yaml = '# mine\nknown:\n- {id:   area/leaks, outcome: \'leaks\',  reason: "because"}   # so\n\n\n';
  expect(updated([leaks, fine], yaml)).toBe(yaml);
});

const COMMENTED = `# above all

known:
  # the first
  - id: area/alpha
    reason: alpha   # a word
  # about many
  # in two lines
  - id: area/many
    cases: [a, b, c]
    outcome: leaks
    reason: 'see bug 7'
    link: https://example.test/7

  # the last
  - { id: area/zeta, reason: zeta }

# below
flaky:
  - id: area/wobble
    reason: wobbles
`;
const alpha = played('area/alpha', 'fail x');
const zeta = played('area/zeta', 'fail x');
const wobble = played('area/wobble', 'pass');

test('new ones go where they belong, and nothing else is touched', () => {
  const all = playedCases('area/many', { a: 'fail leaks', b: 'fail leaks', c: 'fail leaks' });
  const text = updated([alpha, leaks, all, zeta, wobble, played('area/zulu', 'fail x')], COMMENTED);
  expect(text).toContain(
    '    reason: alpha   # a word\n  - id: area/leaks\n    outcome: leaks\n    reason: not looked at yet\n  # about many\n',
  );
  expect(text).toContain(
    '  - { id: area/zeta, reason: zeta }\n  - id: area/zulu\n    outcome: x\n    reason: not looked at yet\n\n# below\n',
  );
});

test('a mended one goes with its comment, a mended case leaves its list, a new symptom takes over the reason', () => {
  const text = updated([alpha, many, played('area/zeta', 'pass'), wobble], COMMENTED);
  expect(text).toBe(`# above all

known:
  # the first
  - id: area/alpha
    reason: alpha   # a word
  # about many
  # in two lines
  - id: area/many
    cases: [a]
    outcome: leaks
    reason: 'see bug 7'
    link: https://example.test/7

  - id: area/many
    cases: [b]
    outcome: slips
    reason: see bug 7
    link: https://example.test/7

# below
flaky:
  - id: area/wobble
    reason: wobbles
`);
});

test('when all is mended, an empty list is left and the file is still one', () => {
  const text = updated([fine, played('area/leaks', 'pass')], 'known:\n  - { id: area/leaks, reason: r }\n');
  expect(parseExpectations('expect.yaml', text).entries).toEqual([]);
});

test('a glob gives way to what is left of it', () => {
  const results = [played('area/a', 'fail leaks'), played('area/b', 'pass'), played('area/c', 'fail leaks')];
  const text = updated(
    results,
    "known:\n  - { id: 'area/*', outcome: leaks, reason: all of it, until: 2027-01-01 }\n",
  );
  expect(text).toBe(
    'known:\n' +
      ['a', 'c']
        .map(
          (name) =>
            `  - id: area/${name}\n    outcome: leaks\n    reason: all of it\n    until: 2027-01-01\n`,
        )
        .join(''),
  );
});

test('what has no scenario goes', () => {
  expect(updated([fine], 'known:\n  - { id: area/gone, reason: r }\n')).toBe('known: []\n');
});

test('of what was not played this time, only what does not exist goes', () => {
  const yaml = 'known:\n  - { id: area/many, cases: [a, gone], reason: r }\n';
  expect(updated([fine], yaml, undefined, [fine, many])).toBe(
    'known:\n  - { id: area/many, cases: [a], reason: r }\n',
  );
});

test('a list between brackets is written in lines', () => {
  const text = updated([leaks, alpha], 'known: [{ id: area/alpha, reason: r }]\n');
  expect(parseExpectations('expect.yaml', text).entries.map(({ id }) => id)).toEqual([
    'area/alpha',
    'area/leaks',
  ]);
});

test('a reason that YAML would take for something else', () => {
  const reason = "no: 'yes' # [1]";
  expect(parseExpectations('expect.yaml', updated([leaks], null, reason)).entries[0]?.reason).toBe(reason);
});

const verdicts = fc.constantFrom(
  'pass',
  'fail x',
  'fail y',
  'warn x',
  'info z',
  'not-applicable declined',
  'inconclusive no-fence',
);
const scenarios = fc.tuple(
  verdicts,
  verdicts,
  fc.dictionary(fc.constantFrom('p', 'q', 'r'), verdicts, { minKeys: 2 }),
);
const build = ([a, b, cases]: [string, string, Record<string, string>]): Result[] => [
  played('area/a', a),
  played('area/b', b),
  playedCases('area/cases', cases),
  fine,
];

test('after an update the gate is met, from whatever file and to whatever results', () => {
  fc.assert(
    fc.property(scenarios, scenarios, fc.boolean(), (before, after, byGlob) => {
      const first = byGlob ? "known:\n  - { id: 'area/*', reason: r }\n" : updated(build(before), null);
      const text = updated(build(after), first);
      expect(gated(build(after), text)).toMatchObject({ exit: 0, codes: [] });
      // And there is nothing left to change.
      expect(updated(build(after), text)).toBe(text);
    }),
    { numRuns: 300 },
  );
});
