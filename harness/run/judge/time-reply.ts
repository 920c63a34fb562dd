import type { TimeFormat, TimeReply, TimeValue, TimeZone } from '../../scenario/model.ts';

const MONTHS = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec';
const DAYS = 'Mon|Tue|Wed|Thu|Fri|Sat|Sun';
const CLOCK = String.raw`\d\d:\d\d(:\d\d)?`;

/** The three forms that the documents and their examples use; a zone's name may stand where C libraries put it. */
const FORMATS: readonly (readonly [TimeFormat, RegExp])[] = [
  [
    'ctime',
    new RegExp(`^(${DAYS}) (${MONTHS}) [ \\d]\\d ${CLOCK}( [A-Z]{2,5})? \\d{4}( [A-Z]{2,5}| [+-]\\d{4})?$`),
  ],
  ['rfc5322', new RegExp(`^((${DAYS}), )?\\d?\\d (${MONTHS}) \\d{4} ${CLOCK} ([+-]\\d{4}|[A-Z]{2,5})$`)],
  ['iso8601', /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.,]\d+)?)?( ?(Z|[+-]\d\d(:?\d\d)?))?$/],
];

const YEARLESS = new RegExp(`^((${DAYS}),? )?((${MONTHS}) [ \\d]\\d|\\d?\\d (${MONTHS})) ${CLOCK}$`);

const MINUTE_MS = 60_000;
/** All zones of the world are multiples of this from each other. */
const ZONE_STEP_MS = 15 * MINUTE_MS;
const FARTHEST_ZONE_MS = 15 * 60 * MINUTE_MS;

/**
 * @param text what stands behind `TIME `, without delimiters
 * @param trueMs the time when it came, in ms since the epoch
 */
export function isTimeReply(wanted: TimeReply, text: Uint8Array, trueMs: number): boolean {
  // The 1994 text puts a colon before it.
  const words = Buffer.from(text).toString('utf8').replace(/^:/, '').trim();
  return (
    (wanted.format === null || wanted.format === formatOf(words)) &&
    (wanted.value === null || wanted.value === valueOf(words, trueMs)) &&
    (wanted.zone === null || wanted.zone === zoneOf(words, trueMs))
  );
}

function formatOf(text: string): TimeFormat {
  return FORMATS.find(([, form]) => form.test(text))?.[0] ?? 'other';
}

function valueOf(text: string, trueMs: number): TimeValue {
  return valueOfFull(withYear(text, trueMs), trueMs);
}

/** A client that leaves the year out means this one. */
function withYear(text: string, trueMs: number): string {
  return YEARLESS.test(text) ? `${text} ${new Date(trueMs).getUTCFullYear()}` : text;
}

/** Where clocks show what is written there, whatever zone is named beside it. */
function zoneOf(text: string, trueMs: number): TimeZone {
  const bare = withYear(text, trueMs)
    .replace(/ \(.*\)$/, '')
    .replace(/(?<=:\d\d(?:[.,]\d+)?)(?: ?(?:Z|[+-]\d\d(?::?\d\d)?))$/, '')
    .replace(/ (?:[A-Z]{2,5})?(?:[+-]\d{4})?$/, '')
    .replace(/ (?:[A-Z]{2,5}|[+-]\d{4})(?= \d{4}$)/, '');
  const told = [`${bare} UTC`, `${bare}Z`].map((form) => Date.parse(form)).find((ms) => !Number.isNaN(ms));
  if (told === undefined) return 'unclear';
  if (Math.abs(told - trueMs) <= MINUTE_MS) return 'utc';
  return isInSomeZone(Math.abs(told - trueMs)) ? 'another' : 'unclear';
}

function valueOfFull(text: string, trueMs: number): TimeValue {
  const zoned = /(Z|[+-]\d\d:?\d\d|\b(UTC|GMT)\b)/.test(text.slice(8));
  // A zone known by its letters only (CET, IST) is as good as none: letters are not unique.
  const bare = text.replace(/ \(.*\)$/, '').replace(/ (?!UTC|GMT)[A-Z]{2,5}(?= |$)/, '');
  const told = Date.parse(zoned ? bare : `${bare} UTC`);
  const parsed = Number.isNaN(told) && !zoned ? Date.parse(`${bare}Z`) : told;
  if (Number.isNaN(parsed)) return 'unreadable';
  const astray = Math.abs(parsed - trueMs);
  if (zoned) return astray <= MINUTE_MS ? 'right' : 'wrong';
  return isInSomeZone(astray) ? 'right' : 'wrong';
}

function isInSomeZone(astray: number): boolean {
  const fromStep = astray % ZONE_STEP_MS;
  const near = Math.min(fromStep, ZONE_STEP_MS - fromStep) <= MINUTE_MS;
  return near && astray <= FARTHEST_ZONE_MS;
}
