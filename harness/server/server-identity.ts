import { webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import type { Socket } from 'node:net';
import type * as x509Library from '@peculiar/x509';
import { createSecureContext, TLSSocket, type SecureContext } from 'node:tls';

/** What a server on TLS shows: a certificate that an authority of this process has signed, and the key to it. */
export interface ServerIdentity {
  /** The authority's own certificate, PEM, for a client that is told to trust it. */
  readonly authority: string;
  /** The server's certificate, PEM, for a client that is told to trust nothing else. */
  readonly certificate: string;
  readonly context: SecureContext;
}

const DAY_MS = 86_400_000;
/** The clocks of client and server may differ a little. */
const VALID = { before: DAY_MS, after: 30 * DAY_MS } as const;
const KEYS = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
/** What a server on this machine is called. */
const LOCAL_NAMES = ['localhost', '127.0.0.1', '::1'] as const;

type KeyPair = webcrypto.CryptoKeyPair;

interface Authority {
  readonly keys: KeyPair;
  readonly certificate: string;
}

let authority: Promise<Authority> | null = null;
const made = new Map<string, Promise<ServerIdentity>>();

/**
 * The identity of a server at this address, besides localhost, 127.0.0.1 and ::1. It is made once in the life of the
 * process, by one authority that is made with the first; their keys are kept in memory only.
 */
export function serverIdentity(host: string): Promise<ServerIdentity> {
  const known = made.get(host);
  if (known !== undefined) return known;
  const identity = makeIdentity(host);
  made.set(host, identity);
  return identity;
}

/** The server's side of TLS on a connection that was accepted. */
export function secured(socket: Socket, { context }: ServerIdentity): TLSSocket {
  return new TLSSocket(socket, { isServer: true, secureContext: context });
}

/** RFC 5280: an authority and what it signs name each other's keys, since strict clients ask for that. */
async function makeAuthority(): Promise<Authority> {
  const x509 = await library();
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    ...lifetime(),
    name: 'CN=ctcpspec throw-away authority',
    signingAlgorithm: KEYS,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { keys, certificate: certificate.toString('pem') };
}

async function makeIdentity(host: string): Promise<ServerIdentity> {
  const x509 = await library();
  const signer = await (authority ??= makeAuthority());
  const keys = await newKeys();
  const names = [...new Set<string>([...LOCAL_NAMES, host])];
  const issuer = new x509.X509Certificate(signer.certificate);
  const certificate = await x509.X509CertificateGenerator.create({
    ...lifetime(),
    subject: 'CN=ctcpspec fake server',
    issuer: issuer.subject,
    publicKey: keys.publicKey,
    signingKey: signer.keys.privateKey,
    signingAlgorithm: KEYS,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value })),
      ),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(issuer),
    ],
  });
  const pem = certificate.toString('pem');
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  const context = createSecureContext({
    cert: pem,
    key: `-----BEGIN PRIVATE KEY-----\n${key.toString('base64')}\n-----END PRIVATE KEY-----\n`,
  });
  return { authority: signer.certificate, certificate: pem, context };
}

/** Few runs need it, and it takes a moment to load. */
async function library(): Promise<typeof x509Library> {
  const x509 = await import('@peculiar/x509');
  x509.cryptoProvider.set(webcrypto);
  return x509;
}

function newKeys(): Promise<KeyPair> {
  return webcrypto.subtle.generateKey(KEYS, true, ['sign', 'verify']);
}

function lifetime(): { notBefore: Date; notAfter: Date } {
  const now = Date.now();
  return { notBefore: new Date(now - VALID.before), notAfter: new Date(now + VALID.after) };
}
