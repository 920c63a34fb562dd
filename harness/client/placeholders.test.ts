import { expect, it } from 'vitest';
import { fillPlaceholderBytes } from './placeholders.ts';

it('fills in the placeholders of a file and keeps its other bytes', () => {
  const values = { host: 'h', port: 1, nick: 'zoë', home: '/tmp/é' };
  const content = Buffer.concat([
    Buffer.from('nick={nick} {x} '),
    Buffer.from([0xff, 0x00, 0x01]),
    Buffer.from('{home}'),
  ]);
  const expected = Buffer.concat([
    Buffer.from('nick=zoë {x} '),
    Buffer.from([0xff, 0x00, 0x01]),
    Buffer.from('/tmp/é'),
  ]);
  expect(fillPlaceholderBytes(content, values)).toEqual(expected);
});
