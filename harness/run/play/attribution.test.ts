import { describe, expect, test } from 'vitest';
import type { ReceivedLine } from '../../server/session.ts';
import { parseLine } from '../../wire/line.ts';
import { Ambient } from '../discovery/ambient.ts';
import { causeOf, isCanary, type Cause } from './attribution.ts';
import { ControlQuery } from './control.ts';
import { castFor } from './names.ts';
import type { Play } from './play.ts';

const cast = castFor(1, 'mine');
const play = { cast, item: { scenario: { verbs: new Set(['JOIN']) } } } as unknown as Play;
const asking = { cast, item: { scenario: { verbs: new Set(['WHOIS']) } } } as unknown as Play;
const control = new ControlQuery({ query: 'PING', echoesToken: true }, 1, 'x');
const controlToken = /PING (\w+)/.exec(control.lineTo(Buffer.from('alice')).toString())?.[1] ?? '';

function received(text: string, duty = false): ReceivedLine {
  const raw = Buffer.from(text, 'latin1');
  return { ms: 0, raw, ending: 'crlf', frame: null, overlong: false, line: parseLine(raw), duty };
}

function cause(text: string, options: { play?: Play; earlier?: string[] } = {}): Cause['by'] {
  return wholeCause(text, options).by;
}

function wholeCause(text: string, options: { play?: Play; earlier?: string[] }): Cause {
  return causeOf(received(text), {
    plays: [options.play ?? play],
    controls: [control],
    ambient: new Ambient(),
    earlier: new Set(options.earlier ?? []),
  });
}

describe('what caused a line', () => {
  test.each([
    ['a reply to the peer', `NOTICE ${cast.peer.nick} :\x01VERSION x\x01`, 'play'],
    ['a reply to the peer in another letter case', `NOTICE ${cast.peer.nick.toUpperCase()} :x`, 'play'],
    ['a reply to nick@host', `NOTICE ${cast.peer.nick}@${cast.peer.host} :x`, 'play'],
    ['the token in the channel', `NOTICE #c :\x01PING ${cast.token}\x01`, 'play'],
    ['the token in a line of its own', `x${cast.token}\x01`, 'play'],
    ['a reply to the control', `NOTICE ${control.nick} :x`, 'control'],
    ['what the control said, to the peer', `NOTICE ${cast.peer.nick} :\x01PING ${controlToken}\x01`, 'play'],
    ['housekeeping', 'WHO #c', 'client'],
    ['a lag check', 'PING :1732165200', 'client'],
    ['something else', 'JOIN #elsewhere', 'unknown'],
    ['a canary', 'QUIT :ctcp-canary', 'unknown'],
  ])('%s', (_, line, by) => {
    expect(cause(line)).toBe(by);
  });

  test('looking up the asker counts only where a scenario asks for it', () => {
    expect(cause(`WHOIS ${cast.peer.nick}`)).toBe('client');
    expect(cause(`WHOIS ${cast.peer.nick}`, { play: asking })).toBe('play');
    expect(cause(`WHOIS ${cast.token}`)).toBe('play');
  });

  test('a late answer is known for one, wherever its token stands', () => {
    expect(cause('NOTICE old :\x01PING zzza1b2c3d4\x01', { earlier: ['a1b2c3d4'] })).toBe('earlier');
  });

  test.each([
    ['PING', true],
    ['DCC REJECT SEND', false],
    ['DCCX', true],
  ])('a %s of something earlier is a late reply: %s', (command, isLateReply) => {
    expect(wholeCause(`NOTICE old :\x01${command} a1b2c3d4\x01`, { earlier: ['a1b2c3d4'] })).toEqual({
      by: 'earlier',
      isLateReply,
    });
  });

  test('a canary counts as a command, not as text that is passed on', () => {
    expect(isCanary(received('QUIT :ctcp-canary'))).toBe(true);
    expect(isCanary(received('JOIN #ctcp-canary'))).toBe(true);
    expect(isCanary(received('NOTICE bob :\x01PING QUIT :ctcp-canary\x01'))).toBe(false);
  });
});

test('a cast is the same for the same seed and key, and for no other', () => {
  expect(castFor(1, 'a')).toEqual(castFor(1, 'a'));
  expect(castFor(1, 'a').token).not.toBe(castFor(2, 'a').token);
  expect(castFor(1, 'a').token).not.toBe(castFor(1, 'b').token);
  const { peer, other, token, token2 } = castFor(1, 'a');
  expect(new Set([peer.nick, other.nick, token, token2]).size).toBe(4);
  for (const word of [peer.nick, other.nick, token, token2]) expect(word).toMatch(/^[a-z][a-z0-9]{7}$/);
});
