import { describe, expect, it } from 'vitest';
import { Transcript } from './transcript.ts';

const entry = (text: string) => ({ ms: 0, from: 'client' as const, bytes: Buffer.from(text) });

describe('Transcript', () => {
  it('stops at its bound of octets, for good, and says so', () => {
    const transcript = new Transcript(10, 6);
    transcript.record(entry('abcd'));
    expect(transcript.truncated).toBe(false);
    transcript.record(entry('efg'));
    transcript.record(entry('h'));
    expect(transcript.truncated).toBe(true);
    expect(transcript.entries.map(({ bytes }) => bytes.toString())).toEqual(['abcd']);
  });

  it('stops at its bound of entries', () => {
    const transcript = new Transcript(2, 100);
    for (const text of ['a', 'b', 'c']) transcript.record(entry(text));
    expect(transcript.entries).toHaveLength(2);
    expect(transcript.truncated).toBe(true);
  });
});
