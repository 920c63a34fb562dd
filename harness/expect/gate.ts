import type { ClientReport, Complaint, ExpectationEntry, Result } from '../../reports/model/report.ts';
import { meetsGate } from '../scenario/grade.ts';
import { apartOf } from './apart.ts';
import type { Catalogue } from './catalogue.ts';
import { gatedCells, isJudged, isUngated, type Cell } from './cells.ts';
import { claimsOf, type Claim } from './claims.ts';
import { isWithin, versionIn } from './client-version.ts';
import type { Entry, Expectations } from './expectations.ts';
import * as say from './sentences.ts';

type Played = Omit<ClientReport, 'gate' | 'apart'>;

export interface GateRequest {
  readonly gate: 'must' | 'should';
  /** Every scenario that there is. */
  readonly catalogue: Catalogue;
  readonly expectations: Expectations | null;
  /** Given by the user; null: what the client itself says. */
  readonly clientVersion: string | null;
  /** YYYY-MM-DD. */
  readonly today: string;
  /** The dated set that is scored; null or absent: everything. */
  readonly requirements?: string | null;
}

/** More scenarios than these that come and go are no gate any more. */
export const MOST_FLAKY = 10;

/** Who speaks for what, before anything is said of it. */
export interface Assessment {
  /** By scenario. */
  readonly cells: ReadonlyMap<string, readonly Cell[]>;
  readonly claims: readonly Claim[];
  /** Entries that match no scenario, or no case of the ones that they match. */
  readonly lost: readonly Entry[];
}

export function assess(client: Played, request: GateRequest): Assessment {
  const { cells, claims, scope } = look(client, request);
  return { cells, claims, lost: scope.lost };
}

/** Says whether what was played is good enough and why not, and counts apart what is not scored. */
export function withGate(client: Played, request: GateRequest): ClientReport {
  const { expectations } = request;
  const { cells, claims, scope } = look(client, request);
  const results = client.results.map((result) =>
    withClaims(
      result,
      claims.filter(({ cell }) => cell.id === result.id),
      { gate: request.gate, file: expectations?.file ?? '' },
    ),
  );
  const complaints = [
    ...unexpectedFailures([...cells.values()].flat(), claims, request),
    ...scope.complaints,
    ...departures(
      claims.filter(({ entry }) => !scope.expired.has(entry) && !scope.doubtful.has(entry)),
      expectations,
    ),
    ...expiredOnes(scope.expired, claims, expectations),
    ...tooManyFlaky(claims, expectations),
    ...ofTheWhole(client),
  ];
  return {
    ...client,
    results,
    apart: apartOf(results, request.requirements ?? null),
    gate: { met: complaints.length === 0, expectations: countsOf(expectations), complaints },
  };
}

function countsOf(expectations: Expectations | null): ClientReport['gate']['expectations'] {
  if (expectations === null) return null;
  const count = (wanted: Entry['kind']): number =>
    expectations.entries.filter(({ kind }) => kind === wanted).length;
  return { file: expectations.file, known: count('known'), flaky: count('flaky') };
}

function look(client: Played, request: GateRequest): Omit<Assessment, 'lost'> & { readonly scope: Scope } {
  const scope = scopeOf(client, request);
  const cells = new Map(client.results.map((result) => [result.id, gatedCells(result)]));
  const claims = [...cells].flatMap(([id, all]) => claimsOf(all, scope.active.get(id) ?? []));
  return { cells, claims, scope };
}

interface Scope {
  /** By scenario: the entries that speak of it. */
  readonly active: Map<string, Entry[]>;
  /** These speak of it too, but their day is past. */
  readonly expired: Set<Entry>;
  /** And of these nobody knows whether they hold. */
  readonly doubtful: Set<Entry>;
  readonly lost: Entry[];
  readonly complaints: Complaint[];
}

function scopeOf(client: Played, { expectations, catalogue, clientVersion, today }: GateRequest): Scope {
  const scope: Scope = {
    active: new Map(),
    expired: new Set(),
    doubtful: new Set(),
    lost: [],
    complaints: [],
  };
  if (expectations === null) return scope;
  const { file, entries } = expectations;
  const said = clientVersion ?? client.version;
  const version = said === null ? null : versionIn(said);
  for (const entry of entries) {
    const ids = catalogue.idsOf(entry);
    if (ids.length === 0) {
      scope.complaints.push(say.matchesNothing(entry, file, catalogue.names));
      scope.lost.push(entry);
      continue;
    }
    const strange = unknownCases(entry, ids, catalogue);
    if (strange.length > 0) {
      for (const [name, cases] of strange) scope.complaints.push(say.unknownCase(entry, file, name, cases));
      scope.lost.push(entry);
    }
    if (entry.version !== null) {
      if (version === null) {
        scope.complaints.push(say.versionUnknown(entry, file, said));
        scope.doubtful.add(entry);
      } else if (!isWithin(version, entry.version)) continue;
    }
    if (entry.until !== null && entry.until < today) scope.expired.add(entry);
    for (const id of ids) scope.active.set(id, [...(scope.active.get(id) ?? []), entry]);
  }
  return scope;
}

function unknownCases(
  { cases }: Entry,
  ids: readonly string[],
  catalogue: Catalogue,
): [name: string, cases: string[]][] {
  const known = [...new Set(ids.flatMap((id) => catalogue.casesOf(id)))];
  return (cases ?? []).filter((name) => !known.includes(name)).map((name) => [name, known]);
}

function unexpectedFailures(
  cells: readonly Cell[],
  claims: readonly Claim[],
  { gate, expectations }: GateRequest,
): Complaint[] {
  const claimed = new Set(claims.map(({ cell }) => cell));
  const bad = cells.filter((cell) => !claimed.has(cell) && !meetsGate(cell.verdict, gate));
  const silent = bad.filter(({ outcome }) => outcome === 'answers-nothing');
  return [
    ...bad.filter((cell) => !silent.includes(cell)).map((cell) => say.unexpectedFailure(cell, expectations)),
    // One and the same reason, hundreds of times.
    ...(silent.length === 0 ? [] : [say.answersNothing(silent)]),
  ];
}

function departures(claims: readonly Claim[], expectations: Expectations | null): Complaint[] {
  if (expectations === null) return [];
  return claims
    .flatMap((claim) => (claim.holds ? [] : [claim]))
    .map((claim) => say.departure(claim, expectations.file))
    .sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

function expiredOnes(
  expired: ReadonlySet<Entry>,
  claims: readonly Claim[],
  expectations: Expectations | null,
): Complaint[] {
  if (expectations === null) return [];
  return [...expired].map((entry) => {
    const isStillSo = claims.some((claim) => claim.entry === entry && claim.holds);
    return say.expired(entry, expectations.file, isStillSo);
  });
}

function tooManyFlaky(claims: readonly Claim[], expectations: Expectations | null): Complaint[] {
  const flaky = claims.filter(({ entry }) => entry.kind === 'flaky');
  const count = new Set(flaky.map(({ cell }) => cell.id)).size;
  const last = flaky.at(-1);
  if (expectations === null || last === undefined || count <= MOST_FLAKY) return [];
  return [say.tooManyFlaky(last.entry, expectations.file, count, MOST_FLAKY)];
}

/** What is wrong with the client as a whole, or with the run. */
function ofTheWhole({ results, findings }: Played): Complaint[] {
  const complaints = findings.map(({ code, message }): Complaint => ({
    code: 'finding',
    id: null,
    message: `${message} (${code})`,
    file: null,
    line: null,
  }));
  if (results.some((result) => !isUngated(result) && isJudged(result))) return complaints;
  const message =
    'Nothing at all could be judged, and nothing is no success. `ctcpspec doctor` with the same client says how far it gets.';
  return [...complaints, { code: 'nothing-judged', id: null, message, file: null, line: null }];
}

function withClaims(
  result: Result,
  claims: readonly Claim[],
  { gate, file }: { gate: 'must' | 'should'; file: string },
): Result {
  const gated = gatedCells(result);
  const judge = (key: string): { expected: boolean; entry: ExpectationEntry | null } => {
    const cell = gated.find((one) => one.key === key);
    if (cell === undefined) return { expected: isUngated(result), entry: null };
    const claim = claims.find((one) => one.cell.key === key);
    if (claim === undefined) return { expected: meetsGate(cell.verdict, gate), entry: null };
    const { kind, reason, link, line } = claim.entry;
    return { expected: claim.holds, entry: { kind, reason, link, file, line } };
  };
  if (result.cases.length === 0) return { ...result, ...judge(result.id) };
  const cases = result.cases.map((one) =>
    one.scored ? { ...one, ...judge(`${result.id}#${one.name}`) } : one,
  );
  return {
    ...result,
    cases,
    expected: cases.every(({ expected }) => expected),
    entry: cases.find(({ entry, verdict }) => entry !== null && verdict === result.verdict)?.entry ?? null,
  };
}
