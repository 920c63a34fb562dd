import { InvalidArgumentError, Option, type Command } from 'commander';
import { reportFormats, type ReportFormatName } from '../../reports/format-names.ts';
import { didYouMean } from '../scenario/nearest.ts';
import type { ExitCode } from './exit-code.ts';

/** What several commands have in common on the command line. */

/** Told of the exit code of the command that was run. */
export type Ended = (code: ExitCode) => void;

/** Which scenarios, among which. */
export function withSelection(command: Command): Command {
  return command
    .option('--suite <dir>', 'further scenarios in the same format, counted apart; repeatable', collect, [])
    .option('--filter <glob>', 'only these scenarios, by id; repeatable', collect, [])
    .option('--area <glob>', 'only these areas; repeatable', collect, [])
    .option('--level <level>', 'only scenarios with a requirement of this level; repeatable', collect, []);
}

export function standardOption(): Option {
  return new Option('--standard <text>', 'which text grades the outcomes')
    .choices(['modern', 'classic'])
    .default('modern');
}

export function withClient(command: Command): Command {
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
    .option('--tls', 'the server speaks TLS; {ca} and {cert} are files that the client can trust', false)
    .option('--websocket', 'the server speaks WebSocket, with --tls over TLS; {url} is where', false)
    .option('--keep-home', "keep the client's throw-away home", false);
}

export function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

export function whole(least: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!/^[0-9]+$/.test(value) || !Number.isSafeInteger(number) || number < least) {
      throw new InvalidArgumentError(`Give a whole number from ${least}.`);
    }
    return number;
  };
}

/** The names of formats, separated by commas; `all` is each of them. */
export function formats(value: string, before: readonly ReportFormatName[]): ReportFormatName[] {
  const names = value.split(',').flatMap((given) => {
    const name = given.trim();
    if (name === 'all') return [...reportFormats];
    const known = reportFormats.find((format) => format === name);
    if (known === undefined)
      throw new InvalidArgumentError(
        `There is no format '${name}'. ${didYouMean(name, [...reportFormats, 'all'])}`,
      );
    return [known];
  });
  return [...before, ...names];
}
