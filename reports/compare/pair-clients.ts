import type { ClientReport } from '../model/report.ts';
import type { CompareWarning } from './comparison.ts';

export interface ClientPair {
  readonly old: ClientReport | null;
  readonly new: ClientReport | null;
}

/**
 * Which client of one report is which of the other: the same name and settings; then the same name, when there is no
 * choice; then the only client of each.
 *
 * @returns the pairs in the order of the new report, then what only the old one has; and what is doubtful about them
 */
export function pairClients(
  olds: readonly ClientReport[],
  news: readonly ClientReport[],
): { pairs: ClientPair[]; warnings: CompareWarning[] } {
  const warnings: CompareWarning[] = [];
  const left = new Set(olds);
  const partners = new Map<ClientReport, ClientReport>();
  const pair = (now: ClientReport, old: ClientReport): void => {
    partners.set(now, old);
    left.delete(old);
  };
  for (const now of news) {
    const old = [...left].find(({ name, settings }) => name === now.name && settings === now.settings);
    if (old !== undefined) pair(now, old);
  }
  for (const now of news.filter((one) => !partners.has(one))) {
    const namesakes = [...left].filter(({ name }) => name === now.name);
    const rivals = news.filter((one) => one.name === now.name && !partners.has(one));
    const [old] = namesakes;
    if (old === undefined || namesakes.length > 1 || rivals.length > 1) continue;
    pair(now, old);
    warnings.push({
      code: 'other-settings',
      message: `${now.name} was played with its settings '${old.settings}' before and '${now.settings}' now.`,
    });
  }
  const [onlyOld] = olds;
  const [onlyNew] = news;
  if (olds.length === 1 && news.length === 1 && onlyOld !== undefined && onlyNew !== undefined) {
    if (!partners.has(onlyNew)) {
      pair(onlyNew, onlyOld);
      warnings.push({
        code: 'other-client',
        message: `'${onlyOld.name}' (${onlyOld.settings}) is compared with '${onlyNew.name}' (${onlyNew.settings}), the only client of each report.`,
      });
    }
  }
  return {
    pairs: [
      ...news.map((now) => ({ old: partners.get(now) ?? null, new: now })),
      ...[...left].map((old) => ({ old, new: null })),
    ],
    warnings,
  };
}
