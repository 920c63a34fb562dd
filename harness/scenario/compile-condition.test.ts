import { expect, test } from 'vitest';
import { compileCondition } from './compile-condition.ts';
import type { ConditionData } from './condition-schema.ts';
import { SourceText } from './source-text.ts';
import { YamlDocument } from './yaml-document.ts';

function problemsOf(styled: ConditionData['styled']): string[] {
  const source = new SourceText(new YamlDocument('x.yaml', '{}'));
  compileCondition(styled === undefined ? {} : { styled }, source, new Set());
  return source.problems.map(({ message }) => message);
}

test.each<[string, NonNullable<ConditionData['styled']>]>([
  ['one thing alone', { text: 'a' }],
  ['nothing that is compared', { like: 'b' }],
  ['a text and a line', { text: 'a', line: 'b', like: 'c' }],
  ['alike and unlike at once', { text: 'a', like: 'b', unlike: 'c' }],
  ['one that is wrong in a list', [{ text: 'a', like: 'b' }, { text: 'a' }]],
])('%s cannot be compared', (_, styled) => {
  expect(problemsOf(styled)).toEqual([
    "two things are to be compared, by 'text' or 'line' and by 'like' or 'unlike'",
  ]);
});

test('two texts, and two lines, can be compared', () => {
  expect(
    problemsOf([
      { text: 'a', like: 'b' },
      { line: 'a', unlike: 'b' },
    ]),
  ).toEqual([]);
});
