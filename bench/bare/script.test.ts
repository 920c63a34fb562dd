import { describe, expect, test } from 'vitest';
import { sampleClient } from '../../reports/testing/sample-report.ts';
import { sampleResults } from '../../reports/testing/sample-results.ts';
import type { Attempt, Result, TranscriptEntry } from '../../reports/model/report.ts';
import { sharedOut, windowsOf } from './script.ts';

const sent = (ms: number, role: 'stimulus' | 'control', bytes: string): TranscriptEntry => ({
  ms,
  from: 'server',
  bytes,
  decides: false,
  role,
});
const control = (ms: number, nick: string): TranscriptEntry =>
  sent(ms, 'control', `:${nick}!u@h PRIVMSG alice :\\x01PING ${nick}\\x01\\r\\n`);

function resultOf(transcripts: readonly TranscriptEntry[][]): Result {
  const [base] = sampleResults;
  const [attempt] = base?.attempts ?? [];
  if (base === undefined || attempt === undefined)
    throw new Error('the sample has no result with an attempt');
  const attempts = transcripts.map((transcript): Attempt => ({ ...attempt, transcript }));
  return { ...base, cases: [], attempts };
}

describe('the windows of a run', () => {
  test('plays of one window have their controls once, and its bytes are in the order of time', () => {
    const first = resultOf([[control(1, 'before'), sent(2, 'stimulus', 'one\\r\\n'), control(4, 'after')]]);
    const second = resultOf([[control(1, 'before'), sent(3, 'stimulus', 'two\\r\\n'), control(4, 'after')]]);
    const [window, ...more] = windowsOf(sampleClient({ results: [first, second] }));
    expect(more).toEqual([]);
    expect(window?.controls).toEqual(['before', 'after']);
    expect(window?.bytes.toString('latin1')).toBe(
      ':before!u@h PRIVMSG alice :\x01PING before\x01\r\none\r\ntwo\r\n:after!u@h PRIVMSG alice :\x01PING after\x01\r\n',
    );
  });

  test('what the client and the user said is no part of it, and an attempt without controls is a window', () => {
    const said: TranscriptEntry = { ms: 1, from: 'client', bytes: 'NOTICE', decides: true, role: 'caused' };
    const results = [resultOf([[said, sent(2, 'stimulus', 'alone\\r\\n')], [said]])];
    expect(windowsOf(sampleClient({ results })).map(({ bytes }) => bytes.toString())).toEqual(['alone\r\n']);
  });
});

test('windows are shared out in order, evenly, and all of them', () => {
  const windows = Array.from({ length: 7 }, (_, index) => ({
    bytes: Buffer.of(index),
    controls: [],
    alone: false,
  }));
  const shares = sharedOut(windows, 3);
  expect(shares.map((share) => share.length)).toEqual([2, 2, 3]);
  expect(shares.flat()).toEqual(windows);
  expect(sharedOut(windows, 100)).toHaveLength(7);
});

test('the lines of a fuzzer are made again from their seed, with a PING behind every so many, for a client of its own', () => {
  const note: TranscriptEntry = {
    ms: 2,
    from: 'process',
    bytes: '1000 seeded lines, seed 3',
    decides: false,
    role: 'stimulus',
  };
  const windows = windowsOf(sampleClient({ results: [resultOf([[control(1, 'before'), note]])] }));
  const [fuzzed] = windows;
  expect(fuzzed?.controls).toEqual(['fuzz250', 'fuzz500', 'fuzz750', 'fuzz1000']);
  expect(fuzzed?.bytes.toString('latin1').split('\r\n')).toHaveLength(1000 + 4 + 1);
  expect(sharedOut([...windows].reverse(), 2)).toEqual([[fuzzed], windows.slice(1)]);
});
