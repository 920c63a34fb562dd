import { open } from 'node:fs/promises';

/** Some octets of a file, and where they stand in it. */
export interface FilePiece {
  /** The position of the first of them, in octets. */
  readonly at: number;
  readonly octets: Uint8Array;
}

/** Writes a file anew. Between its pieces are holes: they read as zeros, and take no room on the disk. */
export async function writePieces(path: string, pieces: Iterable<FilePiece>): Promise<void> {
  const file = await open(path, 'w');
  try {
    for (const { at, octets } of pieces) {
      let done = 0;
      while (done < octets.length) {
        const { bytesWritten } = await file.write(octets, done, octets.length - done, at + done);
        done += bytesWritten;
      }
    }
  } finally {
    await file.close();
  }
}
