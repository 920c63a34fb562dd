import { describe, expect, test } from 'vitest';
import { Client } from '../../fixtures/examples/node-test-stream/client.js';
import { ConformanceRun, type ConformanceOptions } from './conformance.ts';

const filter = ['ping/no-payload', 'context/query-in-a-notice', 'time/form'];

/** A client that does what is asked, with a chance to change what it reads first. */
function client(change: (octets: string) => string = (octets) => octets): ConformanceOptions['client'] {
  return {
    stream(stream, { nick }) {
      const lib = new Client(stream, nick);
      const [listener] = stream.listeners('data');
      stream.removeAllListeners('data');
      stream.on('data', (octets: string) => void listener?.(change(octets)));
      return { close: () => lib.close() };
    },
  };
}

describe('what is said of each test', () => {
  test('passed, and skipped with the reason', async () => {
    const run = await ConformanceRun.prepare({ client: client(), filter });
    expect([...run.areas.keys()]).toEqual(expect.arrayContaining(['ping', 'context', 'time']));
    expect(await run.end('ping/no-payload')).toEqual({ kind: 'passed' });
    expect(await run.end('time/form')).toMatchObject({
      kind: 'skipped',
      reason: expect.stringContaining('TIME') as string,
    });
    expect(await run.wholeEnd()).toEqual({ kind: 'passed' });
    expect(await run.report()).toBe(await run.report());
  });

  test('failed, with the text of the failure and no stack', async () => {
    const run = await ConformanceRun.prepare({
      client: client((octets) => octets.replaceAll(' NOTICE ', ' PRIVMSG ')),
      filter,
    });
    const end = await run.end('context/query-in-a-notice');
    if (end.kind !== 'failed') throw new Error(end.kind);
    expect(end.error.code).toBe('not-met');
    expect(end.error.message).toMatch(/FAIL {2}context\/query-in-a-notice[\s\S]*rule[\s\S]*again/);
    expect(end.error.stack).toBe(`ConformanceError: ${end.error.message}`);
    expect(await run.wholeEnd()).toEqual({ kind: 'passed' });
  });

  test('failed, for a scenario that was not played', async () => {
    const run = await ConformanceRun.prepare({ client: client(), filter: ['ping/no-payload'] });
    expect((await run.end('ping/no-such')).kind).toBe('failed');
  });
});

test('where nothing could be judged, the whole fails', async () => {
  const run = await ConformanceRun.prepare({ client: client(), filter: ['time/form'] });
  expect((await run.end('time/form')).kind).toBe('skipped');
  expect((await run.wholeEnd()).kind).toBe('failed');
});

test('a run that is stopped by its deadline fails in each test that was not played, and as a whole', async () => {
  const run = await ConformanceRun.prepare({
    client: { stream: (stream) => ({ close: () => stream.destroy() }) },
    filter,
    deadlineMs: 1,
  });
  expect((await run.end('ping/no-payload')).kind).toBe('failed');
  const whole = await run.wholeEnd();
  expect(whole.kind === 'failed' && whole.error.message).toContain('not complete');
});

test('a client that cannot be tested makes every test throw, with the reason and what was said', async () => {
  const run = await ConformanceRun.prepare({
    client: {
      stream(stream) {
        stream.write('NICK x\r\n');
        return { close: () => stream.destroy() };
      },
    },
    filter,
    timeoutMs: 200,
  });
  const thrown = run.end('ping/no-payload');
  await expect(thrown).rejects.toMatchObject({ name: 'ConformanceError', code: 'untestable' });
  await expect(thrown).rejects.toThrow(/never-registers[\s\S]*client: NICK x/);
  await expect(run.wholeEnd()).rejects.toThrow('never-registers');
});
