import { meetsGate } from '../harness/scenario/grade.ts';
import { BUILT_IN } from '../harness/scenario/model.ts';
import type { CaseResult, ClientReport, Complaint, Gate, Report, Result, Standard } from './model/report.ts';
import { totalsOf } from './model/totals.ts';

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
  const expectedNow = <T extends Result | CaseResult>(one: T): T =>
    one.entry === null ? { ...one, expected: meetsGate(one.verdict, run.gate) } : one;
  const results = client.results.map((result) => {
    const whole = expectedNow(result);
    return { ...whole, cases: whole.cases.map(expectedNow) };
  });
  const complaints = [
    ...results.flatMap((result) => complaintsAbout(result, { run, standard })),
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

function complaintsAbout(
  result: Result,
  { run, standard }: { run: Report['run']; standard: Standard },
): Complaint[] {
  const isMissing = result.cause === 'interrupted' && !run.complete;
  // What is newer than the requirements that are scored is shown and never complained of.
  const isNewer = !result.scored && result.suite === BUILT_IN;
  if (isMissing || isNewer) return [];
  const isUnexpected = ({ expected, entry }: Result | CaseResult): boolean => !expected && entry === null;
  const cases = result.cases
    .filter(isUnexpected)
    .map((one) => ({ ...one, id: `${result.id}#${one.name}`, cause: null }));
  return (cases.length > 0 ? cases : [result].filter(isUnexpected)).map(
    ({ id, verdict, outcome, cause }) => ({
      code: 'unexpected-failure',
      id,
      message: `${id} is ${verdict} (${outcome ?? cause ?? 'no outcome'}) by the ${standard} standard, and nothing expects that.`,
      file: null,
      line: null,
    }),
  );
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
