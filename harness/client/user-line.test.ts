import { expect, it } from 'vitest';
import { userLine } from './user-line.ts';

it('fills in what the user types, bytes as they are', () => {
  expect(userLine('/action {target} {text}', { target: '#c', text: 'wäves  ' }).toString()).toBe(
    '/action #c wäves  ',
  );
  expect(userLine('{text}', { text: Buffer.from([0x01, 0xff, 0x20]) })).toEqual(
    Buffer.from([0x01, 0xff, 0x20]),
  );
  expect(userLine('/eval {x} {text}', { text: '{target}' }).toString()).toBe('/eval {x} {target}');
});

it('leaves out arguments that are not given, with the space before them', () => {
  expect(userLine('/ctcp {target} {command} {args}', { target: 'bob', command: 'VERSION' }).toString()).toBe(
    '/ctcp bob VERSION',
  );
  expect(
    userLine('/ctcp {target} {command} {args}', { target: 'bob', command: 'X', args: '' }).toString(),
  ).toBe('/ctcp bob X ');
});

it('writes values as JSON strings, which hold any text', () => {
  const template = '["ctcp", {target}, {command}, {args}]';
  expect(
    JSON.parse(userLine(template, { target: 'bob', command: 'X', args: 'ä\n\0"\x01' }, 'json').toString()),
  ).toEqual(['ctcp', 'bob', 'X', 'ä\n\0"\x01']);
  expect(userLine(template, { target: 'bob', command: 'X' }, 'json').toString()).toBe('["ctcp", "bob", "X"]');
});

it('says which value is missing', () => {
  expect(() => userLine('/me {text}', {})).toThrow(
    expect.objectContaining({ code: 'missing-value', message: expect.stringContaining('{text}') as string }),
  );
});

it.each(['a\nQUIT', 'a\rQUIT', 'a\0b'])('refuses %j, which is not one typed line', (text) => {
  expect(() => userLine('/me {text}', { text })).toThrow(
    expect.objectContaining({ code: 'line-break-in-value' }),
  );
});
