import type { Frame } from '../../wire/message-lines.ts';

/** The subprotocols of IRCv3 (WebSocket support, "WebSocket features and encoding"), and the messages that each is about. */
export const SUBPROTOCOLS: ReadonlyMap<string, Frame> = new Map([
  ['binary.ircv3.net', 'binary'],
  ['text.ircv3.net', 'text'],
]);

/**
 * The server takes the first one that it has, by the client's order of preference (same section).
 *
 * @param offered what the client asks for, the most preferred first
 * @param spoken what the server has
 * @returns null when there is none
 */
export function agreed(offered: Iterable<string>, spoken: readonly Frame[]): string | null {
  for (const name of offered) {
    const frame = SUBPROTOCOLS.get(name);
    if (frame !== undefined && spoken.includes(frame)) return name;
  }
  return null;
}
