import { versionBehindName } from '../client-name.ts';
import type { ClientReport, Report, Result } from '../model/report.ts';
import type { ShownDispute } from './data/shown-dispute.ts';
import { shortened } from './short.ts';

/** One client, with the report that it stands in: what it was graded by, and the rules that it was held to. */
export interface LoadedClient {
  readonly client: ClientReport;
  readonly report: Report;
  /** Short, and different for each client. */
  readonly label: string;
  readonly results: ReadonlyMap<string, Result>;
}

/** All that a page shows: its own report, and those that were added to it. */
export interface Collection {
  readonly reports: readonly Report[];
  readonly clients: readonly LoadedClient[];
  readonly disputes: readonly ShownDispute[];
}

const longestLabel = 28;
/** What looks like the number of a version, in all that clients say of themselves. */
const versionNumber = /(?<!\w)v?\d+(?:\.\d+)+[\w+~]*/;

export function collectionOf(reports: readonly Report[], disputes: readonly ShownDispute[]): Collection {
  const taken = new Set<string>();
  const clients = reports.flatMap((report) =>
    report.clients.map((client): LoadedClient => {
      const name = shortened(labelOf(client), longestLabel);
      let label = name;
      for (let n = 2; taken.has(label); n += 1) label = `${name} (${n})`;
      taken.add(label);
      return { client, report, label, results: new Map(client.results.map((one) => [one.id, one])) };
    }),
  );
  return { reports, clients, disputes };
}

/** The name with the number of the version, where one can be made out. */
function labelOf(client: ClientReport): string {
  const version = versionBehindName(client);
  if (version === null) return client.name;
  return `${client.name} ${versionNumber.exec(version)?.[0] ?? version}`;
}

/** All scenarios that any client was played, by area, in the order in which they first come. */
export function scenariosByArea({ clients }: Collection): ReadonlyMap<string, readonly string[]> {
  const areas = new Map<string, Set<string>>();
  for (const { client } of clients)
    for (const { id, area } of client.results) {
      const ids = areas.get(area) ?? new Set();
      ids.add(id);
      areas.set(area, ids);
    }
  return new Map([...areas].map(([area, ids]) => [area, [...ids]]));
}
