import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FilePiece } from '../../client/file-pieces.ts';
import { contentAt, isContentAt } from '../../dcc/content.ts';

const CHUNK = 256 * 1024;
/** Of a file that is larger only so much of its end is laid, behind a hole, and only so much is read. */
const TAIL = 16 * 1024 * 1024;

/** The beginning of the file of all transfers, so many octets of it, or of a large one the end of that. */
export function* contentPieces(octets: number): Generator<FilePiece> {
  for (let at = Math.max(0, octets - TAIL); at < octets; at += CHUNK)
    yield { at, octets: contentAt(at, Math.min(CHUNK, octets - at)) };
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
    let at = Math.max(0, stat.size - TAIL);
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
