import type { Command } from 'commander';
import { dirname } from 'node:path';
import { quote } from 'shlex';
import { EXIT, type ExitCode } from './exit-code.ts';
import { writeNewFile } from './new-file.ts';
import type { Ended } from './options.ts';
import { ownId } from './own-id.ts';
import { addNewProfileCommand } from './new-profile-command.ts';
import { scaffoldText } from './scaffold.ts';

const FOLDER = 'regressions';

/**
 * `ctcpspec new scenario ID`: writes a scenario to begin with.
 *
 * @throws UsageError when the id is not one for a folder of somebody's own, or the file is there already
 */
export async function newScenarioCommand(given: string, options: { out?: string }): Promise<ExitCode> {
  const id = ownId(given);
  const file = options.out ?? `${FOLDER}/${id}.yaml`;
  await writeNewFile(file, scaffoldText(id));
  const suite = options.out === undefined ? FOLDER : dirname(file);
  const run = `npx ctcpspec run --suite ${quote(suite)} --filter ${quote(id)}`;
  process.stdout.write(
    [
      `written   ${file}`,
      `try it    ${run}`,
      `          ${run} --exec './myclient {host} {port} {nick}'`,
      '',
    ].join('\n'),
  );
  return EXIT.met;
}

export function addNewCommand(program: Command, ended: Ended): void {
  const command = program
    .command('new')
    .description('begin a file: new scenario, new profile')
    .exitOverride();
  command
    .command('scenario')
    .description('a scenario of your own, complete and explained')
    .argument('<id>', 'its id: mine/topic, or another namespace with a hyphen in it')
    .exitOverride()
    .option('--out <file>', `where it is written (default: ${FOLDER}/ID.yaml)`)
    .action(async (id: string, options: { out?: string }) => ended(await newScenarioCommand(id, options)));
  addNewProfileCommand(command, ended);
}
