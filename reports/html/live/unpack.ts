import type { PageData } from '../data/page-data.ts';
import { unshare, type Shared } from '../data/share.ts';

/**
 * What data/pack.ts packed.
 *
 * @param text base64 of deflated JSON
 * @throws Error of the browser when it is something else, or when it knows no DecompressionStream
 */
export async function unpack(text: string): Promise<PageData> {
  const packed = atob(text.trim());
  const octets = Uint8Array.from(packed, (character) => character.charCodeAt(0));
  const stream = new Blob([octets]).stream().pipeThrough(new DecompressionStream('deflate'));
  return unshare(JSON.parse(await new Response(stream).text()) as Shared) as PageData;
}
