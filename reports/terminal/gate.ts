import type { ClientReport, Complaint, Result } from '../model/report.ts';
import { visible } from '../visible.ts';
import { counted } from '../wording.ts';
import type { Paint, TerminalStyle } from './style.ts';
import { wrap } from './wrap.ts';

/** More complaints than these are in the report alone: a screen of them is read by nobody. */
const MOST_COMPLAINTS = 30;

/** Whether the gate is met, each reason why not, and what is excused, flaky entries by name. */
export function gateLines(
  client: ClientReport,
  complete: boolean,
  style: TerminalStyle,
  paint: Paint,
): string[] {
  const { gate } = client;
  const flaky = client.results.flatMap(flakyLines);
  const excused = excusedText(client);
  const head = gate.met
    ? `${complete ? paint.green('gate met') : 'gate not decided: the run is incomplete'}${excused === '' ? '' : paint.dim(`, ${excused}`)}`
    : `${paint.bold(paint.red('gate not met'))}: ${counted(gate.complaints.length, 'reason')}${excused === '' ? '' : `, ${excused}`}`;
  const left = gate.complaints.length - MOST_COMPLAINTS;
  return [
    '',
    `  ${head}`,
    ...gate.complaints.slice(0, MOST_COMPLAINTS).flatMap((one) => complaintLines(one, style, paint)),
    ...(left > 0 ? [`    and ${left} more, in the report`] : []),
    ...flaky.map((line) => `  ${paint.yellow('flaky')}  ${visible(line)}`),
  ];
}

function complaintLines(
  { message, file, line, code }: Complaint,
  style: TerminalStyle,
  paint: Paint,
): string[] {
  const place = file === null || line === null ? '' : `${file}:${line}: `;
  const [first = '', ...rest] = wrap(visible(place + message), style.width - 4);
  const mark = code === 'unexpected-pass' ? paint.yellow(first) : first;
  return [`    ${mark}`, ...rest.map((text) => `      ${text}`)];
}

function excusedText({ results, gate }: ClientReport): string {
  if (gate.expectations === null) return '';
  const count = results.filter(({ expected, entry }) => expected && entry?.kind === 'known').length;
  return count === 0 ? '' : `${counted(count, 'scenario')} as expected by ${visible(gate.expectations.file)}`;
}

function flakyLines({ id, verdict, outcome, cases, entry }: Result): string[] {
  const of = cases.filter((one) => one.entry?.kind === 'flaky');
  const line = (key: string, what: string, reason: string): string => `${key} came to ${what} (${reason})`;
  if (cases.length === 0)
    return entry?.kind === 'flaky' ? [line(id, `${verdict} ${outcome ?? ''}`.trim(), entry.reason)] : [];
  return of.map((one) =>
    line(`${id}#${one.name}`, `${one.verdict} ${one.outcome ?? ''}`.trim(), one.entry?.reason ?? ''),
  );
}
