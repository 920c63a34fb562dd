import { foldNick } from '../wire/casemap.ts';
import { layOutLine, type Span } from '../wire/line-layout.ts';
import { nickOf } from '../wire/line.ts';
import { printBytes } from '../wire/notation.ts';
import type { Exchange } from './exchanges.ts';

/** A nick shorter than this is too likely to be a word of the text by chance. */
const LEAST_NICK = 3;
/** What can stand in a nick or the name of a channel: a name beside one of these is part of another one. */
const NAME_OCTET = /[\w[\]\\`^{}|#&.-]/;

interface Name {
  readonly octets: Buffer;
  readonly placeholder: string;
}

/** Who and what is named in some exchanges, and the placeholder of each in a scenario. */
export class Names {
  readonly #sources = new Map<string, string>();
  readonly #own: Buffer;
  readonly #words: Name[] = [];

  constructor(exchanges: readonly Exchange[]) {
    const [first] = exchanges;
    this.#own = first?.nick ?? Buffer.from('*');
    if (first?.server != null) this.#sources.set(first.server.toString('latin1'), '\\{server}');
    for (const { stimulus } of exchanges) this.#meet(stimulus);
    if (this.#own.length >= LEAST_NICK) this.#words.push({ octets: this.#own, placeholder: '\\{nick}' });
  }

  /** A line of the server as what `send` takes: byte notation with placeholders. */
  line(raw: Buffer): string {
    const { source, params } = layOutLine(raw);
    const [target] = params;
    const text = params.length > 1 ? params.at(-1) : undefined;
    const spans: { span: Span; text: string }[] = [];
    if (source !== null) spans.push({ span: source, text: this.#source(slice(raw, source)) });
    if (target !== undefined) spans.push({ span: target, text: this.target(slice(raw, target)) });
    if (text !== undefined) spans.push({ span: text, text: this.text(slice(raw, text)) });
    let at = 0;
    const printed = spans.map(({ span, text: replaced }) => {
      const before = printBytes(raw.subarray(at, span.start));
      at = span.end;
      return before + replaced;
    });
    return printed.join('') + printBytes(raw.subarray(at));
  }

  target(octets: Buffer): string {
    if (foldNick(octets) === foldNick(this.#own)) return '\\{nick}';
    return this.text(octets);
  }

  /** The text of a message, its names replaced where they stand as words. */
  text(octets: Buffer): string {
    let printed = '';
    let from = 0;
    for (let at = 0; at < octets.length;) {
      const name = this.#words.find((word) => standsAt(octets, at, word.octets));
      if (name === undefined) {
        at += 1;
        continue;
      }
      printed += printBytes(octets.subarray(from, at)) + name.placeholder;
      at += name.octets.length;
      from = at;
    }
    return printed + printBytes(octets.subarray(from));
  }

  /** Two peers and one channel have placeholders; whoever else there is stands there by name. */
  #meet(stimulus: Buffer): void {
    const { source, params } = layOutLine(stimulus);
    const [target] = params;
    const channel =
      target === undefined ? null : /^[@+%&~!]*?([#&].*)$/s.exec(slice(stimulus, target).toString('latin1'));
    if (channel?.[1] !== undefined && !this.#words.some(({ placeholder }) => placeholder === '\\{channel}'))
      this.#words.push({ octets: Buffer.from(channel[1], 'latin1'), placeholder: '\\{channel}' });
    if (source === null) return;
    const octets = slice(stimulus, source);
    const key = octets.toString('latin1');
    if (this.#sources.has(key) || foldNick(nickOf(octets)) === foldNick(this.#own)) return;
    const used = new Set(this.#sources.values());
    const free = ['peer', 'other'].find((name) => ![...used].some((one) => one.startsWith(`\\{${name}`)));
    // A server has a dot in its name and no user.
    const isWhole = /^[^!@]+![^!@]+@[^!@]+$/s.test(key);
    if (free === undefined || (!isWhole && /[.!@]/.test(key))) return;
    this.#sources.set(key, isWhole ? `\\{${free}}` : `\\{${free}.nick}`);
    const nick = nickOf(octets);
    if (nick.length >= LEAST_NICK) this.#words.push({ octets: nick, placeholder: `\\{${free}.nick}` });
  }

  #source(octets: Buffer): string {
    const known = this.#sources.get(octets.toString('latin1'));
    if (known !== undefined) return known;
    return octets.includes('!') && foldNick(nickOf(octets)) === foldNick(this.#own)
      ? '\\{self}'
      : printBytes(octets);
  }
}

function slice(octets: Buffer, { start, end }: Span): Buffer {
  return octets.subarray(start, end);
}

function standsAt(octets: Buffer, at: number, name: Buffer): boolean {
  if (!octets.subarray(at, at + name.length).equals(name)) return false;
  const beside = [octets[at - 1], octets[at + name.length]];
  return beside.every((octet) => octet === undefined || !NAME_OCTET.test(String.fromCharCode(octet)));
}
