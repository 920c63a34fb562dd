import { expect, test, vi } from 'vitest';
import type { PersonRequest } from '../client/served/person.ts';
import { InterruptedError } from '../run/instance/start-error.ts';
import { Desk } from './desk.ts';

const request: PersonRequest = {
  kind: 'type',
  title: 'Type',
  says: [],
  typed: [],
  choices: [{ name: 'done', label: 'Done', example: null }],
  skip: { label: 'Skip', allLabel: null },
};

test('a request waits until it is answered, by an answer that it has', async () => {
  const desk = new Desk(60_000);
  const answer = desk.person('a', new AbortController().signal).ask(request);
  const [task] = desk.tasks;
  const id = task?.id ?? 0;
  expect(task?.client).toBe('a');
  expect(desk.answer(id, { kind: 'choice', name: 'other' })).toBe(false);
  expect(desk.answer(id, { kind: 'skip-all' })).toBe(false);
  expect(desk.answer(id, { kind: 'late' })).toBe(false);
  expect(desk.answer(id + 1, { kind: 'skip' })).toBe(false);
  expect(desk.answer(id, { kind: 'skip' })).toBe(true);
  expect(await answer).toEqual({ kind: 'skip' });
  expect([desk.tasks, desk.answer(id, { kind: 'skip' })]).toEqual([[], false]);
});

test('what shows by itself needs no answer', async () => {
  const desk = new Desk(60_000);
  const answer = desk.person('a', new AbortController().signal).ask(request, Promise.resolve('done'));
  expect(await answer).toEqual({ kind: 'choice', name: 'done' });
  expect(desk.tasks).toEqual([]);
});

test('a person who is away is waited for so long, and no longer', async () => {
  vi.useFakeTimers();
  try {
    const desk = new Desk(60_000);
    const answer = desk.person('a', new AbortController().signal).ask(request);
    await vi.advanceTimersByTimeAsync(59_999);
    expect(desk.tasks).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await answer).toEqual({ kind: 'late' });
  } finally {
    vi.useRealTimers();
  }
});

test('who stops one client stops what is asked about it, and nothing else', async () => {
  const desk = new Desk(60_000);
  const stop = new AbortController();
  const stopped = desk.person('a', stop.signal).ask(request);
  const other = desk.person('b', new AbortController().signal).ask(request);
  stop.abort();
  await expect(stopped).rejects.toThrow(InterruptedError);
  expect(desk.tasks.map(({ client }) => client)).toEqual(['b']);
  desk.answer(desk.tasks[0]?.id ?? 0, { kind: 'skip' });
  await other;
  await expect(desk.person('a', stop.signal).ask(request)).rejects.toThrow(InterruptedError);
});
