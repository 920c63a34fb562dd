import { describe, expect, test } from 'vitest';
import type { Result } from '../../reports/model/report.ts';
import { gated, played } from './testing/played.ts';

type Cell = '.' | 'fail' | 'pass' | 'other' | 'naught' | 'late' | 'which' | 'harness' | 'both';

/**
 * What a result comes to, by what is expected of it and by the gate: `.` the gate is met (exit code 0), otherwise
 * what the one complaint is about (exit code 1). A second scenario passes, so that something was judged.
 */
const KEY: Readonly<Record<Cell, { exit: number; code?: string; says?: RegExp }>> = {
  '.': { exit: 0 },
  fail: {
    exit: 1,
    code: 'unexpected-failure',
    says: /^area\/one is (fail|warn|inconclusive): '\S+'.*(no entry expects that\. Mend the client, or add under 'known:': - \{ id: area\/one, outcome: \S+, reason: '…' \}|gate with --expect FILE)/,
  },
  pass: {
    exit: 1,
    code: 'unexpected-pass',
    says: /^expect\.yaml:2: area\/one (passes now|is no more than info now), and is expected to .*\. (Take the entry out|Make the glob 'area\/o\*' narrower)/,
  },
  other: {
    exit: 1,
    code: 'changed-symptom',
    says: /^expect\.yaml:2: area\/one is \S+: '\S+', and is expected to come to 'slips'\. Look at what changed; if it is to stay, write outcome: \S+$/,
  },
  naught: {
    exit: 1,
    code: 'judges-nothing',
    says: /^expect\.yaml:2: area\/one is not applicable to this client \(declined\).*Take the entry out/,
  },
  late: {
    exit: 1,
    code: 'expired',
    says: /^expect\.yaml:2: the entry for 'area\/one' held until 2026-11-20\. (It is still as it was: mend the client|Take it out), or give (it|the entry) a later day/,
  },
  which: {
    exit: 1,
    code: 'version-unknown',
    says: /^expect\.yaml:2: the entry for 'area\/one' holds for version <2, and this client says no version\. Give it with --client-version\./,
  },
  harness: { exit: 4 },
  both: { exit: 4, code: 'expired' },
};

const ENTRIES: readonly (readonly [name: string, yaml: string | null])[] = [
  ['no file', null],
  ['no entry', 'known: []\n'],
  ['the outcome', 'known:\n- { id: area/one, outcome: \\{outcome}, reason: r }\n'],
  ['another outcome', 'known:\n- { id: area/one, outcome: slips, reason: r }\n'],
  ['any outcome', 'known:\n- { id: area/one, reason: r }\n'],
  ['until today', 'known:\n- { id: area/one, reason: r, until: 2026-11-21 }\n'],
  ['until yesterday', 'known:\n- { id: area/one, reason: r, until: 2026-11-20 }\n'],
  ['this version', "known:\n- { id: area/one, reason: r, version: '<2' }\n"],
  ['other versions', "known:\n- { id: area/one, reason: r, version: '>=2' }\n"],
  ['a glob', "known:\n- { id: 'area/o*', reason: r }\n"],
  ['flaky', 'flaky:\n- { id: area/one, reason: r }\n'],
];

const one = (what: string, more: Partial<Result> = {}): Result => played('area/one', what, more);

type Row = readonly [name: string, result: Result, gate: 'must' | 'should', ...cells: Cell[]];

// prettier-ignore
const TABLE: readonly Row[] = [
  //                                                              no file   no entry  outcome   another   any       today     yesterday version   others    glob      flaky
  ['pass',                    one('pass'),                    'must',   '.',      '.',      'pass',   'pass',   'pass',   'pass',   'late',   'pass',   '.',      'pass',   '.'],
  ['pass',                    one('pass'),                    'should', '.',      '.',      'pass',   'pass',   'pass',   'pass',   'late',   'pass',   '.',      'pass',   '.'],
  ['fail',                    one('fail leaks'),              'must',   'fail',   'fail',   '.',      'other',  '.',      '.',      'late',   '.',      'fail',   '.',      '.'],
  ['fail',                    one('fail leaks'),              'should', 'fail',   'fail',   '.',      'other',  '.',      '.',      'late',   '.',      'fail',   '.',      '.'],
  ['a crash',                 one('fail crashes'),            'must',   'fail',   'fail',   '.',      'other',  '.',      '.',      'late',   '.',      'fail',   '.',      'fail'],
  ['warn',                    one('warn leaks'),              'must',   '.',      '.',      '.',      'other',  '.',      '.',      'late',   '.',      '.',      '.',      '.'],
  ['warn',                    one('warn leaks'),              'should', 'fail',   'fail',   '.',      'other',  '.',      '.',      'late',   '.',      'fail',   '.',      '.'],
  ['info',                    one('info leaks'),              'must',   '.',      '.',      '.',      'other',  'pass',   'pass',   'late',   'pass',   '.',      'pass',   '.'],
  ['inconclusive',            one('inconclusive no-fence'),   'must',   'fail',   'fail',   '.',      'other',  '.',      '.',      'late',   '.',      'fail',   '.',      '.'],
  ['not applicable',          one('not-applicable declined'), 'must',   '.',      '.',      'naught', 'naught', 'naught', 'naught', 'late',   'naught', '.',      'naught', '.'],
  ['no such locale here',     one('not-applicable no-environment'), 'must', '.', '.',     '.',      '.',      '.',      '.',      'late',   '.',      '.',      '.',      '.'],
  ['a fault of the harness',  one('harness-error'),           'must',   'harness','harness','harness','harness','harness','harness','both','harness','harness','harness','harness'],
  ['newer than asked for',    one('fail leaks', { scored: false }), 'must', '.', '.',      '.',      '.',      '.',      '.',      'late',   '.',      '.',      '.',      '.'],
  ["of a suite of one's own", one('fail leaks', { scored: false, suite: 'mine' }), 'must', 'fail', 'fail', '.', 'other', '.', '.', 'late', '.', 'fail', '.', '.'],
];

describe.each(TABLE.map(([name, result, gate, ...cells]) => ({ name, result, gate, cells })))(
  '$name',
  ({ result, gate, cells }) => {
    test.each(ENTRIES.map(([name, yaml], index) => [name, yaml, cells[index] ?? '.'] as const))(
      `expected: %s, --gate ${gate}`,
      (_name, yaml, cell) => {
        const key = KEY[cell];
        const text = yaml?.replace('\\{outcome}', result.outcome ?? result.cause ?? 'leaks') ?? null;
        const { exit, codes, says } = gated([result, played('area/two', 'pass')], text, { gate });
        expect({ exit, codes }).toEqual({ exit: key.exit, codes: key.code === undefined ? [] : [key.code] });
        if (key.says !== undefined) expect(says[0]).toMatch(key.says);
      },
    );
  },
);

test.each([
  ['fail leaks', 'which'],
  ['pass', 'which'],
] as const)('%s, and the version is not known', (what, cell) => {
  const yaml = "known:\n- { id: area/one, outcome: leaks, reason: r, version: '<2' }\n";
  const { says, codes, exit } = gated([one(what), played('area/two', 'pass')], yaml, { version: null });
  expect(exit).toBe(1);
  expect(codes).toContain(KEY[cell].code);
  expect(says.join('\n')).toMatch(new RegExp(KEY[cell].says?.source ?? 'no sentence', 'm'));
});
