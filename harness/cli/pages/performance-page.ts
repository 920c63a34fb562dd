import type { BenchReport } from '../bench/bench-model.ts';
import { cellsOf, COLUMNS } from '../bench/bench-table.ts';

const BEGIN = '<!-- figures: written by npm run docs from reports/bench.json -->';
const END = '<!-- end of the figures -->';

/**
 * The page about speed with the figures of the last bench between its two marks; all else in it is written by hand.
 *
 * @throws Error when a mark is missing
 */
export function performancePage(page: string, bench: BenchReport): string {
  const from = page.indexOf(BEGIN);
  const to = page.indexOf(END);
  if (from === -1 || to < from)
    throw new Error(`docs/performance.md needs the lines '${BEGIN}' and '${END}' around its figures.`);
  return `${page.slice(0, from)}${BEGIN}\n\n${figuresText(bench)}\n${page.slice(to)}`;
}

function figuresText({ tool, machine, parts }: BenchReport): string {
  const { processors, processor, memoryMb, platform, node } = machine;
  const where = `ctcpspec ${tool}, Node ${node}, ${platform}, ${processors} × ${processor}, ${memoryMb} MiB of memory.`;
  const tables = parts.map(({ name, about, measuredAt, rounds, rows, skipped }) => {
    const cells = [[...COLUMNS], COLUMNS.map(() => '---'), ...rows.map(cellsOf)];
    const table = cells.map((row) => `| ${row.join(' | ')} |\n`).join('');
    const details = rows
      .filter((row) => Object.keys(row.details).length > 0)
      .map((row) => `- ${row.what}: ${detailsText(row.details)}\n`);
    const when = `${measuredAt.slice(0, 10)}, ${rounds === 1 ? 'one round' : `${rounds} rounds`}`;
    const missing = skipped.map((why) => `- Not measured: ${why}\n`);
    const list = [...details, ...missing].join('');
    return `### ${name}\n\n${about} ${when}.\n\n${table}${list === '' ? '' : `\n${list}`}`;
  });
  return `${where}\n\n${tables.join('\n')}`;
}

function detailsText(details: Readonly<Record<string, number | string>>): string {
  return Object.entries(details)
    .map(([key, value]) => `${key} ${value}`)
    .join(', ');
}
