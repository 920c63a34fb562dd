/** The two networks on which a peer listens and connects; there is no way to name another host. */
export type Over = 'ipv4' | 'ipv6';

export const LOOPBACK: Readonly<Record<Over, string>> = { ipv4: '127.0.0.1', ipv6: '::1' };

/** Ports below belong to the system, and no client that is not root can listen there. */
const LEAST_PORT = 1024;
const MOST_PORT = 65_535;

/** Whether a peer connects to a port that a client offers: nothing a client says leads to a service of the system. */
export function isOpenPort(port: number): boolean {
  return Number.isInteger(port) && port >= LEAST_PORT && port <= MOST_PORT;
}
