import { isIP } from 'node:net';
import { createSecureContext, TLSSocket, type SecureContext } from 'node:tls';
import type { Socket } from 'node:net';

/** What a server on TLS shows: a certificate that nobody but itself has signed, and the key to it. */
export interface ServerIdentity {
  /** PEM, for a client that is told to trust it. */
  readonly certificate: string;
  readonly context: SecureContext;
}

const DAY_MS = 86_400_000;

const made = new Map<string, Promise<ServerIdentity>>();

/** The identity of a server at this address, which is made once in the life of the process and kept in memory only. */
export function serverIdentity(host: string): Promise<ServerIdentity> {
  const known = made.get(host);
  if (known !== undefined) return known;
  const identity = makeIdentity(host);
  made.set(host, identity);
  return identity;
}

async function makeIdentity(host: string): Promise<ServerIdentity> {
  // Few runs need it, and it takes a moment to load.
  const { generate } = await import('selfsigned');
  const name = isIP(host) === 0 ? ({ type: 2, value: host } as const) : ({ type: 7, ip: host } as const);
  const { cert, private: key } = await generate([{ name: 'commonName', value: host }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    // The clocks of client and server may differ a little.
    notBeforeDate: new Date(Date.now() - DAY_MS),
    notAfterDate: new Date(Date.now() + 30 * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'subjectAltName', altNames: [name] },
    ],
  });
  return { certificate: cert, context: createSecureContext({ cert, key }) };
}

/** The server's side of TLS on a connection that was accepted. */
export function secured(socket: Socket, { context }: ServerIdentity): TLSSocket {
  return new TLSSocket(socket, { isServer: true, secureContext: context });
}
