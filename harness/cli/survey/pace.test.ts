import { describe, expect, test } from 'vitest';
import { sampleClient } from '../../../reports/testing/sample-report.ts';
import { agrees, paceInWords, paceOf, type OwnLimit, type Pace } from './pace.ts';

const pace = (kind: Pace['kind'], given: Partial<Pace> = {}): Pace => ({
  kind,
  burst: null,
  intervalMs: 0,
  fromOnePeer: null,
  ...given,
});

test.each([
  [pace('none', { fromOnePeer: 12 }), 'no limit found'],
  [pace('none', { fromOnePeer: 4 }), '4 of a dozen from one peer'],
  [pace('queue', { burst: 6, intervalMs: 1100 }), 'one in 1.1 s'],
  [pace('drop', { burst: 5 }), '5 at once, then none for a while'],
  [null, 'not measured'],
])('the pace %o in words', (given, words) => {
  expect(paceInWords(given)).toBe(words);
});

describe('the pace of a client', () => {
  const { discovery } = sampleClient();
  if (discovery === null) throw new Error('the sample has no discovery');
  const allowance = { kind: 'queue', burst: 3, intervalMs: 2036, fromOnePeer: null } as const;

  test('is what discovery found, without the small change', () => {
    expect(paceOf({ ...discovery, allowance })).toEqual({ ...allowance, intervalMs: 2000 });
  });

  test('is nothing where no query was answered', () => {
    expect(paceOf({ ...discovery, allowance, control: null })).toBeNull();
    expect(paceOf(null)).toBeNull();
  });
});

describe('what a client says of itself', () => {
  const own = (limit: Pick<OwnLimit, 'kind' | 'burst' | 'intervalMs'>): OwnLimit => ({
    says: 'x',
    source: 'https://example.org',
    ...limit,
  });

  test.each([
    [own({ kind: 'queue', intervalMs: 2000 }), pace('queue', { intervalMs: 2400 }), true],
    [own({ kind: 'queue', intervalMs: 2000 }), pace('queue', { intervalMs: 2500 }), false],
    [own({ kind: 'drop', burst: 4 }), pace('drop', { burst: 5 }), true],
    [own({ kind: 'drop', burst: 4 }), pace('drop', { burst: 2 }), false],
    [own({ kind: 'drop' }), pace('drop', { burst: 2 }), true],
    [own({ kind: 'none' }), pace('none'), true],
    [own({ kind: 'none' }), pace('drop', { burst: 2 }), false],
  ])('%o beside the measured %o', (said, measured, same) => {
    expect(agrees(said, measured)).toBe(same);
  });
});
