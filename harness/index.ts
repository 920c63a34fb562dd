/**
 * The public API of ctcpspec. `docs/api.md` tells how to use it; what is not exported here may change at any time.
 */
import type { Report, Result } from '../reports/model/report.ts';
import { failureText } from '../reports/terminal/failure.ts';

export { listScenarios, type ScenarioInfo } from './api/scenarios.ts';
export { run } from './api/run.ts';
export type {
  ClientOption,
  CommandClient,
  ConnectingClient,
  InProcessTraits,
  ProfiledClient,
  RunClientOptions,
  SelectionOptions,
  StreamingClient,
} from './api/options.ts';
export type { ClientHandle, ConnectTarget, StreamTarget } from './client/in-process/spec.ts';
export { writeReports, reportFormats, type ReportFormatName } from '../reports/write.ts';
export { exitCodeOf, type ExitCode } from './cli/exit-code.ts';
export { UsageError } from './cli/usage-error.ts';
export { InputError, type Problem } from './scenario/input-error.ts';
export { ReportError } from '../reports/report-error.ts';
export type {
  Attempt,
  CaseResult,
  ClientReport,
  Complaint,
  ComplaintCode,
  Discovery,
  Finding,
  Gate,
  Level,
  Report,
  Requirement,
  Result,
  Standard,
  Totals,
  TranscriptEntry,
  Verdict,
} from '../reports/model/report.ts';

/**
 * One result in full, as the command line shows it: the rule, the bytes in byte notation, what to do.
 *
 * @param width columns, from 20; 100 by default
 * @returns lines ended by a line feed, without colours or any other control character, whatever the client sent
 */
export function resultText(
  report: Pick<Report, 'requirements'>,
  result: Result,
  { width = 100 }: { readonly width?: number } = {},
): string {
  return failureText(result, report.requirements, { width, colours: false });
}
