import type { Report } from '../model/report.ts';
import { counted } from '../wording.ts';
import type { CompareWarning, CompareWarningCode } from './comparison.ts';

/** Why what these two reports differ in may not be the client's doing. */
export function doubtsAbout(old: Report, now: Report, rename: (id: string) => string): CompareWarning[] {
  const warnings: CompareWarning[] = [];
  const doubt = (code: CompareWarningCode, holds: boolean, message: string): void => {
    if (holds) warnings.push({ code, message });
  };
  doubt(
    'other-standard',
    old.suite.standard !== now.suite.standard,
    `The old report was graded by '${old.suite.standard}'; here it is graded by '${now.suite.standard}', like the new one.`,
  );
  doubt('other-suite', old.suite.hash !== now.suite.hash, suiteGrew(old, now, rename));
  doubt(
    'other-suites',
    differ(old.run.suites, now.run.suites),
    `The suites of one's own differ: ${listed(old.run.suites)} before, ${listed(now.run.suites)} now.`,
  );
  doubt(
    'other-filters',
    differ(old.run.filters, now.run.filters),
    `The filters differ: ${listed(old.run.filters)} before, ${listed(now.run.filters)} now. What was not chosen is gone or new below.`,
  );
  doubt(
    'other-requirements',
    old.run.requirements !== now.run.requirements,
    `The sets of requirements differ: ${old.run.requirements ?? 'all'} before, ${now.run.requirements ?? 'all'} now.`,
  );
  for (const [which, { run }] of [
    ['old', old],
    ['new', now],
  ] as const) {
    const { shard } = run;
    doubt(
      'shard',
      shard !== null,
      `The ${which} report is shard ${shard?.index ?? 0}/${shard?.of ?? 0} only. Merge the shards first (ctcpspec merge).`,
    );
    doubt(
      'incomplete',
      !run.complete,
      `The ${which} run is incomplete${run.endedBy === null ? '' : ` (${run.endedBy})`}; what was not played is inconclusive in it.`,
    );
  }
  return warnings;
}

function suiteGrew(old: Report, now: Report, rename: (id: string) => string): string {
  const before = idsIn(old, rename);
  const after = idsIn(now, rename);
  const added = [...after].filter((id) => !before.has(id)).length;
  const taken = [...before].filter((id) => !after.has(id)).length;
  const grown =
    added === 0
      ? ''
      : ` ${counted(added, 'scenario')} of the new report ${added === 1 ? 'is' : 'are'} not in the old one: what is new there is the suite, not the client.`;
  const gone =
    taken === 0
      ? ''
      : ` ${counted(taken, 'scenario')} of the old report ${taken === 1 ? 'is' : 'are'} not in the new one.`;
  return `The suites differ (${old.suite.hash} before, ${now.suite.hash} now), and a scenario may ask for more than it did.${grown}${gone}`;
}

function idsIn({ clients }: Report, rename: (id: string) => string): Set<string> {
  return new Set(clients.flatMap(({ results }) => results.map(({ id }) => rename(id))));
}

function differ(one: readonly string[], other: readonly string[]): boolean {
  return JSON.stringify([...one].sort()) !== JSON.stringify([...other].sort());
}

function listed(words: readonly string[]): string {
  return words.length === 0 ? 'none' : words.map((word) => `'${word}'`).join(', ');
}
