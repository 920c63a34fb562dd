import { expect, test } from 'vitest';
import { AnswerError, readAnswer } from './answer.ts';

const read = (line: string) => readAnswer(Buffer.from(line, 'latin1'));

test.each([
  ['{"id":"a","output":"00ff"}', { kind: 'output', output: '00ff' }],
  ['{"id":"a","output":"00FF"}', { kind: 'output', output: '00ff' }],
  ['{"id":"a","output":null}', { kind: 'output', output: null }],
  [
    '{"id":"a","output":{"text":"0A","frames":["0B"]}}',
    { kind: 'output', output: { text: '0a', frames: ['0b'] } },
  ],
  [' {"id":"a","unsupported":true}\r', { kind: 'unsupported' }],
])('%s is an answer', (line, answer) => {
  expect(read(line)).toEqual({ id: 'a', answer });
});

test.each([
  ['', /no answer: \. Write one JSON object a line/],
  ['debug', /no answer: debug\./],
  ['null', /no answer/],
  ['[]', /no answer/],
  ['{"output":"00"}', /no answer/],
  ['{"id":1,"output":"00"}', /no answer/],
  ['{"id":"a"}', /neither "output" nor/],
  ['{"id":"a","unsupported":false}', /neither "output" nor/],
  ['{"id":"a","output":"0"}', /not made of bytes/],
  ['{"id":"a","output":"zz"}', /not made of bytes/],
  ['{"id":"a","output":7}', /not made of bytes/],
  ['{"id":"a","output":{"text":true}}', /not made of bytes/],
  ['{"id":"a","output":[[[[[[["00"]]]]]]]}', /not made of bytes/],
  ['\x1b]0;x\x07\xff', /no answer: \\x1B\]0;x\\x07\\xFF\./],
  ['x'.repeat(10_000), /: x{120}…\./],
])('%j is none', (line, sentence) => {
  expect(() => read(line)).toThrow(AnswerError);
  expect(() => read(line)).toThrow(sentence);
});
