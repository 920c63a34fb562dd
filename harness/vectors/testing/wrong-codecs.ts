import type { Bytes, Doing } from '../schema.ts';
import { wireCodec, type Codec } from './wire-codec.ts';

type Change = (text: string) => string;
interface Message {
  readonly command: string;
  readonly params: string | null;
}
interface Line {
  readonly command: string;
  readonly source: string | null;
  readonly target: string;
  readonly text: string;
}

const latin1 = (hex: string): string => Buffer.from(hex, 'hex').toString('latin1');
const hexOf = (text: string): string => Buffer.from(text, 'latin1').toString('hex');
const framesOf = (text: string): string[] =>
  [...text.matchAll(/\x01([^\x01]*)\x01?/g)].map(([, one = '']) => one);
const messageOf = (frame: string): Message => {
  const [command = '', ...rest] = frame.split(' ');
  return { command: hexOf(command), params: rest.length === 0 ? null : hexOf(rest.join(' ')) };
};

/** The right codec with some of what it does done otherwise. */
function instead(doings: readonly Doing[], wrong: Codec): Codec {
  return (doing, dialect, input) =>
    doings.includes(doing) ? wrong(doing, dialect, input) : wireCodec(doing, dialect, input);
}

const quotings: readonly Doing[] = ['low-quote', 'low-dequote', 'ctcp-quote', 'ctcp-dequote'];
const onText = (change: Change): Codec =>
  instead(quotings, (_, __, input) => hexOf(change(latin1(input as string))));

/** Frames are found by a wrong rule; `decode` builds on it. */
function reading(split: (text: string) => { text: string; frames: readonly string[] }): Codec {
  return instead(['frame', 'decode'], (doing, _, input) => {
    const { text, frames } = split(latin1(input as string));
    return doing === 'frame'
      ? { text: hexOf(text), frames: frames.map(hexOf) }
      : { text: hexOf(text), messages: frames.map((frame) => ({ ...messageOf(frame) })) };
  });
}

/** The input is changed before, or the output after, the right codec has worked. */
function around(doing: Doing, before: Change, after: Change = (text) => text): Codec {
  const change = (bytes: Bytes, by: Change): Bytes =>
    JSON.parse(JSON.stringify(bytes), (key, value: unknown) =>
      typeof value === 'string' && key !== 'id' ? hexOf(by(latin1(value))) : value,
    ) as Bytes;
  return instead([doing], (_, dialect, input) => {
    const output = wireCodec(doing, dialect, change(input, before));
    return output === undefined ? undefined : change(output, after);
  });
}

const replies = (answer: (line: Line) => Bytes): Codec =>
  instead(['reply'], (_, __, input) => answer(input as unknown as Line));
const notice = (target: string): Bytes => ({ command: hexOf('NOTICE'), target: hexOf(target) });
const writing = (write: (command: string, params: string | null) => string | null): Codec =>
  instead(['encode'], (_, __, input) => {
    const { command, params } = input as unknown as Message;
    const written = write(latin1(command), params === null ? null : latin1(params));
    return written === null ? null : hexOf(written);
  });
const framed = (command: string, params: string | null): string =>
  `\x01${command}${params === null ? '' : ` ${params}`}\x01`;

/** Codecs with one mistake each, of the kinds that programs have had. */
export const wrongCodecs: Readonly<Record<string, Codec>> = {
  identity: (doing, _, input) => {
    if (doing === 'frame') return { text: input, frames: [] };
    if (doing === 'decode') return { text: input, messages: [] };
    if (doing === 'encode') return (input as unknown as Message).params;
    if (doing === 'reply')
      return { command: (input as unknown as Line).command, target: (input as unknown as Line).source };
    return input;
  },
  'always-empty': (doing) => {
    if (doing === 'frame') return { text: '', frames: [] };
    if (doing === 'decode') return { text: '', messages: [] };
    return doing === 'reply' || doing === 'encode' ? null : '';
  },
  'drops-the-last-octet': reading((text) => ({ text: '', frames: [text.slice(1, -1)] })),
  'takes-everything-for-a-frame': reading((text) => ({ text: '', frames: [text] })),
  'finds-a-frame-anywhere': reading((text) => ({
    text: text.replace(/\x01[^\x01]*\x01?/g, ''),
    frames: framesOf(text).length > 0 ? framesOf(text).slice(0, 1) : [text],
  })),
  'trims-first': around('frame', (text) => text.trim()),
  'strips-formatting-first': around('decode', (text) =>
    text.replace(/[\x02\x0f\x16\x1d\x1f]|\xef\xbb\xbf/g, ''),
  ),
  'works-on-utf-8-text': around('decode', (text) =>
    Buffer.from(Buffer.from(text, 'latin1').toString()).toString('latin1'),
  ),
  'splits-at-any-blank': around('decode', (text) => text.replace(/[\t\v\f]|\xc2\xa0/g, ' ')),
  'collapses-spaces': around('decode', (text) => text.replace(/ +/g, ' ')),
  'loses-a-colon': around('decode', (text) => text.replace(/ :/, ' ')),
  'decodes-percent-codes': around('decode', (text) => text.replace(/%0A/g, '\n')),
  'loses-quotation-marks': around('decode', (text) => text.replaceAll('"', '')),
  'stops-at-nul': around('frame', (text) => text.split('\0')[0] ?? ''),
  'swallows-the-octet-after-a-quote': onText((text) => text.replace(/[\x10\\][^]?/g, '')),
  'quotes-twice': onText((text) => text.replace(/[\x10\\]/g, '$&$&$&$&')),
  'cuts-at-100-octets': onText((text) => text.slice(0, 100)),
  'leaves-a-nul-behind': onText((text) => `${text}\0`),
  'no-closing-delimiter': writing((command, params) => framed(command, params).slice(0, -1)),
  'writes-raw': writing(framed),
  'no-delimiters': writing((command, params) => (params === null ? command : `${command} ${params}`)),
  'never-replies': replies(() => null),
  'always-replies': replies(() => notice('bob')),
  'replies-to-the-target': replies(({ target }) => notice(latin1(target))),
  'replies-to-the-whole-source': replies(({ source }) => notice(source === null ? '' : latin1(source))),
  'replies-by-privmsg': replies(() => ({ command: hexOf('PRIVMSG'), target: hexOf('bob') })),
};
