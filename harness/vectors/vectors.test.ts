import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadSuites } from '../cli/load-suites.ts';
import { SUITES_DIRECTORY } from '../cli/package-root.ts';
import { readingOf } from './bytes.ts';
import { judge } from './judge.ts';
import { loadVectors } from './load.ts';
import { DIALECTS, DOINGS, type Vector } from './schema.ts';
import { wireCodec } from './testing/wire-codec.ts';

const { requirements } = await loadSuites([]);
const vectors = await loadVectors(join(SUITES_DIRECTORY, 'vectors'), requirements);
const verdictOn = (vector: Vector) =>
  judge(vector, wireCodec(vector.do, vector.dialect, vector.input), requirements);

test('there are vectors of every kind and dialect', () => {
  expect(vectors.length).toBeGreaterThan(300);
  expect(new Set(vectors.map((vector) => vector.do))).toEqual(new Set(DOINGS));
  expect(new Set(vectors.map(({ dialect }) => dialect))).toEqual(new Set(DIALECTS));
});

describe.each(vectors.map((vector) => [vector.id, vector] as const))('%s', (_, vector) => {
  if (vector.do === 'reply') {
    // Whether to reply is decided by a client; the judge has no function for it. The reader in Python has.
    test('our wire layer has no such function', () => {
      expect(wireCodec(vector.do, vector.dialect, vector.input)).toBeUndefined();
    });
  } else {
    test('our wire layer conforms', () => {
      expect(verdictOn(vector)).toMatchObject({ class: 'conforms', verdict: 'pass' });
    });
  }

  test('the bytes and their readings are the same', () => {
    expect(vector.reads).toEqual(readingOf(vector.input));
    for (const accepted of vector.accepts) expect(accepted.reads).toEqual(readingOf(accepted.output));
  });
});
