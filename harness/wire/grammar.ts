import { DELIMITER, parseCtcp } from './ctcp.ts';
import { layOutLine, type LineLayout, type Span } from './line-layout.ts';

export type GrammarFaultCode =
  | 'nul'
  | 'line-break'
  | 'leading-space'
  | 'tags-too-long'
  | 'line-too-long'
  | 'no-source'
  | 'bad-source'
  | 'bad-command'
  | 'missing-parameter'
  | 'ctcp-unclosed'
  | 'ctcp-inside-text'
  | 'ctcp-empty-command'
  | 'ctcp-octets-after-close';

/** What is wrong with a line. */
export interface GrammarFault {
  readonly code: GrammarFaultCode;
  /** The octet of the line at which it begins. */
  readonly offset: number;
  readonly message: string;
}

/** The most octets of the tags of a server's line, with their `@` and the space after them (IRCv3 message-tags, "Size limit"). */
const MAX_TAG_OCTETS = 8191;
/** The most octets of a line without its tags and its CRLF (RFC 1459 section 2.3). */
const MAX_LINE_OCTETS = 510;

/** A server name or a nick; RFC 2812 section 2.3.1: a nick may stand without user and host, or without the user. */
const SOURCE = /^[^!@]+(?:(?:![^@]+)?@[^@]+)?$/;

/**
 * Finds everything in a line that no well-behaved server would send, so that bad bytes in a scenario are there on
 * purpose only. Looks at the line (RFC 1459 section 2.3.1), its lengths, its source, and the CTCP framing of a PRIVMSG
 * or NOTICE (Modern IRC, Client-to-Client Protocol, "Message Syntax", but empty params are let pass as the draft does).
 *
 * @param raw one line without its CRLF
 */
export function checkServerLine(raw: Uint8Array): GrammarFault[] {
  const octets = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const layout = layOutLine(octets);
  const command = slice(octets, layout.command).toString('latin1');
  const isMessage = /^(?:PRIVMSG|NOTICE)$/i.test(command);
  return [
    ...octetFaults(octets),
    ...lengthFaults(octets, layout),
    ...sourceFaults(octets, layout, isMessage),
    ...commandFaults(command, layout),
    ...(isMessage ? messageFaults(octets, layout) : []),
  ];
}

function octetFaults(octets: Buffer): GrammarFault[] {
  const faults: GrammarFault[] = [];
  const nul = octets.indexOf(0x00);
  if (nul !== -1) faults.push({ code: 'nul', offset: nul, message: 'A line cannot hold a NUL.' });
  const lineBreak = octets.findIndex((octet) => octet === 0x0a || octet === 0x0d);
  if (lineBreak !== -1) {
    faults.push({
      code: 'line-break',
      offset: lineBreak,
      message: 'A line cannot hold a CR or an LF; send two lines.',
    });
  }
  if (octets[0] === 0x20) {
    faults.push({ code: 'leading-space', offset: 0, message: 'A line cannot begin with a space.' });
  }
  return faults;
}

function lengthFaults(octets: Buffer, { tags }: LineLayout): GrammarFault[] {
  const faults: GrammarFault[] = [];
  const tagOctets = tags === null ? 0 : Math.min(tags.end + 1, octets.length);
  if (tagOctets > MAX_TAG_OCTETS) {
    const message = `Tags take at most ${MAX_TAG_OCTETS} octets with their @ and the space, not ${tagOctets}.`;
    faults.push({ code: 'tags-too-long', offset: MAX_TAG_OCTETS, message });
  }
  const lineOctets = octets.length - tagOctets;
  if (lineOctets > MAX_LINE_OCTETS) {
    const message = `A line takes at most ${MAX_LINE_OCTETS} octets without tags and CRLF, not ${lineOctets}.`;
    faults.push({ code: 'line-too-long', offset: tagOctets + MAX_LINE_OCTETS, message });
  }
  return faults;
}

function sourceFaults(octets: Buffer, { source, command }: LineLayout, isMessage: boolean): GrammarFault[] {
  if (source === null) {
    if (!isMessage) return [];
    return [
      {
        code: 'no-source',
        offset: command.start,
        message: 'A server puts a source before PRIVMSG and NOTICE.',
      },
    ];
  }
  const text = slice(octets, source).toString('latin1');
  if (SOURCE.test(text)) return [];
  return [
    {
      code: 'bad-source',
      offset: source.start,
      message: 'Write the source as nick!user@host, nick@host, nick or a server name.',
    },
  ];
}

function commandFaults(command: string, layout: LineLayout): GrammarFault[] {
  if (/^(?:[A-Za-z]+|[0-9]{3})$/.test(command)) return [];
  return [
    { code: 'bad-command', offset: layout.command.start, message: 'A command is letters, or three digits.' },
  ];
}

function messageFaults(octets: Buffer, { params, command }: LineLayout): GrammarFault[] {
  const last = params.at(-1);
  if (last === undefined || params.length < 2) {
    return [
      { code: 'missing-parameter', offset: command.start, message: 'A message has a target and a text.' },
    ];
  }
  return framingFaults(slice(octets, last)).map((fault) => ({ ...fault, offset: last.start + fault.offset }));
}

/** Faults of CTCP framing, with offsets into the text. */
function framingFaults(text: Buffer): GrammarFault[] {
  const frame = parseCtcp(text);
  if (frame === null) {
    const inside = text.indexOf(DELIMITER);
    if (inside === -1) return [];
    return [
      {
        code: 'ctcp-inside-text',
        offset: inside,
        message: 'A CTCP delimiter stands first in a text or not at all.',
      },
    ];
  }
  const faults: GrammarFault[] = [];
  if (frame.command.length === 0) {
    faults.push({ code: 'ctcp-empty-command', offset: 1, message: 'A CTCP message begins with a command.' });
  }
  if (!frame.closed) {
    faults.push({
      code: 'ctcp-unclosed',
      offset: text.length,
      message: 'A CTCP message ends with a delimiter.',
    });
  }
  if (frame.rest.length > 0) {
    const offset = text.length - frame.rest.length;
    faults.push({
      code: 'ctcp-octets-after-close',
      offset,
      message: 'Nothing follows the closing CTCP delimiter.',
    });
  }
  return faults;
}

function slice(octets: Buffer, { start, end }: Span): Buffer {
  return octets.subarray(start, end);
}
