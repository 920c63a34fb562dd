import type { KillMatrix } from '../../harness/cli/explain/killers.ts';

/** The matrix for a terminal: a row for each mutant and each scenario that catches it. */
export function killMatrixTable({ mutants }: KillMatrix): string {
  const rows = mutants.flatMap(({ name, kills }) => {
    const caught = Object.entries(kills).map(([id, outcomes]) => [
      id,
      Object.entries(outcomes)
        .map(([outcome, cases]) => (cases[0] === '' ? outcome : `${outcome} (${cases.join(', ')})`))
        .join(', '),
    ]);
    return caught.length === 0
      ? [[name, 'SURVIVES', '']]
      : caught.map(([id = '', outcomes = ''], index) => [index === 0 ? name : '', id, outcomes]);
  });
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const lines = rows.map(([name = '', id = '', outcomes = '']) =>
    `${name.padEnd(widths[0] ?? 0)}  ${id.padEnd(widths[1] ?? 0)}  ${outcomes}`.trimEnd(),
  );
  const surviving = mutants.filter(({ kills }) => Object.keys(kills).length === 0);
  return `${lines.join('\n')}\n\n${mutants.length} mutants, ${surviving.length} survive\n`;
}
