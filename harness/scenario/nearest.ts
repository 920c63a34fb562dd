import { distance } from 'fastest-levenshtein';

/** The names most like `wanted`, best first, at most `count`; none that are nothing like it. */
export function nearest(wanted: string, names: Iterable<string>, count = 1): string[] {
  return [...new Set(names)]
    .map((name) => ({ name, far: distance(wanted.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, far }) => far <= Math.max(2, Math.floor(Math.max(name.length, wanted.length) / 2)))
    .sort((a, b) => a.far - b.far || a.name.localeCompare(b.name))
    .slice(0, count)
    .map(({ name }) => name);
}

/** A sentence for an unknown name: the likely mend, else the whole list. */
export function didYouMean(wanted: string, names: Iterable<string>): string {
  const all = [...new Set(names)];
  const [best] = nearest(wanted, all);
  if (best !== undefined) return `Did you mean '${best}'?`;
  return all.length === 0 ? 'There is none to choose from.' : `Use one of: ${all.sort().join(', ')}.`;
}
