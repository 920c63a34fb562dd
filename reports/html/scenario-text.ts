import type { OutcomeClass, Result, TranscriptEntry } from '../model/report.ts';

/** Replies to these say something else each time they are asked for. */
const varying = /^\\x01(TIME|FINGER) /i;
const opposite: Readonly<Record<OutcomeClass, OutcomeClass>> = {
  conforms: 'violates',
  deviates: 'conforms',
  violates: 'conforms',
  observed: 'observed',
};

/**
 * What was sent, and what came of it, as a scenario of one's own (docs/write-a-scenario.md). Peers and the nick become
 * placeholders; all other octets are as they were. `ctcpspec replay REPORT ID --save FILE` does it better where the
 * suite is at hand; this is for whoever has only the page.
 *
 * @param name of the case that the transcript is of; empty where there are none
 * @returns null where something else was done than lines sent by the server
 */
export function scenarioText(
  result: Result,
  transcript: readonly TranscriptEntry[],
  name = '',
): string | null {
  const stimuli = transcript.filter(({ role }) => role === 'stimulus');
  // A line that was cut for the page would not be what was sent.
  if (stimuli.length === 0 || stimuli.some(({ from, bytes }) => from !== 'server' || !bytes.endsWith('\\n')))
    return null;
  if (transcript.some(({ from }) => from === 'user')) return null;
  const names = namesIn(stimuli);
  const when = conditionOf(transcript, names);
  if (when === null) return null;
  const one = result.cases.find((each) => each.name === name) ?? result;
  const recorded = one.class ?? 'observed';
  const words = [...result.id.split('/'), name].filter((word) => word !== '' && word !== 'mine');
  return [
    `- id: mine/${slug(words.join('-'))}`,
    `  title: ${quoted(withoutNotation(`As recorded: ${result.title}`).slice(0, 200))}`,
    `  requirements: [${result.requirement}]`,
    `  why: ${quoted(withoutNotation(result.why))}`,
    '  alone: true',
    '  steps:',
    ...stimuli.map(({ bytes }) => `    - raw: [${quoted(inLine(bytes, names))}]`),
    '  outcomes:',
    '    as-recorded:',
    `      class: ${recorded}`,
    `      when: ${when}`,
    '      says: does what was recorded',
    '    otherwise:',
    `      class: ${opposite[recorded]}`,
    `      when: { not: ${when} }`,
    '      says: does something else than was recorded',
    '',
  ].join('\n');
}

interface Names {
  /** `nick!user@host` of each peer, and its placeholder; at most two have one. */
  readonly peers: ReadonlyMap<string, string>;
  readonly nick: string | null;
}

const message = /^(?:@\S+ )?:([^\s!@]+![^\s@]+@\S+) (?:PRIVMSG|NOTICE) (\S+) /;

function namesIn(stimuli: readonly TranscriptEntry[]): Names {
  const peers = new Map<string, string>();
  let nick: string | null = null;
  for (const { bytes } of stimuli) {
    const [, source, target] = message.exec(bytes) ?? [];
    if (source !== undefined && !peers.has(source) && peers.size < 2)
      peers.set(source, peers.size === 0 ? 'peer' : 'other');
    if (target !== undefined && /^[^#&@+%~!]/.test(target)) nick = target;
  }
  return { peers, nick };
}

/** In a line of the server names stand where IRC puts them, so that no word of a text is taken for one. */
function inLine(bytes: string, { peers, nick }: Names): string {
  return bytes.replace(message, (head: string, source: string, target: string) => {
    const peer = peers.get(source);
    const begin = head.slice(0, head.indexOf(`:${source}`));
    const command = head.slice(begin.length + source.length + 2, -(target.length + 2));
    const from = peer === undefined ? source : `\\{${peer}}`;
    return `${begin}:${from} ${command} ${target === nick ? '\\{nick}' : target} `;
  });
}

const line = /^([A-Za-z]+) (\S+) :(.*?)(?:\\r)?\\n$/s;

/** What came, as the YAML of a `when`; null where it cannot be said in one. */
function conditionOf(transcript: readonly TranscriptEntry[], { peers, nick }: Names): string | null {
  const caused = transcript.filter(({ role, from }) => role === 'caused' && from !== 'server');
  if (caused.some(({ from }) => from !== 'client')) return null;
  if (caused.length === 0) return '{ silent: true }';
  const nicks = new Map([...peers].map(([source, name]) => [source.split('!')[0] ?? '', `\\{${name}.nick}`]));
  const lines: { verb: string; to: string; text: string }[] = [];
  for (const { bytes } of caused) {
    const [, verb, to, text] = line.exec(bytes) ?? [];
    if (verb === undefined || to === undefined || text === undefined) return null;
    const open = varying.test(text)
      ? text.replace(
          /^(\\x01\w+) .*?(\\x01)?$/s,
          (_, head: string, end = '') => `${head} \\{some}${end as string}`,
        )
      : text;
    lines.push({ verb, to: nicks.get(to) ?? (to === nick ? '\\{nick}' : to), text: open });
  }
  if (lines.every(({ verb, to }) => verb === 'NOTICE' && [...nicks.values()].includes(to))) {
    const texts = lines.map(({ text }) => quoted(text));
    return texts.length === 1 ? `{ reply: ${texts[0] ?? ''} }` : `{ replies: [${texts.join(', ')}] }`;
  }
  const sends = new Map<string, number>();
  for (const { verb, to, text } of lines) {
    const pattern = `verb: ${quoted(verb)}, to: ${quoted(to)}, text: ${quoted(text)}`;
    sends.set(pattern, (sends.get(pattern) ?? 0) + 1);
  }
  const items = [...sends].map(([pattern, times]) => `{ ${pattern}${times > 1 ? `, times: ${times}` : ''} }`);
  return `{ sends: [${items.join(', ')}] }`;
}

/** In single quotes, which leave the backslashes of byte notation alone. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Prose: a line break or a control character of it would end the line of YAML. */
function withoutNotation(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, ' ').trim();
}

function slug(text: string): string {
  return (
    text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'recorded'
  );
}
