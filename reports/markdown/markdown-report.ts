import { accountOf, accountText } from '../account.ts';
import { clientName } from '../client-name.ts';
import { answersNothingSentence } from '../judged.ts';
import type { ClientReport, Report, Result } from '../model/report.ts';
import { totalsByArea, totalsOf, verdicts } from '../model/totals.ts';
import { standingsOf } from '../standing.ts';
import { shorten } from '../terminal/wrap.ts';
import { gateSentence, counted, duration, leadSentence, totalsSentence, verdictLabel } from '../wording.ts';
import { code, codeBlock } from './inert.ts';
import { Room } from './room.ts';

/** GitHub refuses a summary of more than 1 MiB for a step; half of it leaves room for what else a step has to say. */
export const MOST_OCTETS = 512 * 1024;

const mostText = 600;
const mostComplaints = 30;
const mostAreas = 60;
/** Room for the sentences about what was left out. */
const kept = 400;

/**
 * The report as a page of Markdown: the gate with its complaints, the totals, and each failure with the rule, the
 * bytes and what to do. Whatever stands in the report is inert: no markup, link, mention or HTML comes of it.
 *
 * @param mostOctets the page is no longer than this; what has no room is counted
 */
export function markdownReport(report: Report, mostOctets = MOST_OCTETS): string {
  const room = new Room(mostOctets);
  let leftOut = 0;
  for (const client of report.clients) {
    const blocks = headBlocks(client, report);
    if (!blocks.map((block) => room.add(block, kept)).every(Boolean)) leftOut += 1;
  }
  let untold = 0;
  for (const client of report.clients) {
    const failures = failingResults(client);
    if (failures.length === 0) continue;
    const title = report.clients.length > 1 ? `### What fails: ${name(client)}` : '### What fails';
    const isTitled = room.add(title, kept);
    for (const result of failures)
      if (!isTitled || !room.add(failureBlock(result, report), kept)) untold += 1;
  }
  if (leftOut > 0)
    room.add(`There was no room for all of ${counted(leftOut, 'client')}; \`report.html\` has them.`);
  if (untold > 0)
    room.add(`There was no room for ${counted(untold, 'more failure')}; \`report.html\` has them all.`);
  return room.text;
}

const name = (client: ClientReport): string => code(shorten(clientName(client), 200));

function headBlocks(client: ClientReport, report: Report): string[] {
  const { suite, run, tool } = report;
  const { gate, totals, settings, findings, apart } = client;
  const nothing = answersNothingSentence(client);
  const mark = gate.met && run.complete ? '✅' : '❌';
  const blocks = [
    `## ${mark} CTCP conformance of ${name(client)}`,
    `${gateSentence(gate.met, run.complete).replace(' not ', ' **not** ')}. ${leadSentence(totals)}`,
    areaTable(client.results),
  ];
  if (!run.complete) {
    const by = run.endedBy === null ? '' : ` (${code(shorten(run.endedBy, mostText))})`;
    blocks.push(`**This run is incomplete**${by}. What is missing was not judged.`);
  }
  if (nothing !== null) blocks.push(nothing);
  blocks.push(...complaintBlocks(client));
  if (findings.length > 0) {
    const lines = findings
      .slice(0, mostComplaints)
      .map(
        ({ message, code: about, fatal }) => `- ${fatal ? '**fatal** ' : ''}${text(`${message} (${about})`)}`,
      );
    blocks.push(['Findings about the client as a whole:', '', ...lines, ...more(findings.length)].join('\n'));
  }
  for (const { name: set, totals: others } of apart.slice(0, mostAreas))
    blocks.push(`Played and not scored, ${text(set)}: ${totalsSentence(others)}.`);
  const facts = [
    `settings ${code(shorten(settings, 200))}`,
    `standard ${suite.standard}`,
    `${counted(client.results.length, 'scenario')} in ${duration(run.durationMs)}`,
    `seed ${run.seed}`,
    `ctcpspec ${code(shorten(tool.version, 200))}`,
    `suite ${code(shorten(suite.hash, 200))}`,
  ];
  blocks.push(facts.join(', '));
  return blocks.filter((block) => block !== '');
}

const text = (words: string): string => code(shorten(words, mostText));

const more = (all: number): string[] =>
  all > mostComplaints ? [`- and ${all - mostComplaints} more, see \`report.html\``] : [];

function complaintBlocks({ gate }: ClientReport): string[] {
  const { complaints, expectations } = gate;
  const blocks: string[] = [];
  if (complaints.length > 0) {
    const lines = complaints.slice(0, mostComplaints).map(({ message, file, line }) => {
      const place = file === null ? '' : `${code(`${shorten(file, mostText)}:${line ?? 1}`)} `;
      return `- ${place}${text(message)}`;
    });
    blocks.push(
      [`${counted(complaints.length, 'complaint')}:`, '', ...lines, ...more(complaints.length)].join('\n'),
    );
  }
  if (expectations !== null) {
    const { file, known, flaky } = expectations;
    blocks.push(
      `Expectations: ${text(file)}, ${counted(known, 'known result')}, ${counted(flaky, 'flaky one', 'flaky ones')}.`,
    );
  }
  return blocks;
}

function areaTable(results: readonly Result[]): string {
  if (results.length === 0) return '';
  const all = totalsOf(results);
  const columns = verdicts.filter((verdict) => all[verdict] > 0);
  const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  const areas = [...totalsByArea(results)];
  return [
    row(['area', ...columns.map((verdict) => verdictLabel[verdict])]),
    row(['---', ...columns.map(() => '---:')]),
    ...areas
      .slice(0, mostAreas)
      .map(([area, totals]) => row([code(shorten(area, 100)), ...columns.map((verdict) => totals[verdict])])),
    row(['**all**', ...columns.map((verdict) => `**${all[verdict]}**`)]),
  ].join('\n');
}

/** What the gate does not expect, each scenario once. */
function failingResults(client: ClientReport): Result[] {
  const failing = standingsOf(client).judged.filter(
    ({ standing: { kind } }) => kind === 'unmet' || kind === 'fault',
  );
  return [...new Set(failing.map(({ result }) => result))];
}

function failureBlock(result: Result, { requirements }: Report): string {
  const lines = accountText(accountOf(result, requirements)).split('\n');
  return [
    `#### ${verdictLabel[result.verdict]} ${code(shorten(result.id, 200))}`,
    text(result.title),
    codeBlock(lines),
  ].join('\n\n');
}
