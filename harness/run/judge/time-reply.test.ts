import { expect, test } from 'vitest';
import type { TimeFormat, TimeValue } from '../../scenario/model.ts';
import { isTimeReply } from './time-reply.ts';

const NOON = Date.UTC(2026, 10, 21, 12, 0, 0);

test.each<[string, TimeFormat, TimeValue]>([
  ['Sat Nov 21 12:00:30 2026', 'ctime', 'right'],
  ['Sat Nov 21 12:00:30 UTC 2026', 'ctime', 'right'],
  ['Sat Nov 21 17:30:30 2026', 'ctime', 'right'],
  ['Sat Nov 21 17:38:00 2026', 'ctime', 'wrong'],
  ['Sat Nov 21 13:00:30 CET 2026', 'ctime', 'right'],
  ['Sat, 21 Nov 2026 12:00:00 +0000', 'rfc5322', 'right'],
  ['Sat, 21 Nov 2026 13:00:00 +0100', 'rfc5322', 'right'],
  ['Sat, 21 Nov 2026 13:00:00 +0000', 'rfc5322', 'wrong'],
  ['2026-11-21T12:00:01.123Z', 'iso8601', 'right'],
  ['2026-11-21 12:00:01', 'iso8601', 'right'],
  ['2020-11-21 12:00:01', 'iso8601', 'wrong'],
  [':Sat Nov 21 12:00:30 2026', 'ctime', 'right'],
  ['Sat Nov 21 2026 12:00:00 GMT+0000 (Coordinated Universal Time)', 'other', 'right'],
  ['Sat Nov 21 12:00:30', 'other', 'right'],
  ['Sat Nov 21 12:08:00', 'other', 'wrong'],
  ['high noon', 'other', 'unreadable'],
])('%s', (text, format, value) => {
  const bytes = Buffer.from(text);
  expect(isTimeReply({ format, value }, bytes, NOON)).toBe(true);
  const others: TimeFormat[] = ['ctime', 'rfc5322', 'iso8601', 'other'];
  for (const other of others.filter((one) => one !== format))
    expect(isTimeReply({ format: other, value: null }, bytes, NOON)).toBe(false);
});
