import type { Command } from 'commander';
import type { Standard } from '../../reports/model/report.ts';
import { styleFor } from '../../reports/terminal/style.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { listJson, listText } from './explain/list-text.ts';
import { loadSuites } from './load-suites.ts';
import { standardOption, withSelection, type Ended } from './options.ts';
import { selectScenarios, type Selection } from './select.ts';

export interface ListOptions extends Selection {
  readonly suite: readonly string[];
  readonly standard: Standard;
  readonly json: boolean;
}

/**
 * `ctcpspec list`: the scenarios that the filters let through, by area.
 *
 * @throws InputError, UsageError for what the user can mend
 */
export async function listCommand(options: ListOptions): Promise<ExitCode> {
  const suite = await loadSuites(options.suite);
  const scenarios = selectScenarios(suite, options, options.standard);
  process.stdout.write(
    options.json
      ? listJson(scenarios, suite)
      : listText(scenarios, suite, options.standard, styleFor(process.stdout, process.env)),
  );
  return EXIT.met;
}

export function addListCommand(program: Command, ended: Ended): void {
  withSelection(
    program.command('list').description('the scenarios by area, with level and needs').exitOverride(),
  )
    .addOption(standardOption())
    .option('--json', 'for a program', false)
    .action(async (options: ListOptions) => ended(await listCommand(options)));
}
