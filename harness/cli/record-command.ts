import { InvalidArgumentError, Option, type Command } from 'commander';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { quote } from 'shlex';
import { counted } from '../../reports/wording.ts';
import { exchangesOf } from '../record/exchanges.ts';
import { LogError } from '../record/log-error.ts';
import { ProxyError, RecordingProxy } from '../record/proxy.ts';
import { readLog } from '../record/read-log.ts';
import { scenarioText, type AnswerClass } from '../record/scenario-text.ts';
import { printWireText } from '../record/wire-text.ts';
import { TO_BE_CHOSEN } from '../scenario/schema-check.ts';
import type { WireEntry } from '../server/transcript.ts';
import { printBytes } from '../wire/notation.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { listenForInterrupts } from './interrupts.ts';
import { loadSuites } from './load-suites.ts';
import { refuseExisting, writeNewFile } from './new-file.ts';
import { whole, type Ended } from './options.ts';
import { ownId } from './own-id.ts';
import { didYouMean } from '../scenario/nearest.ts';
import { UsageError } from './usage-error.ts';

interface Address {
  readonly host: string;
  readonly port: number;
}

export interface RecordOptions {
  readonly listen?: number;
  readonly to?: Address;
  readonly log?: string;
  readonly out: string;
  readonly wire?: string;
  readonly as: string;
  readonly all: boolean;
  readonly together: boolean;
  readonly class?: Exclude<AnswerClass, typeof TO_BE_CHOSEN>;
  readonly requirement?: string;
  readonly allowRemote: boolean;
}

interface Session {
  readonly entries: readonly WireEntry[];
  readonly from: string;
}

/**
 * `ctcpspec record`: makes scenarios of a session that passes by, or of a log of one.
 *
 * @throws UsageError for what the user can mend; no file has been written then
 */
export async function recordCommand(options: RecordOptions): Promise<ExitCode> {
  const id = ownId(options.as);
  await checkRequirement(options.requirement);
  for (const file of [options.out, options.wire]) if (file !== undefined) await refuseExisting(file);
  const { entries, from } = await sessionOf(options);
  if (options.wire !== undefined && entries.length > 0)
    await writeNewFile(options.wire, `# ${from}\n${printWireText(entries)}`);
  const exchanges = exchangesOf(entries, { all: options.all });
  if (exchanges.length === 0) {
    process.stdout.write(
      `No ${options.all ? 'message' : 'CTCP message'} was sent to the client in ${counted(entries.length, 'line')}, so no scenario was written.${options.all ? '' : ' --all takes other messages too.'}\n`,
    );
    return EXIT.notMet;
  }
  const text = scenarioText(exchanges, {
    id,
    answer: options.class ?? TO_BE_CHOSEN,
    together: options.together,
    requirement: options.requirement ?? null,
    comment: [from, ...(options.class === undefined ? TO_DO : [])],
  });
  await writeNewFile(options.out, text);
  process.stdout.write(writtenText(options, options.together ? 1 : exchanges.length));
  return EXIT.met;
}

const TO_DO = [
  `Each outcome has the class ${TO_BE_CHOSEN}: until somebody has said what is right, this file is refused.`,
];

function writtenText({ out, wire, as, class: chosen }: RecordOptions, scenarios: number): string {
  return [
    `written   ${out}: ${counted(scenarios, 'scenario')}`,
    ...(wire === undefined ? [] : [`          ${wire}: the session`]),
    ...(chosen === undefined ? [`to do     choose a class where the file says ${TO_BE_CHOSEN}`] : []),
    `try it    npx ctcpspec replay ${quote(out)}`,
    `          npx ctcpspec run --suite ${quote(dirname(out))} --area ${quote(areaOf(as))} --exec './myclient {host} {port} {nick}'`,
    '',
  ].join('\n');
}

function areaOf(id: string): string {
  return id.split('/')[0] ?? id;
}

async function checkRequirement(id: string | undefined): Promise<void> {
  if (id === undefined) return;
  const { requirements } = await loadSuites([]);
  // A rule of one's own stands in a requirements.yaml that is not known here.
  if (!/^[A-Z]{3}-[0-9]{2}$/.test(id))
    throw new UsageError('bad-requirement', `'${id}' is no rule.`, didYouMean(id, requirements.keys()));
}

async function sessionOf(options: RecordOptions): Promise<Session> {
  const { log, listen, to } = options;
  if (log !== undefined && listen === undefined && to === undefined) return logged(log);
  if (log === undefined && listen !== undefined && to !== undefined)
    return proxied(listen, to, options.allowRemote);
  throw new UsageError(
    'no-source',
    'What is to be recorded?',
    'Give --listen PORT and --to HOST:PORT to stand between a client and a server, or --log FILE to read a log.',
  );
}

async function logged(file: string): Promise<Session> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new UsageError('no-log', `${file} cannot be read (${code}).`, 'Name the log of a session.');
  }
  try {
    const { form, entries } = readLog(bytes, file);
    return { entries, from: `Recorded from a log (${form}): ${printBytes(Buffer.from(file))}` };
  } catch (error) {
    if (!(error instanceof LogError)) throw error;
    throw new UsageError(error.code, error.message, 'Nothing was written.');
  }
}

async function proxied(listen: number, to: Address, allowRemote: boolean): Promise<Session> {
  if (!allowRemote && !isLoopback(to.host))
    throw new UsageError(
      'not-loopback',
      `${to.host} is not on this machine.`,
      'Real networks are no test servers; --allow-remote says that you may do this.',
    );
  const interrupts = listenForInterrupts();
  try {
    const proxy = await RecordingProxy.listen({ listen, to, signal: interrupts.signal });
    process.stdout.write(
      `listening on 127.0.0.1:${proxy.port} for one client, and passing it on to ${to.host}:${to.port}; Ctrl-C ends it\n`,
    );
    await proxy.ended;
    const { entries, truncated } = proxy.tap;
    if (truncated) process.stdout.write('The session was longer than is kept; its end is missing.\n');
    const when = new Date().toISOString();
    return {
      entries,
      from: `Recorded between a client and ${printBytes(Buffer.from(to.host))}:${to.port}, ${when}`,
    };
  } catch (error) {
    if (!(error instanceof ProxyError)) throw error;
    throw new UsageError(error.code, error.message, 'Nothing was written.');
  } finally {
    interrupts.stop();
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

function address(value: string): Address {
  const [, bracketed, plain, port = ''] = /^(?:\[([^\]]+)\]|([^:[\]]+)):(\d{1,5})$/.exec(value) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined || Number(port) < 1 || Number(port) > 65535)
    throw new InvalidArgumentError('Write HOST:PORT, such as 127.0.0.1:6667 or [::1]:6667.');
  return { host, port: Number(port) };
}

function portNumber(value: string): number {
  const port = whole(0)(value);
  if (port > 65535) throw new InvalidArgumentError('A port is at most 65535; 0 takes any.');
  return port;
}

export function addRecordCommand(program: Command, ended: Ended): void {
  program
    .command('record')
    .description('make scenarios of a session: stand between a client and a server, or read a log')
    .exitOverride()
    .option('--listen <port>', 'the port on loopback that the client connects to; 0 takes any', portNumber)
    .option('--to <host:port>', 'the server, on loopback', address)
    .option(
      '--log <file>',
      "a log in place of that: irssi's /rawlog save, WeeChat's /server raw, or wire text",
    )
    .option('--out <file>', 'the file of scenarios; it must not be there yet', 'recorded.yaml')
    .option('--wire <file>', 'write the whole session too, as wire text')
    .option('--as <id>', 'the id of the scenario, or how the ids of several begin', 'mine/recorded')
    .option('--all', 'take messages without CTCP too', false)
    .option('--together', 'one scenario of all messages, in place of one for each', false)
    .addOption(
      new Option('--class <class>', 'what the recorded answers are, when you know it already').choices([
        'conforms',
        'deviates',
        'violates',
      ]),
    )
    .option('--requirement <id>', 'the rule that grades (default: one that fits the message)')
    .option('--allow-remote', 'pass on to a server that is not on this machine', false)
    .action(async (options: RecordOptions) => ended(await recordCommand(options)));
}
