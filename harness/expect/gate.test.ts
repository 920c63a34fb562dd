import { describe, expect, test } from 'vitest';
import { MOST_FLAKY } from './gate.ts';
import { gated, played, playedCases } from './testing/played.ts';

const fine = played('area/fine', 'pass');
const known = (...entries: string[]): string =>
  `known:\n${entries.map((one) => `  - { ${one}, reason: r }\n`).join('')}`;

describe('a scenario with cases', () => {
  const mixed = playedCases('area/many', { a: 'fail leaks', b: 'fail leaks', c: 'warn slips', d: 'pass' });

  test('an entry for the whole is for its bad cases', () => {
    expect(gated([mixed], known('id: area/many'))).toMatchObject({ exit: 0, codes: [] });
  });

  test('with an outcome it is for those that come to it, and the others are on their own', () => {
    const { says } = gated([mixed], known('id: area/many, outcome: leaks'), { gate: 'should' });
    expect(says).toEqual([
      expect.stringMatching(/^area\/many#c is warn: 'slips', and no entry expects that/),
    ]);
    expect(gated([mixed], known('id: area/many, outcome: leaks'), { gate: 'must' }).exit).toBe(0);
  });

  test('two outcomes, two entries', () => {
    const yaml = known('id: area/many, outcome: leaks', 'id: area/many, outcome: slips');
    expect(gated([mixed], yaml, { gate: 'should' }).exit).toBe(0);
  });

  test('cases by name: the others are not excused, and a mended one is told', () => {
    const { says, exit } = gated([mixed], known('id: area/many, cases: [a, d], outcome: leaks'));
    expect(exit).toBe(1);
    expect(says).toEqual([
      expect.stringMatching(
        /^area\/many#b is fail: 'leaks', .*add under 'known:': - \{ id: area\/many, cases: \[b\], outcome: leaks, reason: '…' \}$/,
      ),
      "expect.yaml:2: area/many#d passes now, and is expected to come to 'leaks'. Take 'd' out of its cases, so that it stays mended.",
    ]);
  });

  test('when no case is bad any more, the whole is mended', () => {
    const { says } = gated([playedCases('area/many', { a: 'pass', b: 'pass' })], known('id: area/many'));
    expect(says).toEqual([expect.stringMatching(/^expect\.yaml:2: area\/many passes now/)]);
  });

  test('it is not mended because this machine lacks what the bad case needs', () => {
    const here = playedCases('area/many', { a: 'pass', b: 'not-applicable no-environment' });
    expect(gated([here], known('id: area/many, outcome: leaks'))).toMatchObject({ exit: 0, codes: [] });
    expect(gated([here], known('id: area/many, cases: [a], outcome: leaks')).codes).toEqual([
      'unexpected-pass',
    ]);
  });

  test('another symptom of the whole', () => {
    const { says } = gated([mixed], known('id: area/many, outcome: hangs'));
    expect(says).toHaveLength(3);
    expect(says[0]).toMatch(
      /^expect\.yaml:2: area\/many#a is fail: 'leaks', and is expected to come to 'hangs'/,
    );
  });

  test('a case that there is not', () => {
    const { codes, says } = gated([mixed], known('id: area/many, cases: [aa]'));
    expect(codes).toContain('matches-nothing');
    expect(says).toContain("expect.yaml:2: area/many has no case 'aa'. Did you mean 'a'?");
    expect(gated([fine], known('id: area/fine, cases: [a]')).says).toContain(
      "expect.yaml:2: area/fine has no case 'a'. It has no cases: take 'cases' out.",
    );
  });

  test('what is said of a result is that all of its cases are expected', () => {
    const [result] = gated([mixed], known('id: area/many, cases: [a]')).client.results;
    expect(result?.expected).toBe(false);
    expect(result?.cases.map(({ expected }) => expected)).toEqual([true, false, true, true]);
    expect(result?.entry).toMatchObject({ kind: 'known', reason: 'r', file: 'expect.yaml', line: 2 });
  });
});

describe('which entry speaks', () => {
  const leaks = played('area/one', 'fail leaks');

  test('one for the id before a glob, in whatever order they stand', () => {
    const yaml = known("id: 'area/*', outcome: slips", 'id: area/one, outcome: leaks');
    expect(gated([leaks, fine], yaml).codes).toEqual(['unexpected-pass']);
    expect(gated([leaks], yaml).exit).toBe(0);
  });

  test('an old name is as good as the present one', () => {
    expect(gated([leaks], known('id: old/one')).exit).toBe(0);
  });

  test('no scenario, and no scenario of such a glob', () => {
    const { says, codes } = gated([leaks], known('id: area/onne', "id: 'quoting/**'"));
    expect(codes).toEqual(['unexpected-failure', 'matches-nothing', 'matches-nothing']);
    expect(says[1]).toBe("expect.yaml:2: there is no scenario 'area/onne'. Did you mean 'area/one'?");
    expect(says[2]).toMatch(/^expect\.yaml:3: no scenario matches 'quoting\/\*\*'\./);
  });

  test('a scenario that was not played this time is no matter', () => {
    const catalogue = { catalogue: gatedCatalogue };
    expect(gated([fine], known('id: area/elsewhere'), catalogue).exit).toBe(0);
  });

  test('a version is a number in what the client says of itself', () => {
    const yaml = "known:\n  - { id: area/one, reason: r, version: '<1.5' }\n";
    expect(gated([leaks], yaml, { version: 'irssi v1.4.3 - running on Linux' }).exit).toBe(0);
    expect(gated([leaks], yaml, { version: 'EPIC5-2.1.6' }).codes).toEqual(['unexpected-failure']);
    expect(gated([leaks], yaml, { version: 'irssi v1.5.0', clientVersion: '1.4' }).exit).toBe(0);
    expect(gated([leaks], yaml, { version: 'a client' }).says).toEqual([
      expect.stringMatching(/there is no number in 'a client', which this client calls its version/),
    ]);
  });
});

const gatedCatalogue = (await import('./testing/played.ts')).catalogueOf([
  fine,
  played('area/elsewhere', 'pass'),
]);

describe('flaky entries', () => {
  const many = Array.from({ length: MOST_FLAKY + 1 }, (_, index) => played(`area/n${index}`, 'fail leaks'));
  const yaml = "flaky:\n  - { id: 'area/n*', reason: r }\n";

  test('as many as a gate can stand', () => {
    expect(gated(many.slice(1), yaml).exit).toBe(0);
  });

  test('and one more', () => {
    const { says, exit } = gated(many, yaml);
    expect(exit).toBe(1);
    expect(says).toEqual([
      expect.stringMatching(/^expect\.yaml:2: the flaky entries cover 11 scenarios, and 10 are the most/),
    ]);
  });

  test('differing attempts are what it is for', () => {
    expect(
      gated(
        [played('area/one', 'inconclusive attempts-differ'), fine],
        'flaky:\n  - { id: area/one, reason: r }\n',
      ).exit,
    ).toBe(0);
  });
});

test('nothing was judged', () => {
  const { exit, says } = gated([played('area/one', 'not-applicable declined')], null);
  expect(exit).toBe(1);
  expect(says).toEqual([expect.stringMatching(/^Nothing at all could be judged/)]);
});

test('what is not scored is counted apart, by suite', () => {
  const { client } = gated([fine, played('mine/one', 'fail leaks', { scored: false, suite: 'mine' })], null);
  expect(client.apart).toEqual([
    { name: 'mine', totals: expect.objectContaining({ fail: 1, pass: 0 }) as object },
  ]);
});
