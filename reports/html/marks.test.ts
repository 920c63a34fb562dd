import { expect, test } from 'vitest';
import { sampleReport } from '../testing/sample-report.ts';
import { sampleResults } from '../testing/sample-results.ts';
import { marks } from './marks.ts';

test('a verdict that differs from what was expected is marked, and no other', () => {
  const marked = (text: string) =>
    sampleResults
      .filter((result) => marks(result, sampleReport()).some(({ markup }) => markup.includes(`>${text}<`)))
      .map(({ id }) => id);
  expect(marked('expected')).toEqual(['injection/carriage-return-in-ping']);
  expect(marked('unexpected')).toEqual(['ping/answers']);
  expect(marked('timed')).toEqual(['replies/one-reply-each']);
  expect(marked('measured')).toEqual(['ping/long-payload']);
});
