import { Command, CommanderError } from 'commander';
import { inertLines } from '../../reports/inert-lines.ts';
import { ReportError } from '../../reports/report-error.ts';
import { visible } from '../../reports/visible.ts';
import { endAllClients } from '../client/running-clients.ts';
import { InputError } from '../scenario/input-error.ts';
import { outliveReader } from './closed-output.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import type { Ended } from './options.ts';
import { TOOL_VERSION } from './package-root.ts';
import { UsageError } from './usage-error.ts';

/** @returns the exit code; nothing that was started is left running */
export async function main(args: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = EXIT.met;
  outliveReader(process.stdout);
  outliveReader(process.stderr);
  try {
    const program = await buildProgram(args[0], (ended) => {
      code = ended;
    });
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
  if (error instanceof InputError || error instanceof UsageError || error instanceof ReportError) {
    complain(error.message);
    return EXIT.badInput;
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  complain(`ctcpspec has a fault of its own, please report it:\n${detail}`);
  return EXIT.fault;
}

/** A message may quote a file or a client: nothing in it may act on a terminal or on a runner of CI. */
function complain(message: string): void {
  const lines = message.split('\n').map(visible).join('\n');
  process.stderr.write(`${inertLines(lines)}\n`);
}

type AddCommand = (program: Command, ended: Ended) => void;

/** In the order of the help. What one of them needs is loaded with it, which is most of what a start costs. */
const COMMANDS: Readonly<Record<string, () => Promise<AddCommand>>> = {
  run: async () => (await import('./run-command.ts')).addRunCommand,
  serve: async () => (await import('./serve-command.ts')).addServeCommand,
  doctor: async () => (await import('./doctor-command.ts')).addDoctorCommand,
  list: async () => (await import('./list-command.ts')).addListCommand,
  explain: async () => (await import('./explain-command.ts')).addExplainCommand,
  vectors: async () => (await import('./vectors-command.ts')).addVectorsCommand,
  render: async () => (await import('./render-command.ts')).addRenderCommand,
  compare: async () => (await import('./compare-command.ts')).addCompareCommand,
  merge: async () => (await import('./merge-command.ts')).addMergeCommand,
  replay: async () => (await import('./replay-command.ts')).addReplayCommand,
  record: async () => (await import('./record-command.ts')).addRecordCommand,
  new: async () => (await import('./new-command.ts')).addNewCommand,
};

/** @param named the first word of the command line; unless it is a command, all of them are wanted for the help */
async function buildProgram(named: string | undefined, ended: Ended): Promise<Command> {
  const program = new Command('ctcpspec')
    .description('The conformance suite for CTCP, the Client-To-Client Protocol of IRC')
    .version(TOOL_VERSION)
    .exitOverride()
    .showHelpAfterError('(ctcpspec --help shows what there is)');
  const wanted = Object.entries(COMMANDS).filter(
    ([name]) => !Object.hasOwn(COMMANDS, named ?? '') || name === named,
  );
  for (const [, load] of wanted) (await load())(program, ended);
  return program;
}
