import { expect, test } from 'vitest';
import { answersNothingSentence } from './judged.ts';
import { sampleClient, silentReport } from './testing/sample-report.ts';
import { sampleResults } from './testing/sample-results.ts';

test('a client that answers is not spoken of', () => {
  expect(answersNothingSentence(sampleClient())).toBeNull();
});

test('nothing at all could be judged', () => {
  const client = silentReport().clients[0] ?? sampleClient();
  expect(answersNothingSentence(client)).toMatch(/^Nothing could be judged: /);
});

test('some of it could be judged', () => {
  const results = sampleResults.map((one, index) =>
    index < 4 ? { ...one, cause: 'answers-nothing' as const } : one,
  );
  expect(answersNothingSentence(sampleClient({ results }))).toMatch(
    /^4 of 12 scenarios could not be judged: /,
  );
});
