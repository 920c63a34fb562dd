import { pathToFileURL } from 'node:url';
import { clientName } from '../client-name.ts';
import { inertLines } from '../inert-lines.ts';
import { answersNothingSentence } from '../judged.ts';
import type { ClientReport, Report, Totals } from '../model/report.ts';
import { totalsByArea, totalsOf, verdicts } from '../model/totals.ts';
import { visible } from '../visible.ts';
import { carrierName, counted, duration, upgradedSentence, verdictLabel } from '../wording.ts';
import { gateLines } from './gate.ts';
import { paintFor, type Paint, type TerminalStyle } from './style.ts';
import { verdictWord } from './verdict-word.ts';
import { wrap } from './wrap.ts';

/**
 * What a run ends with: totals by verdict and by area, findings, and where the reports are.
 *
 * @param files the paths that were written
 * @returns lines ended by a line feed
 */
export function summaryText(report: Report, files: readonly string[], style: TerminalStyle): string {
  const paint = paintFor(style);
  const blocks = report.clients.map((client) => clientText(client, report, style, paint));
  if (!report.run.complete) blocks.push(incompleteText(report, style, paint));
  if (report.upgradedFrom !== undefined) blocks.push(upgradedText(report.upgradedFrom, style));
  if (files.length > 0) blocks.push(filesText(files, paint));
  return inertLines(blocks.join('\n'));
}

function clientText(client: ClientReport, report: Report, style: TerminalStyle, paint: Paint): string {
  const { settings, results } = client;
  const title = paint.bold(visible(clientName(client)));
  const carrier = carrierName(client);
  const over = carrier === null ? '' : `over ${carrier}, `;
  const played = `${settings}, ${over}${report.suite.standard}, ${counted(results.length, 'scenario')} in ${duration(report.run.durationMs)}, seed ${report.run.seed}`;
  const nothing = answersNothingSentence(client);
  return [
    `${title}  ${paint.dim(visible(played))}`,
    '',
    ...(client.apart.length > 0 && isEmpty(client.totals)
      ? []
      : [`  ${totalsLine(client.totals, paint)}`, '']),
    ...areaLines(client, paint),
    ...(nothing === null ? [] : ['', ...wrap(nothing, style.width - 2).map((line) => `  ${line}`)]),
    ...findingLines(client, style, paint),
    ...apartLines(client, paint),
    ...gateLines(client, report.run.complete, style, paint),
    '',
  ].join('\n');
}

const isEmpty = (totals: Totals) => verdicts.every((verdict) => totals[verdict] === 0);

function totalsLine(totals: Totals, paint: Paint): string {
  const parts = verdicts
    .filter((verdict) => totals[verdict] > 0)
    .map((verdict) => `${totals[verdict]} ${verdictWord(verdict, paint)}`);
  return parts.length === 0 ? 'no results' : parts.join(paint.dim(', '));
}

function areaLines({ results }: ClientReport, paint: Paint): string[] {
  const all = totalsOf(results);
  const columns = verdicts.filter((verdict) => all[verdict] > 0);
  const rows = [...totalsByArea(results)].map(([area, totals]) => ({ area: visible(area), totals }));
  if (rows.length === 0) return [];
  const first = Math.max(4, ...rows.map(({ area }) => area.length));
  const head = columns.map((verdict) => verdictLabel[verdict].padStart(columnWidth(verdict))).join('');
  return [
    paint.dim(`  ${'area'.padEnd(first)}${head}`),
    ...rows.map(({ area, totals }) => {
      const cells = columns.map((verdict) => {
        const text = (totals[verdict] === 0 ? '·' : String(totals[verdict])).padStart(columnWidth(verdict));
        return totals[verdict] === 0 ? paint.dim(text) : text;
      });
      return `  ${area.padEnd(first)}${cells.join('')}`;
    }),
  ];
}

const columnWidth = (verdict: keyof Totals) => verdictLabel[verdict].length + 2;

/** What is not part of the score: suites of one's own, and what is newer than the requirements asked for. */
function apartLines({ apart }: ClientReport, paint: Paint): string[] {
  if (apart.length === 0) return [];
  return [
    '',
    ...apart.map(({ name, totals }) => `  ${visible(name)}, counted apart: ${totalsLine(totals, paint)}`),
  ];
}

function findingLines({ findings }: ClientReport, style: TerminalStyle, paint: Paint): string[] {
  if (findings.length === 0) return [];
  const lines = findings.flatMap(({ code, message, fatal }) => {
    const [first = '', ...rest] = wrap(visible(`${message} (${code})`), style.width - 12);
    const mark = fatal ? paint.bold(paint.red('fatal   ')) : paint.bold('finding ');
    return [`  ${mark}  ${first}`, ...rest.map((line) => `            ${line}`)];
  });
  return ['', ...lines];
}

function incompleteText({ run }: Report, style: TerminalStyle, paint: Paint): string {
  const why = run.endedBy === null ? '' : `: ${visible(run.endedBy)}`;
  const lines = wrap(`This run is incomplete${why}. What is missing was not judged.`, style.width - 2);
  return `${lines.map((line) => `  ${paint.yellow(line)}`).join('\n')}\n`;
}

function upgradedText(from: number, style: TerminalStyle): string {
  const lines = wrap(upgradedSentence(from), style.width - 2);
  return `${lines.map((line) => `  ${line}`).join('\n')}\n`;
}

function filesText(files: readonly string[], paint: Paint): string {
  const lines = files.map(
    (file, index) => `  ${paint.dim(index === 0 ? 'written ' : '        ')}  ${visible(file)}`,
  );
  const page = files.find((file) => file.endsWith('.html'));
  if (page !== undefined) lines.push(`  ${paint.dim('open    ')}  ${pathToFileURL(page).href}`);
  return `${lines.join('\n')}\n`;
}
