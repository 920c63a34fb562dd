import { isUtf8 } from 'node:buffer';
import { inlineValues } from '../../scenario/inline.ts';
import type { Needs } from '../../scenario/schema.ts';
import type { Step } from '../../scenario/model.ts';
import type { WebSocketTerms } from '../../server/carrier.ts';
import type { Template } from '../../wire/template.ts';
import type { Frame } from '../../wire/message-lines.ts';
import { isSecure, isWebSocket, TRANSPORT_NAMES, type Transport } from '../../wire/transport.ts';
import type { Item } from '../play/play.ts';
import type { NotApplicable } from './applicable.ts';

/** What carries the lines of a client. */
export interface Carried {
  readonly transport: Transport;
  /** What was agreed on with it; null for a stream of octets. */
  readonly webSocket: WebSocketTerms | null;
}

/** Why an item says nothing about a client whose lines are carried like that; null when it does. */
export function whyNotByTransport({ scenario, case: one }: Item, carried: Carried): NotApplicable | null {
  const { transport: needed } = one.needs;
  const chooses = (scenario.server?.subprotocols ?? null) !== null;
  const missing =
    chooses && (needed === 'text' || needed === 'binary')
      ? asksNotFor(needed, carried)
      : lacksTransport(needed, carried);
  if (missing !== null || carried.webSocket === null) return missing;
  if (scenario.steps.some((step) => step.do === 'raw' && !isWholeLines(joined(step.pieces, one.values))))
    return other('a WebSocket message is a line, so that there are no other line ends and no half lines');
  const isText = carried.webSocket.frame === 'text' && !chooses;
  if (isText && [...scenario.steps, ...prelude(scenario)].some((step) => isIllFormed(step, one.values)))
    return other('it needs octets that are no UTF-8, which no text message of a WebSocket holds');
  return null;
}

/** A server that has only what a client does not ask for is one to which a browser does not connect at all. */
function asksNotFor(frame: Frame, carried: Carried): NotApplicable | null {
  const missing = lacksTransport('websocket', carried);
  if (missing !== null || carried.webSocket?.offered.includes(nameOf(frame)) === true) return missing;
  return other(`the client does not ask for ${nameOf(frame)}`);
}

function nameOf(frame: Frame): string {
  return `${frame}.ircv3.net`;
}

/** What is needed of the transport, and is not there; null when all is. */
export function lacksTransport(
  needed: Needs['transport'],
  { transport, webSocket }: Carried,
): NotApplicable | null {
  switch (needed) {
    case undefined:
      return null;
    case 'stream':
      return isWebSocket(transport)
        ? other('it is about a stream of octets, and the client speaks WebSocket')
        : null;
    case 'tls':
      return isSecure(transport) ? null : other(`it is about TLS, ${instead(transport)}`);
    case 'websocket':
      return isWebSocket(transport) ? null : other(`it is about WebSocket, ${instead(transport)}`);
    case 'text':
    case 'binary':
      if (!isWebSocket(transport)) return other(`it is about WebSocket, ${instead(transport)}`);
      return webSocket?.subprotocol === nameOf(needed)
        ? null
        : other(`the client did not agree on ${nameOf(needed)}`);
  }
}

function other(sentence: string): NotApplicable {
  return { reason: 'other-transport', sentence };
}

function instead(transport: Transport): string {
  return `and the client speaks ${TRANSPORT_NAMES[transport]}`;
}

type Values = Item['case']['values'];

/** The octets of templates as they stand; what is filled in while it is played is UTF-8 without line ends. */
function joined(templates: readonly Template[], values: Values): Buffer {
  const octetsOf = (template: Template): Buffer[] =>
    inlineValues(template, values).flatMap((part) => {
      if (part.kind === 'bytes') return [Buffer.from(part.bytes)];
      return part.kind === 'repeat' ? octetsOf(part.parts) : [];
    });
  return Buffer.concat(templates.flatMap(octetsOf));
}

function isWholeLines(octets: Buffer): boolean {
  const text = octets.toString('latin1');
  return text.endsWith('\r\n') && !/[\r\n]/.test(text.replaceAll('\r\n', ''));
}

function prelude({ server }: Item['scenario']): Step[] {
  const lines = server?.beforeWelcome ?? [];
  return lines.length === 0 ? [] : [{ do: 'send', lines, malformed: false }];
}

function isIllFormed(step: Step, values: Values): boolean {
  const said = (templates: readonly (Template | null)[]): boolean =>
    templates.some((template) => template !== null && !isUtf8(joined([template], values)));
  switch (step.do) {
    case 'send':
    case 'flood':
    case 'copies':
      return said(step.lines);
    case 'raw':
      return !isUtf8(joined(step.pieces, values));
    case 'user':
      return said([step.target, step.text, step.command]);
    case 'rename':
      return said([step.nick]);
    case 'host':
      return said([step.host]);
    case 'heard':
    case 'show':
    case 'end':
    case 'reading':
    case 'fuzz':
    case 'reflect':
    case 'reconnect':
    case 'dcc':
      return false;
  }
}
