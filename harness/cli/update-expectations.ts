import { inertLines } from '../../reports/inert-lines.ts';
import type { ClientReport } from '../../reports/model/report.ts';
import { visible } from '../../reports/visible.ts';
import { withGate, type GateRequest } from '../expect/gate.ts';
import { readExpectations, writeExpectations } from './expect-options.ts';
import type { RunOptions } from './run-options.ts';

/** Writes what was found into the expectations, and looks at the results again by them. */
export async function updated(
  reports: ClientReport[],
  options: RunOptions,
  request: GateRequest,
): Promise<readonly string[]> {
  const [client] = reports;
  const isSound = client?.results.every(({ verdict }) => verdict !== 'harness-error') === true;
  // Of a client that was not judged at all, nothing is known.
  if (!isSound || client.gate.complaints.some(({ code }) => code === 'nothing-judged')) return [];
  const changes = await writeExpectations(options, client, request);
  const expectations = await readExpectations(options, { clients: 1, env: process.env });
  reports[0] = withGate(client, { ...request, expectations });
  return changes;
}

export function changesText(changes: readonly string[], file: string): string {
  const lines = changes.map((change) => `    ${visible(change)}\n`).join('');
  return inertLines(
    `  ${visible(file)} was written. Give each new entry its reason before you commit it.\n${lines}`,
  );
}
