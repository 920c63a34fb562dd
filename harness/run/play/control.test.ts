import { describe, expect, test } from 'vitest';
import { readLine, type ReceivedLine } from '../../server/received-line.ts';
import { ControlQuery } from './control.ts';

const control = new ControlQuery({ query: 'PING', echoesToken: true }, 1, 'test');
const token = /PING ([a-z0-9]+)/.exec(control.lineTo(Buffer.from('alice')).toString())?.[1] ?? '';
const reply = `NOTICE ${control.nick} :\x01PING ${token}\x01`;

describe('the reply to a control', () => {
  test('is one that is a line of its own', () => {
    expect(control.isReply(received(reply))).toBe(true);
    expect(control.isSwallowedBy(received(reply))).toBe(false);
  });

  test('is swallowed where it stands behind a line that was not ended', () => {
    const glued = received(`NOTICE somebody :\x01PING xxx${reply}`);
    expect(control.isReply(glued)).toBe(false);
    expect(control.isSwallowedBy(glued)).toBe(true);
  });

  test('is not swallowed by a line that is merely about its peer', () => {
    expect(control.isSwallowedBy(received(`WHOIS ${control.nick}`))).toBe(false);
  });
});

function received(text: string): ReceivedLine {
  const bytes = Buffer.from(text, 'latin1');
  return readLine({ bytes, ending: 'crlf', overlong: false }, bytes, { ms: 0, frame: null });
}
