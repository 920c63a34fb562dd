import type { Report } from '../../reports/model/report.ts';

/** What the exit code of a command means. Never a count. */
export const EXIT = {
  /** The gate is met. */
  met: 0,
  /** It is not: an unexpected result, or nothing could be judged. */
  notMet: 1,
  /** Wrong usage, or input that cannot be read. */
  badInput: 2,
  /** The client cannot be tested. */
  untestable: 3,
  /** A fault of the harness. */
  fault: 4,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The exit code for a finished run, from its report alone. */
export function exitCodeOf(report: Report): ExitCode {
  const results = report.clients.flatMap((client) => client.results);
  const findings = report.clients.flatMap((client) => client.findings);
  if (!report.run.complete) return EXIT.interrupted;
  if (results.some((result) => result.verdict === 'harness-error')) return EXIT.fault;
  if (findings.some((finding) => finding.fatal)) return EXIT.untestable;
  const isMet = report.clients.length > 0 && report.clients.every(({ gate }) => gate.met);
  return isMet ? EXIT.met : EXIT.notMet;
}
