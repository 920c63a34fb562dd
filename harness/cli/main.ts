import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { reportFormats, type ReportFormatName } from '../../reports/write.ts';
import { endAllClients } from '../client/running-clients.ts';
import { InputError } from '../scenario/input-error.ts';
import { didYouMean } from '../scenario/nearest.ts';
import { doctorCommand } from './doctor-command.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { explainCommand } from './explain-command.ts';
import { listCommand, type ListOptions } from './list-command.ts';
import { TOOL_VERSION } from './package-root.ts';
import { runCommand, type RunOptions } from './run-command.ts';
import { UsageError } from './usage-error.ts';

/** @returns the exit code; nothing that was started is left running */
export async function main(args: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = EXIT.met;
  const program = buildProgram((ended) => {
    code = ended;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    return explain(error);
  } finally {
    await endAllClients();
  }
}

function explain(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.met : EXIT.badInput;
  if (error instanceof InputError || error instanceof UsageError) {
    process.stderr.write(`${error.message}\n`);
    return EXIT.badInput;
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`ctcpspec has a fault of its own, please report it:\n${detail}\n`);
  return EXIT.fault;
}

function buildProgram(ended: (code: ExitCode) => void): Command {
  const program = new Command('ctcpspec')
    .description('The conformance suite for CTCP, the Client-To-Client Protocol of IRC')
    .version(TOOL_VERSION)
    .exitOverride()
    .showHelpAfterError('(ctcpspec --help shows what there is)');
  withSelection(
    withClient(
      program
        .command('run')
        .description('play the suites against a client and write the report')
        .argument('[profile...]', 'names of client profiles; without any, the embedded reference client'),
    ),
  )
    .option(
      '--jobs <n>',
      'so many instances of the client side by side (default: as many as help it)',
      whole(1),
    )
    .option(
      '--window <n>',
      'so many queries in flight together at most; 3 is one stimulus between two controls (default: as many as the client takes)',
      whole(1),
    )
    .option('--seed <n>', 'peers and tokens are derived from it', whole(0), 1)
    .option('--hold', 'stop before and after each scenario, for a debugger; no deadline passes', false)
    .option('--verbose', 'show every result in full', false)
    .option('--out <dir>', 'where the reports go', 'ctcp-report')
    .option('--format <names>', `more formats, separated by commas: ${reportFormats.join(', ')}`, formats, [])
    .addOption(new Option('--gate <gate>', 'what fails the run').choices(['must', 'should']).default('must'))
    .addOption(standardOption())
    .action(async (profiles: string[], options: RunOptions) => ended(await runCommand(profiles, options)));
  withClient(
    program
      .command('doctor')
      .description('say how far a client gets, and which step fails')
      .argument('[profile...]'),
  ).action(async (profiles: string[], options: RunOptions) =>
    ended(
      await doctorCommand(
        {
          profiles,
          exec: options.exec ?? null,
          profileFile: options.profile ?? null,
          name: options.name ?? null,
          settings: options.settings ?? null,
        },
        options,
      ),
    ),
  );
  withSelection(
    program.command('list').description('the scenarios by area, with level and needs').exitOverride(),
  )
    .addOption(standardOption())
    .option('--json', 'for a program', false)
    .action(async (options: ListOptions) => ended(await listCommand(options)));
  program
    .command('explain')
    .description(
      'all about a scenario, one case of it (ID#CASE) or a rule: sources, bytes, verdicts, mutants',
    )
    .argument('<id...>', 'such as framing/empty-query or FRM-02')
    .exitOverride()
    .option('--suite <dir>', 'further scenarios; repeatable', collect, [])
    .action(async (ids: string[], options: { suite: string[] }) => ended(await explainCommand(ids, options)));
  return program;
}

/** Which scenarios, among which. */
function withSelection(command: Command): Command {
  return command
    .option('--suite <dir>', 'further scenarios in the same format, counted apart; repeatable', collect, [])
    .option('--filter <glob>', 'only these scenarios, by id; repeatable', collect, [])
    .option('--area <glob>', 'only these areas; repeatable', collect, [])
    .option('--level <level>', 'only scenarios with a requirement of this level; repeatable', collect, []);
}

function standardOption(): Option {
  return new Option('--standard <text>', 'which text grades the outcomes')
    .choices(['modern', 'classic'])
    .default('modern');
}

function withClient(command: Command): Command {
  return command
    .exitOverride()
    .option(
      '--exec <cmd>',
      "the client's command line; {host} {port} {nick} {home} are filled in; no shell is used; with a profile, it replaces the profile's own",
    )
    .option('--profile <file>', 'a client profile (YAML)')
    .option('--name <name>', "the client's name in the report")
    .addOption(
      new Option('--settings <name>', "which of the profile's settings").choices(['stock', 'unthrottled']),
    )
    .option(
      '--timeout <ms>',
      'the deadline of each step and of each wait without progress',
      whole(100),
      20_000,
    )
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .option('--keep-home', "keep the client's throw-away home", false);
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

function whole(least: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!/^[0-9]+$/.test(value) || !Number.isSafeInteger(number) || number < least) {
      throw new InvalidArgumentError(`Give a whole number from ${least}.`);
    }
    return number;
  };
}

function formats(value: string, before: readonly ReportFormatName[]): ReportFormatName[] {
  const names = value.split(',').map((name) => {
    const known = reportFormats.find((format) => format === name.trim());
    if (known === undefined)
      throw new InvalidArgumentError(`There is no format '${name}'. ${didYouMean(name, reportFormats)}`);
    return known;
  });
  return [...before, ...names];
}
