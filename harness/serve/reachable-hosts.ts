import { isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { AddressView } from './view.ts';

const EVERYWHERE: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** What a client may be told to connect to, for a server that listens on `host`. */
export function reachableHosts(host: string): Pick<AddressView, 'hosts' | 'isOpen'> {
  if (!EVERYWHERE.has(host)) return { hosts: [host], isOpen: !isLoopback(host) };
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const hosts = all
    .filter(
      ({ internal, family, scopeid }) => !internal && (family === 'IPv4' || (host === '::' && !scopeid)),
    )
    .map(({ address }) => address);
  return { hosts: ['127.0.0.1', ...hosts], isOpen: true };
}

/** An address as it stands in a URL. */
export function urlHost(host: string): string {
  return isIPv6(host) ? `[${host}]` : host;
}
