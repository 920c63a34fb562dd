import { describe, expect, test } from 'vitest';
import type { OutcomeClass } from '../../../reports/model/report.ts';
import { needsAnother, settle } from './attempts.ts';
import type { Judgement } from './judge.ts';

function judgement(outcome: string, of: OutcomeClass, more: Partial<Judgement> = {}): Judgement {
  return {
    outcome,
    class: { modern: of, classic: of },
    requirement: null,
    hint: null,
    evidence: 'fenced',
    cause: null,
    reason: '',
    critical: false,
    byTimeOnly: false,
    deciding: new Set(),
    observation: {} as Judgement['observation'],
    ...more,
  };
}

const good = judgement('echoes', 'conforms');
const bad = judgement('cuts', 'violates');
const other = judgement('drops', 'violates');
const lost = judgement('', 'observed', { outcome: null, class: null, cause: 'control-lost' });

describe('when an item is played again', () => {
  test.each<[string, Judgement[], boolean]>([
    ['never played', [], true],
    ['conforms at first sight', [good], false],
    ['observed at first sight', [judgement('either', 'observed')], false],
    ['violates once', [bad], true],
    ['deviates once', [judgement('trims', 'deviates')], true],
    ['a lost control', [lost], true],
    ['violates twice alike', [bad, bad], false],
    ['violates, then conforms', [bad, good], true],
    ['a lost control, then conforms', [lost, good], true],
    ['three attempts are enough', [bad, good, other], false],
    ['a client that answers nothing does not change', [{ ...lost, cause: 'answers-nothing' }], false],
    ['an interrupted run goes no further', [{ ...lost, cause: 'interrupted' }], false],
  ])('%s', (_, attempts, again) => {
    expect(needsAnother(attempts)).toBe(again);
  });
});

describe('what attempts come to', () => {
  test('attempts that agree', () => {
    expect(settle([bad, bad])).toMatchObject({
      chosen: { outcome: 'cuts' },
      cause: null,
      flaky: false,
      seen: { times: 2, of: 2 },
    });
  });

  test('attempts that differ accuse nobody', () => {
    const settled = settle([bad, good, bad]);
    expect(settled).toMatchObject({ cause: 'attempts-differ', flaky: true, seen: { times: 2, of: 3 } });
  });

  test('a crash counts at first sight, with k of n beside it', () => {
    const crash = judgement('crashes', 'violates', { critical: true });
    expect(settle([crash, good, good])).toMatchObject({
      chosen: { outcome: 'crashes' },
      cause: null,
      flaky: true,
      seen: { times: 1, of: 3 },
    });
  });

  test('an attempt in which nothing could be judged does not count beside one in which it could', () => {
    expect(settle([lost, good, good])).toMatchObject({
      chosen: { outcome: 'echoes' },
      cause: null,
      flaky: false,
    });
  });

  test('nothing could be judged in any attempt', () => {
    expect(settle([lost, lost])).toMatchObject({ cause: 'control-lost', flaky: false });
  });

  test('a line that only its moment ties to the stimulus is forgotten when it is not repeated', () => {
    const stray = judgement('unlisted', 'violates', { byTimeOnly: true });
    expect(settle([stray, good, good])).toMatchObject({
      chosen: { outcome: 'echoes' },
      cause: null,
      flaky: false,
    });
    expect(settle([stray, stray])).toMatchObject({
      chosen: { outcome: 'unlisted' },
      cause: null,
      flaky: false,
    });
  });
});
