import { expect, test } from 'vitest';
import { StartGate } from './start-gate.ts';

/** Starts that end when they are told, and the names of those that have begun. */
function starts(gate: StartGate): {
  readonly begun: string[];
  readonly start: (name: string, urgent?: boolean) => Promise<string>;
  readonly finish: (name: string) => void;
} {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const start = (name: string, urgent = false): Promise<string> =>
    gate.pass(
      async () => {
        begun.push(name);
        await new Promise<void>((resolve) => ends.set(name, resolve));
        return name;
      },
      { urgent },
    );
  return { begun, start, finish: (name) => ends.get(name)?.() };
}

test('no more start at a time than there is room for, and the urgent ones come first', async () => {
  const { begun, start, finish } = starts(new StartGate(2));
  const all = [start('one'), start('two'), start('ahead'), start('later'), start('wanted', true)];
  expect(begun).toEqual(['one', 'two']);
  finish('one');
  await all[0];
  await Promise.resolve();
  expect(begun).toEqual(['one', 'two', 'wanted']);
  for (const name of ['two', 'wanted']) finish(name);
  await Promise.all([all[1], all[4]]);
  await Promise.resolve();
  expect(begun).toEqual(['one', 'two', 'wanted', 'ahead', 'later']);
  for (const name of ['ahead', 'later']) finish(name);
  expect(await Promise.all(all)).toEqual(['one', 'two', 'ahead', 'later', 'wanted']);
});

test('a start that fails makes room for the next one', async () => {
  const gate = new StartGate(1);
  const failing = gate.pass(() => Promise.reject(new Error('it did not start')), { urgent: false });
  const next = gate.pass(() => Promise.resolve('up'), { urgent: false });
  await expect(failing).rejects.toThrow('it did not start');
  expect(await next).toBe('up');
});
