/** What can be measured of a flood, and in what it is counted. */
export const MEASURES = {
  queries: 'lines that the flood consisted of',
  queriesOctets: 'their octets',
  replies: 'messages to those who flooded',
  repliesOctets: 'their octets',
  amplification: 'octets of replies for each octet of the flood',
  lead: 'seconds by which the penalty clock of RFC 1459 section 8.10 was ahead at most',
  waitingOctets: 'octets that a server which reads by that clock would have had waiting at most',
  octetsAtOnce: 'octets of replies within two seconds at most',
  pongMs:
    "milliseconds until the slowest answer to a server's PING; one that never came counts until the end",
  userMs: 'milliseconds until what the user typed was sent; what never was counts until the end',
  resumedMs: 'milliseconds from the end of the flood to the first answer to somebody new',
  answeringMs: 'milliseconds from the begin of the flood to the last reply',
  residentGrowth: 'octets of memory by which its processes grew with each query, the first round left out',
  returned: 'whether it came back after the connection was lost',
  repliesAfter: 'replies on the new connection to what was asked on the old one',
  reflected: 'replies that were sent back as queries',
  echoes: 'answers of one copy to answers of the other',
  thrownOff: 'whether the server threw it off for flooding',
} as const;

export type Measure = keyof typeof MEASURES;

export const MEASURE_NAMES = Object.keys(MEASURES) as Measure[];

const SECONDS: ReadonlySet<Measure> = new Set(['lead']);

/** A measurement as a person reads it, such as `lead 38 s`. */
export function measureText(of: Measure, value: number): string {
  if (SECONDS.has(of)) return `${of} ${value} s`;
  if (of.endsWith('Ms')) return `${of.slice(0, -2)} ${value} ms`;
  return `${of} ${value}`;
}
