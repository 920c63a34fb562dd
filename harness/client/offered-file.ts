import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writePieces, type FilePiece } from './file-pieces.ts';

/** What stands in a file that the user offers; `OFFERED_OCTETS` is what an offer of it has to say of its size. */
const CONTENT = 'hello world';
export const OFFERED_OCTETS = CONTENT.length;

/** Where a file that the user offers lies: in a folder of the home, so that a path in an offer is seen as one. */
export function offeredPath(home: string, name: string): string {
  return join(home, 'offered', name);
}

/** Lays a file in the home for the user to offer. @returns its path */
export async function layOfferedFile(
  home: string,
  name: string,
  content: Iterable<FilePiece> = [{ at: 0, octets: Buffer.from(CONTENT) }],
): Promise<string> {
  const path = offeredPath(home, name);
  await mkdir(dirname(path), { recursive: true });
  await writePieces(path, content);
  return path;
}
