import { expect, test } from 'vitest';
import type { TimeFormat, TimeValue, TimeZone } from '../../scenario/model.ts';
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
  expect(isTimeReply({ format, value, zone: null }, bytes, NOON)).toBe(true);
  const others: TimeFormat[] = ['ctime', 'rfc5322', 'iso8601', 'other'];
  for (const other of others.filter((one) => one !== format))
    expect(isTimeReply({ format: other, value: null, zone: null }, bytes, NOON)).toBe(false);
});

test.each<[string, TimeZone]>([
  ['Sat Nov 21 12:00:30 2026', 'utc'],
  ['Sat Nov 21 12:00:30 UTC 2026', 'utc'],
  ['Sat, 21 Nov 2026 12:00:00 +0000', 'utc'],
  ['Sat, 21 Nov 2026 12:00:00 GMT', 'utc'],
  ['2026-11-21T12:00:01.123Z', 'utc'],
  ['2026-11-21T12:00:01+00:00', 'utc'],
  ['Sat Nov 21 12:00:30', 'utc'],
  ['Sat Nov 21 17:45:30 2026', 'another'],
  ['Sat Nov 21 17:45:30 +0545 2026', 'another'],
  ['Sat, 21 Nov 2026 17:45:00 +0545', 'another'],
  ['2026-11-21 17:45:01', 'another'],
  ['2026-11-21T17:45:01+05:45', 'another'],
  ['Sat Nov 21 2026 17:45:00 GMT+0545 (Nepal Time)', 'another'],
  ['Sat Nov 21 17:45:30', 'another'],
  ['Sat Nov 21 05:45:30 PM 2026', 'another'],
  ['Sat Nov 20 12:00:30 2026', 'unclear'],
  ['high noon', 'unclear'],
])('%s: %s', (text, zone) => {
  expect(isTimeReply({ format: null, value: null, zone }, Buffer.from(text), NOON)).toBe(true);
});
