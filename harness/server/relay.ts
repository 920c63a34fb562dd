import { parseLine } from '../wire/line.ts';
import { buildLine, MAX_LINE } from './line-builder.ts';

/**
 * A client's line as another client on the network would receive it: with the sender's source, spaces made single,
 * the last parameter behind a colon, without tags (a peer that did not ask for message-tags sees none), and cut so
 * that the line and its CRLF are at most 512 octets (RFC 1459 section 2.3). A reply that is too long loses its
 * closing delimiter here, and what stands behind a NUL or a bare CR is lost, as it is on a real network.
 *
 * @param source the sender's `nick!user@host`
 * @param raw the client's line, without its ending
 * @param target stands in for the first parameter, where a line had several targets
 * @returns the line without CRLF, at most 510 octets; empty when `raw` holds no command
 */
export function asSeenByPeer(source: Uint8Array, raw: Uint8Array, target?: Uint8Array): Buffer {
  const line = parseLine(withinInputLimit(raw));
  if (line === null) return Buffer.alloc(0);
  const params = target === undefined ? line.params : [target, ...line.params.slice(1)];
  return buildLine(source, line.command, params.slice(0, -1), params.at(-1));
}

/** Tags have a limit of their own; the rest of an input line is cut at 510 octets before it is even parsed. */
function withinInputLimit(raw: Uint8Array): Uint8Array {
  const space = raw[0] === 0x40 ? raw.indexOf(0x20) : -1;
  return raw.subarray(space + 1).subarray(0, MAX_LINE);
}
