import type { Command } from 'commander';
import { inertLines } from '../../reports/inert-lines.ts';
import { visible } from '../../reports/visible.ts';
import { printBytes } from '../wire/notation.ts';
import { examine } from '../run/discovery/examine.ts';
import { chooseClients, type ChoiceOptions } from './client-choice.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { listenForInterrupts } from './interrupts.ts';
import { withClient, type Ended } from './options.ts';
import type { RunOptions } from './run-options.ts';

/** `ctcpspec doctor`: brings a client as far as it gets and says which step fails. It judges nothing. */
export async function doctorCommand(
  choice: ChoiceOptions,
  options: { timeout: number; host: string; keepHome: boolean },
): Promise<ExitCode> {
  const interrupts = listenForInterrupts();
  let code: ExitCode = EXIT.met;
  for (const client of await chooseClients(choice)) {
    print(`${client.name}: ${visible(client.command ?? 'in this process')}\n`);
    const examined = await examine(client, {
      timeoutMs: options.timeout,
      host: options.host,
      keepHome: options.keepHome,
      signal: interrupts.signal,
    });
    for (const { step, ok, ms, note } of examined.steps) {
      const mark = ok === null ? '?' : ok ? 'ok' : 'FAILED';
      print(`  ${mark.padEnd(7)}${step} (${ms} ms) ${visible(note)}\n`);
    }
    if (examined.finding !== null) {
      code = EXIT.untestable;
      print(`  ${visible(examined.finding.message)}\n`);
      for (const { from, bytes } of examined.finding.transcript.slice(-12)) {
        print(`    ${from === 'server' ? '<-' : '->'} ${visible(bytes)}\n`);
      }
    }
    if (examined.lastWords.length > 0) {
      print(`  its last output: ${printBytes(examined.lastWords)}\n`);
    }
    if (interrupts.signal.aborted) code = EXIT.interrupted;
  }
  interrupts.stop();
  return code;
}

function print(text: string): void {
  process.stdout.write(inertLines(text));
}

export function addDoctorCommand(program: Command, ended: Ended): void {
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
}
