import { join } from 'node:path';
import {
  clientLine,
  discoveryLine,
  endLine,
  findingLine,
  resultLine,
  startLine,
  type StartOfReport,
} from '../../reports/jsonl/lines.ts';
import { LiveLines } from '../../reports/jsonl/live-lines.ts';
import type { ClientReport, Report, Result } from '../../reports/model/report.ts';
import type { ClientUnderTest } from '../run/run-request.ts';

/** `report.jsonl`, written while a run goes on. */
export class LiveReport {
  readonly #lines: LiveLines;
  #client = -1;

  /** @param dir the folder of the reports, which is made when it is missing */
  constructor(dir: string, start: StartOfReport) {
    this.#lines = new LiveLines(join(dir, 'report.jsonl'));
    this.#lines.write(startLine(start));
  }

  get path(): string {
    return this.#lines.path;
  }

  client(client: ClientUnderTest): void {
    this.#client += 1;
    this.#lines.write(clientLine(this.#client, client));
  }

  discovered(discovery: NonNullable<ClientReport['discovery']>): void {
    this.#lines.write(discoveryLine(this.#client, discovery));
  }

  result(result: Result): void {
    this.#lines.write(resultLine(this.#client, result));
  }

  played({ findings }: Pick<ClientReport, 'findings'>): void {
    for (const finding of findings) this.#lines.write(findingLine(this.#client, finding));
  }

  end(report: Report): void {
    this.#lines.write(endLine(report));
    this.#lines.close();
  }
}
