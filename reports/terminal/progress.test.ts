import { expect, test } from 'vitest';
import { hostileText } from '../testing/hostile-report.ts';
import { Progress, progressLine, resultLine } from './progress.ts';
import { styleFor, type TerminalStream } from './style.ts';

const plain = { width: 40, colours: false };

class Recorder implements TerminalStream {
  readonly isTTY: boolean;
  columns = 40;
  text = '';

  constructor(isTTY: boolean) {
    this.isTTY = isTTY;
  }

  write(text: string): void {
    this.text += text;
  }
}

const state = { done: 3, total: 40, failed: 1, now: 'context/notice-is-never-answered' };

test('the live line never reaches the last column, so it never wraps', () => {
  expect(progressLine(state, plain)).toBe('3/40 1 failed  context/notice-is-never-');
  for (let width = 20; width < 60; width += 1) {
    expect(progressLine(state, { width, colours: false }).length).toBeLessThan(width);
  }
});

test('wide characters count as two', () => {
  expect(
    progressLine({ done: 1, total: 2, failed: 0, now: '日本語日本語' }, { width: 13, colours: false }),
  ).toBe('1/2  日本語');
});

test('on a terminal the line is rewritten, follows a new width, and is gone at the end', () => {
  const stream = new Recorder(true);
  const progress = new Progress(stream, plain);
  progress.update(state);
  stream.columns = 22;
  progress.update({ ...state, done: 4 });
  progress.result({ verdict: 'pass', id: 'a/b', reason: '' });
  progress.end();
  progress.end();
  expect(stream.text).toBe(
    '\r\x1b[2K3/40 1 failed  context/notice-is-never-\r\x1b[2K4/40 1 failed  contex\r\x1b[2K',
  );
});

test('a line that is said stands above the live one', () => {
  const stream = new Recorder(true);
  const progress = new Progress(stream, plain);
  progress.update({ ...state, now: '' });
  progress.say('starting again');
  expect(stream.text).toBe('\r\x1b[2K3/40 1 failed  \r\x1b[2Kstarting again\n');
});

test('elsewhere each result is a line, and nothing is rewritten', () => {
  const stream = new Recorder(false);
  const progress = new Progress(stream, plain);
  progress.update(state);
  progress.result({ verdict: 'pass', id: 'ping/answers', reason: 'answers' });
  progress.result({ verdict: 'fail', id: 'ping/echo', reason: 'cuts' });
  progress.end();
  expect(stream.text).toBe('pass ping/answers\nfail ping/echo: cuts\n');
});

test('no control character of a client reaches the terminal', () => {
  const unsafe = /\p{Cc}|\p{Cf}/u;
  expect(progressLine({ ...state, now: hostileText }, { width: 2000, colours: false })).not.toMatch(unsafe);
  expect(resultLine({ verdict: 'fail', id: hostileText, reason: hostileText }, plain)).not.toMatch(unsafe);
  const stream = new Recorder(false);
  new Progress(stream, plain).say(hostileText);
  expect(stream.text.slice(0, -1)).not.toMatch(unsafe);
});

test('colours are for terminals, unless NO_COLOR or a dumb terminal says otherwise', () => {
  const tty = new Recorder(true);
  expect(styleFor(tty, {})).toEqual({ width: 40, colours: true });
  expect(styleFor(tty, { NO_COLOR: '1' }).colours).toBe(false);
  expect(styleFor(tty, { NO_COLOR: '' }).colours).toBe(true);
  expect(styleFor(tty, { TERM: 'dumb' }).colours).toBe(false);
  expect(styleFor(new Recorder(false), {}).colours).toBe(false);
  expect(styleFor({ write: () => true }, {})).toEqual({ width: 100, colours: false });
});
