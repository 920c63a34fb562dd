import { visible } from '../../reports/visible.ts';
import { printBytes } from '../wire/notation.ts';
import { examine } from '../run/discovery/examine.ts';
import { chooseClients, type ChoiceOptions } from './client-choice.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { listenForInterrupts } from './interrupts.ts';

/** `ctcpspec doctor`: brings a client as far as it gets and says which step fails. It judges nothing. */
export async function doctorCommand(
  choice: ChoiceOptions,
  options: { timeout: number; host: string; keepHome: boolean },
): Promise<ExitCode> {
  const interrupts = listenForInterrupts();
  let code: ExitCode = EXIT.met;
  for (const client of await chooseClients(choice)) {
    process.stdout.write(`${client.name}: ${visible(client.command)}\n`);
    const examined = await examine(client, {
      timeoutMs: options.timeout,
      host: options.host,
      keepHome: options.keepHome,
      signal: interrupts.signal,
    });
    for (const { step, ok, ms, note } of examined.steps) {
      const mark = ok === null ? '?' : ok ? 'ok' : 'FAILED';
      process.stdout.write(`  ${mark.padEnd(7)}${step} (${ms} ms) ${visible(note)}\n`);
    }
    if (examined.finding !== null) {
      code = EXIT.untestable;
      process.stdout.write(`  ${visible(examined.finding.message)}\n`);
      for (const { from, bytes } of examined.finding.transcript.slice(-12)) {
        process.stdout.write(`    ${from === 'server' ? '<-' : '->'} ${visible(bytes)}\n`);
      }
    }
    if (examined.lastWords.length > 0) {
      process.stdout.write(`  its last output: ${printBytes(examined.lastWords)}\n`);
    }
    if (interrupts.signal.aborted) code = EXIT.interrupted;
  }
  interrupts.stop();
  return code;
}
