import { describe, expect, test } from 'vitest';
import type { Capture, Mark } from './captures-text.ts';
import { disagreement } from './disagreement.ts';
import type { Finding } from './finding.ts';

const finding: Finding = {
  title: 'ping/colon',
  scenario: 'ping/colon',
  outcome: 'loses-the-colon',
  verdict: 'fail',
  does: 'drops a colon',
  sent: ':w!w@h PRIVMSG me :\\x01PING :a\\x01',
  came: 'NOTICE w :\\x01PING \\{any}\\x01',
};
const SENT = ':w!w@h PRIVMSG me :\x01PING :a\x01\r\n';
const CAME = 'NOTICE w :\x01PING a\x01\r\n';
const CONTROL = 'NOTICE ctl :\x01PING control\x01\r\n';

function capture(...entries: [Mark, string][]): Capture {
  return {
    title: 'ping/colon',
    entries: entries.map(([mark, text]) => ({ mark, bytes: Buffer.from(text, 'latin1') })),
  };
}

describe('a capture that shows the finding', () => {
  test('with the control', () => {
    expect(disagreement(finding, capture(['<-', SENT], ['->', CAME], ['->', CONTROL]))).toBeNull();
  });

  test('with what is no message', () => {
    expect(disagreement(finding, capture(['<-', SENT], ['->', 'USERHOST w\r\n'], ['->', CAME]))).toBeNull();
  });

  test('in which nothing came', () => {
    expect(disagreement({ ...finding, came: [] }, capture(['<-', SENT], ['->', CONTROL]))).toBeNull();
  });

  test('that is shown in the window that is meant, and in no other', () => {
    const shown = { ...finding, shown: 'VERSION', window: 'x' };
    const seen = (line: string) => disagreement(shown, capture(['<-', SENT], ['->', CAME], ['::', line]));
    expect(seen('in the window of x: <x> VERSION')).toBeNull();
    expect(seen('in the window of w: <x> VERSION')).toBe('it was not shown in the window of x: VERSION');
    expect(seen('<x> VERSION')).toBe('it was not shown in the window of x: VERSION');
  });

  test('that is shown with another sign for a control character', () => {
    const shown = { ...finding, shown: '\\x01ACTION waves' };
    expect(disagreement(shown, capture(['<-', SENT], ['->', CAME], ['::', 'w: .ACTION waves']))).toBeNull();
  });

  test('in which the words were typed within JSON', () => {
    const typed: Finding = { ...finding, user: 'action', text: 'a\\0\\n"\\\\' };
    const line = JSON.stringify(['action', '#chan', 'a\0\n"\\']);
    expect(disagreement(typed, capture(['<-', SENT], ['>>', line], ['->', CAME]))).toBeNull();
  });

  test('that ends the program', () => {
    const ended = capture(['<-', SENT], ['--', 'the connection ends'], ['--', 'the program ends']);
    expect(disagreement({ ...finding, came: [], ends: 'program' }, ended)).toBeNull();
  });
});

describe('a capture that does not', () => {
  test.each<[string, Finding, Capture, string]>([
    ['another line was sent', finding, capture(['<-', 'PING :x\r\n'], ['->', CAME]), 'it was not sent'],
    ['nothing came', finding, capture(['<-', SENT], ['->', CONTROL]), 'it did not come'],
    ['it came twice', finding, capture(['<-', SENT], ['->', CAME], ['->', CAME]), 'this came'],
    ['something came', { ...finding, came: [] }, capture(['<-', SENT], ['->', CAME]), 'this came'],
    ['it came once', { ...finding, times: 2 }, capture(['<-', SENT], ['->', CAME]), 'it did not come'],
    [
      'it came with another line end',
      finding,
      capture(['<-', SENT], ['->', CAME.replace('\r', '')]),
      'this came',
    ],
    [
      'it was not shown',
      { ...finding, shown: 'waves' },
      capture(['<-', SENT], ['->', CAME], ['::', 'w: hello']),
      'it was not shown',
    ],
    [
      'the connection ended',
      finding,
      capture(['<-', SENT], ['->', CAME], ['--', 'the connection ends']),
      'ended',
    ],
    [
      'it did not end',
      { ...finding, ends: 'connection' },
      capture(['<-', SENT], ['->', CAME]),
      'did not end',
    ],
    [
      'the program went on',
      { ...finding, came: [], ends: 'program' },
      capture(['<-', SENT], ['--', 'the connection ends']),
      'the program did not end',
    ],
    [
      'it was not typed',
      { ...finding, user: 'action', text: 'waves' },
      capture(['<-', SENT], ['>>', '/me hello'], ['->', CAME]),
      'it was not typed',
    ],
    [
      'the control went unanswered',
      finding,
      capture(['<-', SENT], ['->', CAME], ['--', 'no answer to the control']),
      'no answer',
    ],
  ])('%s', (_, said, seen, words) => {
    expect(disagreement(said, seen)).toContain(words);
  });
});
