import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadSuites } from '../cli/load-suites.ts';
import { SUITES_DIRECTORY } from '../cli/package-root.ts';
import { verdictOf } from '../scenario/grade.ts';
import { judge, standardOf } from './judge.ts';
import { loadVectors } from './load.ts';
import type { Bytes, Vector } from './schema.ts';
import { wrongCodecs } from './testing/wrong-codecs.ts';
import type { Codec } from './testing/wire-codec.ts';

const { requirements } = await loadSuites([]);
const vectors = await loadVectors(join(SUITES_DIRECTORY, 'vectors'), requirements);

/** What is not recommended: a pass is what no wrong codec may get everywhere. */
const isCaught = (codec: Codec, vector: Vector): boolean =>
  judge(vector, codec(vector.do, vector.dialect, vector.input), requirements).verdict !== 'pass';

test('every vector is failed by some wrong codec', () => {
  const never = vectors.filter(
    (vector) => !Object.values(wrongCodecs).some((codec) => isCaught(codec, vector)),
  );
  expect(never.map(({ id }) => id)).toEqual([]);
});

/** A vector that was made for the mistake. */
const madeFor: Record<keyof typeof wrongCodecs, string> = {
  identity: 'low-quote/classic/nul',
  'always-empty': 'low-quote/classic/plain',
  'drops-the-last-octet': 'frame/modern/unclosed-last-octet',
  'takes-everything-for-a-frame': 'frame/modern/plain',
  'finds-a-frame-anywhere': 'frame/modern/bold-before',
  'trims-first': 'frame/modern/space-before',
  'strips-formatting-first': 'decode/modern/formatting-in-command',
  'works-on-utf-8-text': 'decode/modern/latin-1',
  'splits-at-any-blank': 'decode/modern/tab',
  'collapses-spaces': 'decode/modern/spaces-inside',
  'loses-a-colon': 'decode/modern/colon',
  'decodes-percent-codes': 'decode/modern/percent',
  'loses-quotation-marks': 'decode/modern/double-quotes',
  'stops-at-nul': 'frame/modern/nul',
  'swallows-the-octet-after-a-quote': 'ctcp-dequote/classic/undefined',
  'quotes-twice': 'low-quote/classic/quote',
  'cuts-at-100-octets': 'low-quote/classic/grows-past-the-line',
  'leaves-a-nul-behind': 'ctcp-quote/classic/nothing',
  'no-closing-delimiter': 'encode/modern/command',
  'writes-raw': 'encode/modern/injected-command',
  'no-delimiters': 'encode/classic/command',
  'never-replies': 'reply/modern/private-query',
  'always-replies': 'reply/modern/notice',
  'replies-to-the-target': 'reply/modern/channel',
  'replies-to-the-whole-source': 'reply/modern/nick-and-host',
  'replies-by-privmsg': 'reply/modern/ping',
};

describe('each wrong codec is caught', () => {
  test.each(Object.entries(wrongCodecs))('%s', (name, codec) => {
    const caught = vectors.filter((vector) => isCaught(codec, vector)).map(({ id }) => id);
    expect(caught).toContain(madeFor[name]);
    // The identity is wrong nearly everywhere; a single mistake must not be.
    expect(caught.length).toBeLessThan(vectors.length);
  });
});

test('what is in no vector is at least a warning: every vector stands on a rule that can accuse', () => {
  const idle = vectors.filter(({ requirements: ids, dialect }) =>
    ids.every((id) => {
      const requirement = requirements.get(id);
      if (requirement === undefined) return true;
      return verdictOf('violates', requirement.levels[standardOf(dialect)], requirement.basis) === 'info';
    }),
  );
  expect(idle.map(({ id }) => id)).toEqual([]);
});

test('no output is accepted twice, the recommended one comes first, and every other says who and why', () => {
  for (const { id, accepts } of vectors) {
    const outputs = accepts.map(({ output }) => JSON.stringify(output));
    expect(new Set(outputs).size, id).toBe(outputs.length);
    expect(accepts[0]?.class ?? 'conforms', id).toBe('conforms');
    expect(
      accepts.every(({ class: one }) => one !== 'violates'),
      id,
    ).toBe(true);
    expect(
      accepts.slice(1).every(({ who }) => who !== undefined),
      id,
    ).toBe(true);
  }
});

test('no vector is there twice under two names', () => {
  const asked = vectors.map(({ do: doing, dialect, input }): [Bytes, string] => [
    input,
    `${doing} ${dialect}`,
  ]);
  const keys = asked.map((key) => JSON.stringify(key));
  const doubled = vectors.filter((_, index) => keys.indexOf(keys[index] ?? '') !== index);
  expect(doubled.map(({ id }) => id)).toEqual([]);
});
