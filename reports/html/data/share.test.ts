import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hostileReport } from '../../testing/hostile-report.ts';
import { incompleteReport, sampleReport } from '../../testing/sample-report.ts';
import { share, unshare } from './share.ts';

test('what is said twice is stored once, and is there again afterwards', () => {
  const lines = [{ bytes: 'a long line', decides: false }];
  const value = {
    results: [{ transcript: lines }, { transcript: lines, attempts: [{ transcript: lines }] }],
  };
  const shared = share(value);
  expect(JSON.stringify(shared).split('a long line')).toHaveLength(2);
  expect(unshare(JSON.parse(JSON.stringify(shared)) as typeof shared)).toEqual(value);
});

test('whole reports come back as they were', () => {
  for (const report of [sampleReport(), incompleteReport(), hostileReport(sampleReport())]) {
    const text = JSON.stringify(share(report));
    expect(unshare(JSON.parse(text) as ReturnType<typeof share>)).toEqual(JSON.parse(JSON.stringify(report)));
  }
});

test('any text under any key comes back', () => {
  const keys = fc.constantFrom('transcript', 'reason', 'file', 'other', '__proto__x');
  const value = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      fc.string(),
      fc.constant(null),
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(keys, tie('node'), { maxKeys: 4 }),
    ),
  })).node;
  fc.assert(
    fc.property(value, (one) => {
      const plain: unknown = JSON.parse(JSON.stringify(one));
      expect(unshare(JSON.parse(JSON.stringify(share(plain))) as ReturnType<typeof share>)).toEqual(plain);
    }),
  );
});
