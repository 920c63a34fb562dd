import { expect, test } from 'vitest';
import { WorkQueue } from './work-queue.ts';

test('workers take what other workers add, and end when all is done', async () => {
  const queue = new WorkQueue<number>();
  queue.add(3);
  const taken: number[] = [];
  const worker = async (): Promise<void> => {
    for (let work = await queue.next(); work !== null; work = await queue.next()) {
      taken.push(work);
      await new Promise((resolve) => setImmediate(resolve));
      if (work > 0) for (let more = 0; more < 2; more += 1) queue.add(work - 1);
      queue.done();
    }
  };
  await Promise.all([worker(), worker(), worker()]);
  expect(taken).toHaveLength(1 + 2 + 4 + 8);
  expect(taken.filter((work) => work === 0)).toHaveLength(8);
});

test('what is added first comes first', async () => {
  const queue = new WorkQueue<string>();
  queue.add('later');
  queue.addFirst('now');
  expect([await queue.next(), await queue.next()]).toEqual(['now', 'later']);
});
