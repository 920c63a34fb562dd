import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countDelimiters, CtcpError, formatCtcp, parseCtcp } from './ctcp.ts';

function read(text: string): unknown {
  const frame = parseCtcp(Buffer.from(text, 'latin1'));
  if (frame === null) return null;
  const { command, params, closed, rest } = frame;
  return [command.toString('latin1'), params && params.toString('latin1'), closed, rest.toString('latin1')];
}

function codeOf(command: string | Buffer, params?: Buffer): string {
  try {
    formatCtcp(command, params);
  } catch (error) {
    if (error instanceof CtcpError) return error.code;
    throw error;
  }
  throw new Error('The message was written.');
}

describe('parseCtcp', () => {
  it.each([
    ['\x01VERSION\x01', ['VERSION', null, true, '']],
    ['\x01PING 1 2\x01', ['PING', '1 2', true, '']],
    ['\x01PING 1 2', ['PING', '1 2', false, '']],
    ['\x01PING \x01', ['PING', '', true, '']],
    ['\x01PING   x\x01', ['PING', '  x', true, '']],
    ['\x01PING\tx\x01', ['PING\tx', null, true, '']],
    ['\x01PING 1\x01tail', ['PING', '1', true, 'tail']],
    ['\x01PING 1\x01\x01PING 2\x01', ['PING', '1', true, '\x01PING 2\x01']],
    ['\x01\x01PING 1\x01', ['', null, true, 'PING 1\x01']],
    ['\x01 PING 1\x01', ['', 'PING 1', true, '']],
    ['\x01', ['', null, false, '']],
    ['\x01\x01', ['', null, true, '']],
    ['\x01ping \xff\x00\x01', ['ping', '\xff\x00', true, '']],
    ['', null],
    ['hello \x01PING 1\x01', null],
    [' \x01PING 1\x01', null],
  ])('reads %j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });
});

describe('formatCtcp', () => {
  it('writes the space only when there are params', () => {
    expect(formatCtcp('VERSION').toString()).toBe('\x01VERSION\x01');
    expect(formatCtcp('VERSION', null).toString()).toBe('\x01VERSION\x01');
    expect(formatCtcp(Buffer.from('ACTION'), Buffer.alloc(0)).toString()).toBe('\x01ACTION \x01');
    expect(formatCtcp('PING', Buffer.from(' 1')).toString()).toBe('\x01PING  1\x01');
  });

  it.each([
    ['an empty command', '', undefined, 'bad-command'],
    ['a space in the command', 'A B', undefined, 'bad-command'],
    ['a delimiter in the command', 'A\x01', undefined, 'bad-command'],
    ['a NUL in the command', Buffer.of(0), undefined, 'bad-command'],
    ['a line break in the command', 'A\n', undefined, 'bad-command'],
    ['a delimiter in the params', 'A', Buffer.of(1), 'bad-params'],
    ['a NUL in the params', 'A', Buffer.of(0), 'bad-params'],
    ['an LF in the params', 'A', Buffer.of(0x0a), 'bad-params'],
    ['a CR in the params', 'A', Buffer.of(0x0d), 'bad-params'],
  ])('refuses %s', (_, command, params, code) => {
    expect(codeOf(command, params)).toBe(code);
  });

  it('is undone by parseCtcp', () => {
    const legal = (forbidden: readonly number[]) =>
      fc
        .uint8Array({ maxLength: 600, size: 'max' })
        .map((bytes) => Buffer.from(bytes.filter((octet) => !forbidden.includes(octet))));
    const command = legal([0x00, 0x01, 0x0a, 0x0d, 0x20]).filter((bytes) => bytes.length > 0);
    fc.assert(
      fc.property(command, fc.option(legal([0x00, 0x01, 0x0a, 0x0d])), (name, params) => {
        const text = formatCtcp(name, params);
        expect(parseCtcp(text)).toEqual({ command: name, params, closed: true, rest: Buffer.alloc(0) });
        expect(countDelimiters(text)).toBe(2);
      }),
    );
  });
});

describe('countDelimiters', () => {
  it('counts', () => {
    expect(countDelimiters(Buffer.from('\x01a\x01\x01b'))).toBe(3);
    expect(countDelimiters(Buffer.alloc(0))).toBe(0);
  });
});
