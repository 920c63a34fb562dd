import type { ReceivedLine } from '../../server/session.ts';
import { printBytes } from '../../wire/notation.ts';

/**
 * What clients ask the server of their own accord: lag checks, member lists, away polls. None of it carries
 * anything of a stimulus, so it can never be an effect of one unless it names the stimulus's peer or token.
 */
const HOUSEKEEPING = new Set([
  'PING',
  'PONG',
  'CAP',
  'AUTHENTICATE',
  'WHO',
  'WHOIS',
  'WHOWAS',
  'MODE',
  'USERHOST',
  'ISON',
  'NAMES',
  'AWAY',
  'MONITOR',
  'WATCH',
  'TOPIC',
  'LIST',
  'LUSERS',
  'MOTD',
  'TIME',
  'VERSION',
  'ADMIN',
  'STATS',
  'SETNAME',
  'CHATHISTORY',
  'MARKREAD',
]);

/** Every client sends these; they are no habit of its own. */
const REGISTRATION = new Set(['CAP', 'PASS', 'NICK', 'USER', 'PONG', 'AUTHENTICATE']);

/** How a client answers ordinary chat, a bot's "not a valid command" for instance. */
export interface ChatAnswer {
  readonly verb: string;
  readonly prefix: Buffer;
  readonly suffix: Buffer;
}

/** The client's own traffic, learnt before the first scenario. */
export class Ambient {
  readonly #shapes = new Set<string>();
  readonly #companions = new Set<string>();
  readonly #chatAnswers: ChatAnswer[] = [];

  /** A line that came when nothing had been asked. */
  learn(received: ReceivedLine): void {
    if (REGISTRATION.has(received.line?.command ?? '')) return;
    const shape = shapeOf(received);
    if (shape !== null) this.#shapes.add(shape);
  }

  /** A line that came after ordinary queries and names none of them: what this client does on any query. */
  learnCompanion(received: ReceivedLine): void {
    const shape = shapeOf(received);
    if (shape !== null && !this.isOwn(received)) this.#companions.add(shape);
  }

  /**
   * True for what this client does on any query, the controls included. It is held against it where a scenario
   * asks for it, and not a hundred times over by all the others.
   */
  isCompanion(received: ReceivedLine): boolean {
    const shape = shapeOf(received);
    return shape !== null && this.#companions.has(shape);
  }

  learnChatAnswer(answer: ChatAnswer): void {
    this.#chatAnswers.push(answer);
  }

  /** A question to the server, or an answer to it, that changes nothing for others. */
  isHousekeeping({ line }: ReceivedLine): boolean {
    return line !== null && HOUSEKEEPING.has(line.command);
  }

  isOwn(received: ReceivedLine): boolean {
    if (received.line === null) return received.raw.length === 0;
    if (this.isHousekeeping(received)) return true;
    const shape = shapeOf(received);
    return shape !== null && this.#shapes.has(shape);
  }

  /** True for what this client sends to anybody who says something that it takes for chat. */
  isChatAnswer(received: ReceivedLine): boolean {
    const text = received.line?.params.at(-1);
    return (
      text !== undefined &&
      this.#chatAnswers.some(
        ({ verb, prefix, suffix }) =>
          received.line?.command === verb &&
          text.length >= prefix.length + suffix.length &&
          text.subarray(0, prefix.length).equals(prefix) &&
          text.subarray(text.length - suffix.length).equals(suffix),
      )
    );
  }

  /** For the report: one line a shape, in byte notation. */
  describe(): string[] {
    const answers = this.#chatAnswers.map(
      ({ verb, prefix, suffix }) => `${printVerb(verb)} <asker> :${printBytes(prefix)}…${printBytes(suffix)}`,
    );
    const companions = [...this.#companions].map((shape) => `${shape} (on any query)`);
    return [...this.#shapes, ...companions, ...answers].sort();
  }
}

/** Digits and hexadecimal runs change from one lag check to the next; the rest of a line is its shape. */
function shapeOf({ line }: ReceivedLine): string | null {
  if (line === null) return null;
  const params = line.params.map((param) =>
    printBytes(param)
      .replace(/[0-9]+/g, '9')
      .slice(0, 60),
  );
  return [printVerb(line.command), ...params].join(' ');
}

/** A client may send any octets where a command should be; they are held as one character each. */
function printVerb(verb: string): string {
  return printBytes(Buffer.from(verb, 'latin1'));
}

/** What two answers to two different chat lines have in common; null when that is too little to go by. */
export function chatAnswerOf(one: ReceivedLine, two: ReceivedLine): ChatAnswer | null {
  const a = one.line?.params.at(-1);
  const b = two.line?.params.at(-1);
  if (a === undefined || b === undefined || one.line?.command !== two.line?.command) return null;
  let prefix = 0;
  while (prefix < a.length && prefix < b.length && a[prefix] === b[prefix]) prefix += 1;
  let suffix = 0;
  const room = Math.min(a.length, b.length) - prefix;
  while (suffix < room && a[a.length - 1 - suffix] === b[b.length - 1 - suffix]) suffix += 1;
  if (prefix + suffix < 3 || a[0] === 0x01) return null;
  return {
    verb: one.line?.command ?? '',
    prefix: a.subarray(0, prefix),
    suffix: a.subarray(a.length - suffix),
  };
}
