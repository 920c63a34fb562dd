import type { ClientReport, Complaint, Gate, Result } from '../model/report.ts';

/**
 * The gate of a client from those of its shards. What a shard says of a scenario or of a finding holds; what it says
 * of the run as a whole is asked again of the whole.
 *
 * @param results of all shards
 * @param mostFlaky how many scenarios known-flaky entries may cover
 */
export function mergedGate(
  shards: readonly ClientReport[],
  results: readonly Result[],
  mostFlaky: number,
): Gate {
  const all = shards.flatMap((shard) => shard.gate.complaints.map((complaint) => ({ complaint, shard })));
  const places = new Map(results.map(({ id }, index) => [id, index]));
  const placeOf = (id: string): number => places.get(id.split('#')[0] ?? id) ?? results.length;
  const ofScenarios = all
    .flatMap(({ complaint }) => (complaint.id === null ? [] : [{ complaint, place: placeOf(complaint.id) }]))
    .sort((a, b) => a.place - b.place)
    .map(({ complaint }) => complaint);
  const ofEntries = oncePerEntry(
    all.filter(({ complaint }) => complaint.id === null && isOfEntry(complaint)),
  );
  const findings = all.flatMap(({ complaint }) => (complaint.code === 'finding' ? [complaint] : []));
  const nothing = all.find(({ complaint }) => complaint.code === 'nothing-judged')?.complaint;
  const complaints = [
    ...ofScenarios,
    ...ofEntries,
    ...tooManyFlaky(shards, results, mostFlaky),
    ...new Map(findings.map((one) => [one.message, one])).values(),
    ...(nothing === undefined || results.some(isJudged) ? [] : [nothing]),
  ];
  return {
    met: complaints.length === 0,
    expectations: shards[0]?.gate.expectations ?? null,
    complaints,
  };
}

const isOfEntry = ({ code }: Complaint) => !['finding', 'nothing-judged', 'too-many-flaky'].includes(code);
const isJudged = ({ verdict }: Result) => ['pass', 'fail', 'warn', 'info'].includes(verdict);

/** Every shard complains of a faulty entry; the one that played what the entry speaks of knows most. */
function oncePerEntry(all: readonly { complaint: Complaint; shard: ClientReport }[]): Complaint[] {
  const chosen = new Map<string, Complaint>();
  for (const { complaint, shard } of all) {
    const key = JSON.stringify([complaint.code, complaint.file, complaint.line]);
    if (!chosen.has(key) || uses(shard, complaint.line)) chosen.set(key, complaint);
  }
  return [...chosen.values()];
}

function uses({ results }: ClientReport, line: number | null): boolean {
  return results.some(
    ({ entry, cases }) => entry?.line === line || cases.some((one) => one.entry?.line === line),
  );
}

/** Each shard counts its own; together they may be too many where none of them alone is. */
function tooManyFlaky(
  shards: readonly ClientReport[],
  results: readonly Result[],
  most: number,
): Complaint[] {
  const flaky = results.filter(({ entry, cases }) =>
    [entry, ...cases.map((one) => one.entry)].some((one) => one?.kind === 'flaky'),
  );
  if (flaky.length <= most) return [];
  const entries = flaky.flatMap(({ entry, cases }) => [entry, ...cases.map((one) => one.entry)]);
  return [
    {
      code: 'too-many-flaky',
      id: null,
      message: `the flaky entries cover ${flaky.length} scenarios, and ${most} are the most that a gate can stand. Mend some, or expect them as 'known'.`,
      file: shards[0]?.gate.expectations?.file ?? null,
      line: entries.findLast((one) => one?.kind === 'flaky')?.line ?? null,
    },
  ];
}
