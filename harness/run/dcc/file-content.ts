import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { contentAt, isContentAt } from '../../dcc/content.ts';

const CHUNK = 256 * 1024;
/** Of a file that is larger only the end is read: what stands before it was laid there. */
const MOST_READ = 64 * 1024 * 1024;

/** The file of all transfers, from its beginning, piece by piece. */
export function* contentPieces(octets: number): Generator<Buffer> {
  for (let at = 0; at < octets; at += CHUNK) yield contentAt(at, Math.min(CHUNK, octets - at));
}

/** A file that a client may have written. */
export interface FoundFile {
  readonly octets: number;
  /** Every octet is the one that stands in the file of all transfers there. */
  readonly isContent: boolean;
  readonly mode: number;
}

/**
 * Looks at a file. What a client has put there may lead elsewhere, or never end: links are not followed, and only what is
 * a file is read.
 *
 * @returns null for what is no file
 */
export async function lookAtFile(path: string): Promise<FoundFile | null> {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const file = await open(path, flags).catch(() => null);
  if (file === null) return null;
  try {
    const stat = await file.stat();
    if (!stat.isFile()) return null;
    const chunk = Buffer.alloc(CHUNK);
    let at = Math.max(0, stat.size - MOST_READ);
    let isContent = true;
    while (isContent && at < stat.size) {
      const { bytesRead } = await file.read(chunk, 0, Math.min(CHUNK, stat.size - at), at);
      if (bytesRead === 0) break;
      isContent = isContentAt(at, chunk.subarray(0, bytesRead));
      at += bytesRead;
    }
    return { octets: stat.size, isContent, mode: stat.mode };
  } catch {
    return null;
  } finally {
    await file.close();
  }
}
