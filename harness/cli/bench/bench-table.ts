import { isMet, type Bar, type BenchPart, type BenchRow, type Figure } from './bench-model.ts';

/** The cells of a row of the table, for the terminal and for the page alike. */
export const COLUMNS = ['what', 'ctcpspec', 'bare script', 'ratio', 'to be'] as const;

export function cellsOf(row: BenchRow): string[] {
  const { what, unit, value, bare, ratio, bar } = row;
  return [
    what,
    `${figureText(value)} ${unit}`,
    bare === null ? '' : `${figureText(bare)} ${unit}`,
    ratio === null ? '' : figureText(ratio),
    bar === null ? '' : `${barText(bar, unit)}: ${isMet(row) === true ? 'yes' : 'no'}`,
  ];
}

/** The median, and the range where the rounds differ. */
function figureText({ median, least, most }: Figure): string {
  const [from, to] = [numberText(least), numberText(most)];
  return from === to ? from : `${numberText(median)} (${from}–${to})`;
}

function numberText(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}

function barText({ on, limit, is }: Bar, unit: string): string {
  return `${limit} ${is}${on === 'ratio' ? ' ×' : ` ${unit}`}`;
}

/** What a person reads on the terminal while the parts are measured. */
export function partText({ name, about, rows, skipped }: BenchPart): string {
  const cells = [[...COLUMNS], ...rows.map(cellsOf)];
  const widths = COLUMNS.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row, index) => {
    const padded = row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
    const details = index === 0 ? [] : Object.entries(rows[index - 1]?.details ?? {});
    const more = details.map(([key, value]) => `${key} ${value}`).join(', ');
    return more === '' ? `  ${padded}\n` : `  ${padded}\n      ${more}\n`;
  });
  return `${name}: ${about}\n${lines.join('')}${skipped.map((why) => `  skipped: ${why}\n`).join('')}`;
}
