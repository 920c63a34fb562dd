import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Who may see the page, and act through it. */
export interface PageAccess {
  /** Stands in the address; nobody can guess it. */
  readonly token: string;
  readonly port: number;
}

/** Names by which this machine calls itself; any other name in `Host` may be one that somebody else points at it. */
const NAMES = ['127.0.0.1', 'localhost'] as const;

/** Where the page is. */
export function pageAddress({ port, token }: PageAccess): string {
  return `http://127.0.0.1:${port}/${token}/`;
}

/** What of the page is asked for, such as `page.js`; null for whoever does not know the token. */
export function pathWithin({ token }: PageAccess, url: string | undefined): string | null {
  const [, given = '', path = ''] = /^\/([^/?#]*)\/([^?#]*)(?:[?#]|$)/.exec(url ?? '') ?? [];
  return isEqual(given, token) ? path : null;
}

/** False when a name was made to point here that is none of ours (DNS rebinding). */
export function isOurHost({ port }: PageAccess, { host }: IncomingHttpHeaders): boolean {
  return NAMES.some((name) => host === `${name}:${port}`);
}

/** Whether the page itself asks, and not another one that the same browser shows; a browser always says who it is. */
export function isOurOrigin(access: PageAccess, headers: IncomingHttpHeaders): boolean {
  return isOurHost(access, headers) && headers.origin === `http://${headers.host ?? ''}`;
}

function isEqual(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
