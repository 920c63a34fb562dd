import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { Dispute } from '../../../harness/scenario/disputes.ts';
import type { ShownDispute } from './shown-dispute.ts';

let known: readonly ShownDispute[] | null = null;

/** The disputes that a run can show. The file is this project's own, and tests check it. */
export function readDisputes(): readonly ShownDispute[] {
  known ??= (parse(readFileSync(disputesFile(), 'utf8')) as readonly Dispute[]).flatMap(
    ({ id, title, question = '', options = [] }) =>
      options.every(({ shown }) => shown === undefined)
        ? []
        : [
            {
              id,
              title,
              question,
              options: options.map(({ letter, does, sources, shown }) => ({
                letter,
                does,
                sources,
                ...(shown === undefined ? {} : { shown }),
              })),
            },
          ],
  );
  return known;
}

/** This file stands one folder deeper when it was built. */
function disputesFile(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return join(folder, 'suites', 'disputes.yaml');
}
