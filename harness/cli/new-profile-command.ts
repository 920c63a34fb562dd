import type { Command } from 'commander';
import { join } from 'node:path';
import { quote } from 'shlex';
import { inertLines } from '../../reports/inert-lines.ts';
import { visible } from '../../reports/visible.ts';
import { InterruptedError, StartError } from '../run/instance/start-error.ts';
import { STEP_NAMES } from '../run/instance/start-steps.ts';
import { probeClient, type Probed } from '../run/probe/probe.ts';
import { PROFILE_NAME } from '../run/profile/schema.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { listenForInterrupts } from './interrupts.ts';
import { refuseExisting, writeNewFile } from './new-file.ts';
import { whole, type Ended } from './options.ts';
import { profileText } from './profile-text.ts';
import { UsageError } from './usage-error.ts';

export interface NewProfileOptions {
  readonly exec: string;
  readonly out: string;
  readonly timeout: number;
  readonly host: string;
}

/**
 * `ctcpspec new profile NAME --exec CMD`: starts a client, finds out how it is driven and watched, and writes that down.
 *
 * @throws UsageError when the name is none for a profile, or there is one of that name already
 */
export async function newProfileCommand(name: string, options: NewProfileOptions): Promise<ExitCode> {
  if (!new RegExp(PROFILE_NAME).test(name))
    throw new UsageError(
      'bad-name',
      `'${name}' is no name for a profile.`,
      'Write lower-case letters and digits, with single hyphens or dots between them.',
    );
  const file = join(options.out, name, 'profile.yaml');
  await refuseExisting(file);
  const interrupts = listenForInterrupts();
  try {
    const probed = await probeClient(name, options.exec, {
      host: options.host,
      timeoutMs: options.timeout,
      keepHome: false,
      signal: interrupts.signal,
    });
    await writeNewFile(file, profileText(name, options.exec, probed));
    print(foundText(probed));
    const profile = `--profile ${quote(file)}`;
    print(`written   ${file}\n`);
    print(`try it    npx ctcpspec doctor ${profile}\n          npx ctcpspec run ${profile}\n`);
    return EXIT.met;
  } catch (error) {
    if (error instanceof InterruptedError) return EXIT.interrupted;
    if (!(error instanceof StartError)) throw error;
    print(`FAILED    ${STEP_NAMES[error.step]}: ${error.code}\n          ${visible(error.message)}\n`);
    return EXIT.untestable;
  } finally {
    interrupts.stop();
  }
}

/** What was found out, and what is left to fill in. */
function foundText({ terminal, forms, display, quit }: Probed): string {
  const shown = (['action', 'message'] as const).filter((kind) => display[kind] !== null);
  const quits = quit?.commands ?? (quit?.closeInput === true ? 'the end of its input' : quit?.signal);
  const rows = [
    ['runs on', terminal.kind === 'pipe' ? 'a pipe' : 'a terminal'],
    ['types', Object.keys(forms).join(', ')],
    ['shows', shown.length === 0 ? '' : `${shown.join(', ')} (${display.source})`],
    ['ends by', [quits ?? ''].flat().join(', ')],
  ];
  return rows
    .map(([what = '', found = '']) => `${what.padEnd(10)}${found === '' ? 'nothing was found' : found}\n`)
    .join('');
}

function print(text: string): void {
  process.stdout.write(inertLines(text));
}

export function addNewProfileCommand(parent: Command, ended: Ended): void {
  parent
    .command('profile')
    .description('a profile of your client, written by trying it')
    .argument('<name>', 'its name, and that of its folder')
    .exitOverride()
    .requiredOption('--exec <cmd>', "the client's command line, as in run")
    .option('--out <dir>', 'the folder in which its folder is made', '.')
    .option('--timeout <ms>', 'the deadline of each step', whole(100), 20_000)
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .action(async (name: string, options: NewProfileOptions) =>
      ended(await newProfileCommand(name, options)),
    );
}
