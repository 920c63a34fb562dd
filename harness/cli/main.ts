import { Command, CommanderError } from 'commander';
import { inertLines } from '../../reports/inert-lines.ts';
import { ReportError } from '../../reports/report-error.ts';
import { visible } from '../../reports/visible.ts';
import { endAllClients } from '../client/running-clients.ts';
import { InputError } from '../scenario/input-error.ts';
import { outliveReader } from './closed-output.ts';
import { addCompareCommand } from './compare-command.ts';
import { addDoctorCommand } from './doctor-command.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { addExplainCommand } from './explain-command.ts';
import { addListCommand } from './list-command.ts';
import type { Ended } from './options.ts';
import { TOOL_VERSION } from './package-root.ts';
import { addMergeCommand } from './merge-command.ts';
import { addRenderCommand } from './render-command.ts';
import { addNewCommand } from './new-command.ts';
import { addRecordCommand } from './record-command.ts';
import { addReplayCommand } from './replay-command.ts';
import { addRunCommand } from './run-command.ts';
import { UsageError } from './usage-error.ts';
import { addVectorsCommand } from './vectors-command.ts';

/** @returns the exit code; nothing that was started is left running */
export async function main(args: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = EXIT.met;
  outliveReader(process.stdout);
  outliveReader(process.stderr);
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

function buildProgram(ended: Ended): Command {
  const program = new Command('ctcpspec')
    .description('The conformance suite for CTCP, the Client-To-Client Protocol of IRC')
    .version(TOOL_VERSION)
    .exitOverride()
    .showHelpAfterError('(ctcpspec --help shows what there is)');
  addRunCommand(program, ended);
  addDoctorCommand(program, ended);
  addListCommand(program, ended);
  addExplainCommand(program, ended);
  addVectorsCommand(program, ended);
  addRenderCommand(program, ended);
  addCompareCommand(program, ended);
  addMergeCommand(program, ended);
  addReplayCommand(program, ended);
  addRecordCommand(program, ended);
  addNewCommand(program, ended);
  return program;
}
