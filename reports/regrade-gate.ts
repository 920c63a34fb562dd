import { meetsGate } from '../harness/scenario/grade.ts';
import { BUILT_IN } from '../harness/scenario/model.ts';
import type { CaseResult, ClientReport, Complaint, Gate, Report, Result, Standard } from './model/report.ts';
import { totalsOf } from './model/totals.ts';
import { wasNotPlayed } from './unplayed.ts';

/**
 * What the gate says of a client whose results were graded anew. An entry of an expectations file names what the
 * client does, and that has not changed: a result that an entry speaks for stays as expected, or unexpected, as it
 * was. Every other result is measured by its new verdict. Complaints about the expectations, and about the client
 * as a whole, stay.
 */
export function regradeGate(
  client: ClientReport,
  { run, standard }: { readonly run: Report['run']; readonly standard: Standard },
): ClientReport {
  const expectedNow = (one: Result | CaseResult, result: Result): boolean =>
    one.entry === null ? isNewer(result) || meetsGate(one.verdict, run.gate) : one.expected;
  const results = client.results.map((result) => {
    if (result.cases.length === 0) return { ...result, expected: expectedNow(result, result) };
    const cases = result.cases.map((one) => ({ ...one, expected: expectedNow(one, result) }));
    return { ...result, cases, expected: cases.every(({ expected }) => expected) };
  });
  const complaints = [
    ...results.flatMap((result) => complaintsAbout(result, standard)),
    ...client.gate.complaints.filter((complaint) => !isMadeAnew(complaint, results)),
  ];
  const gate: Gate = { ...client.gate, met: complaints.length === 0, complaints };
  return {
    ...client,
    results,
    totals: totalsOf(results.filter(({ scored }) => scored)),
    apart: apartOf(client.apart, results),
    gate,
  };
}

/** What is newer than the requirements that are scored is shown and never complained of. */
const isNewer = ({ scored, suite }: Result): boolean => !scored && suite === BUILT_IN;

/** A fault of the harness, or what a stopped run did not play, says nothing about the client. */
function complaintsAbout(result: Result, standard: Standard): Complaint[] {
  const { id, cause } = result;
  const cells =
    result.cases.length === 0
      ? [{ ...result, one: null }]
      : result.cases.map((one) => ({ ...one, one, id: `${id}#${one.name}` }));
  return cells
    .filter(({ expected, entry }) => !expected && entry === null)
    .filter(({ verdict, one }) => verdict !== 'harness-error' && !wasNotPlayed(result, one))
    .map((cell) => ({
      code: 'unexpected-failure',
      id: cell.id,
      message: `${cell.id} is ${cell.verdict} (${cell.outcome ?? cause ?? 'no outcome'}) by the ${standard} standard, and nothing expects that.`,
      file: null,
      line: null,
    }));
}

/** A complaint about what no entry speaks for says nothing more than the verdict did. */
function isMadeAnew({ code, id }: Complaint, results: readonly Result[]): boolean {
  if (code !== 'unexpected-failure' || id === null) return false;
  const result = results.find((one) => one.id === id || id.startsWith(`${one.id}#`));
  const subject = result?.cases.find(({ name }) => `${result.id}#${name}` === id) ?? result;
  return subject !== undefined && subject.entry === null;
}

/** What is not scored is counted by its suite; a name that is none of a suite stands for the rest. */
function apartOf(before: ClientReport['apart'], results: readonly Result[]): ClientReport['apart'] {
  const others = results.filter(({ scored }) => !scored);
  const names = new Set(before.map(({ name }) => name));
  return before.map(({ name }) => {
    const own = others.filter(({ suite }) => suite === name);
    const rest = others.filter(({ suite }) => !names.has(suite));
    return { name, totals: totalsOf(own.length > 0 ? own : rest) };
  });
}
