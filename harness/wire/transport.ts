/** What can carry lines between a client and its server: a stream of octets, plain or over TLS, or a WebSocket, plain or over TLS. */
export const TRANSPORTS = ['tcp', 'tls', 'websocket', 'wss'] as const;
export type Transport = (typeof TRANSPORTS)[number];

/** Whether it runs over TLS. */
export function isSecure(transport: Transport): boolean {
  return transport === 'tls' || transport === 'wss';
}

/** Whether it carries messages, each of which is a line, and no stream of octets. */
export function isWebSocket(transport: Transport): boolean {
  return transport === 'websocket' || transport === 'wss';
}

/** How a transport is called in a sentence. */
export const TRANSPORT_NAMES: Readonly<Record<Transport, string>> = {
  tcp: 'plain TCP',
  tls: 'TLS',
  websocket: 'WebSocket',
  wss: 'WebSocket over TLS',
};
