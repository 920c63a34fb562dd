import type { ProfileData } from '../../run/profile/schema.ts';
import { agrees, paceInWords } from '../survey/pace.ts';
import type { Survey } from '../survey/survey-model.ts';
import { cell, plain, table } from './markdown.ts';

/** What clients say of their own limits, beside what was measured of each in its stock settings. */
export function limitParts({ clients }: Survey, profiles: readonly ProfileData[]): string[] {
  const rows = profiles.flatMap(({ name, limit }) => {
    const surveyed = clients.find((client) => client.name === name);
    if (limit === undefined || surveyed === undefined) return [];
    const { stock } = surveyed;
    const verdict =
      stock === null ? '' : agrees(limit, stock) ? 'yes' : `no: ${limit.differs ?? 'not known why'}`;
    return [[plain(name), cell(paceInWords(stock)), `[${cell(limit.says)}](${limit.source})`, cell(verdict)]];
  });
  if (rows.length === 0) return [];
  return [
    '### What they say of their limits',
    'The settings of a client, or its source, beside what its users meet. The two agree when they are apart by no more than one query, or by a fifth of the time between two replies.',
    table(['client', 'measured', 'says', 'agree'], rows),
  ];
}
