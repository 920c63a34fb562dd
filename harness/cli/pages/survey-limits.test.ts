import { expect, test } from 'vitest';
import type { ProfileData } from '../../run/profile/schema.ts';
import type { SurveyedClient } from '../survey/survey-model.ts';
import { limitParts } from './survey-limits.ts';

const profile = (limit?: ProfileData['limit']): ProfileData => ({
  name: 'quill',
  about: 'An example.',
  install: { note: 'Nowhere.' },
  settings: { stock: {} },
  ...(limit === undefined ? {} : { limit }),
});
const limit = {
  says: 'queue_ms: 2000',
  kind: 'queue',
  intervalMs: 2000,
  source: 'https://example.org',
} as const;
const surveyed = (intervalMs: number): SurveyedClient => ({
  name: 'quill',
  version: '1',
  settings: 'unthrottled',
  answers: ['PING'],
  order: 'kept',
  stock: { kind: 'queue', burst: 3, intervalMs, fromOnePeer: null },
  totals: { pass: 1, info: 0, warn: 0, fail: 0, 'not-applicable': 0 },
  disputes: {},
});
const text = (intervalMs: number, own: ProfileData['limit']): string =>
  limitParts({ clients: [surveyed(intervalMs)] }, [profile(own)]).join('\n');

test('what a client says of its limit stands beside what was measured', () => {
  expect(text(2100, limit)).toContain(
    '| quill | one in 2.1 s | [queue\\_ms: 2000](https://example.org) | yes |',
  );
});

test('where the two are apart, the page says why', () => {
  expect(text(4000, { ...limit, differs: 'It counts in pairs.' })).toContain('| no: It counts in pairs. |');
  expect(text(4000, limit)).toContain('| no: not known why |');
});

test('a client that says nothing of a limit has no row', () => {
  expect(limitParts({ clients: [surveyed(2000)] }, [profile()])).toEqual([]);
});
