import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROFILES_DIRECTORY } from '../package-root.ts';
import { parseCaptures, type Capture } from './captures-text.ts';

export function capturesPath(client: string): string {
  return join(PROFILES_DIRECTORY, client, 'captures.txt');
}

/** The committed captures of a client, by their titles. */
export async function readCaptures(client: string): Promise<Map<string, Capture>> {
  const captures = parseCaptures(await readFile(capturesPath(client), 'utf8'));
  return new Map(captures.map((capture) => [capture.title, capture]));
}
