import type { Command } from 'commander';
import { inertLines } from '../../reports/inert-lines.ts';
import { visible } from '../../reports/visible.ts';
import { printBytes } from '../wire/notation.ts';
import type { Check } from '../run/doctor/check.ts';
import { examine, type Examination } from '../run/doctor/examine.ts';
import { askedTransport, chooseClients, type ChoiceOptions } from './client-choice.ts';
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
    print(examinationText(examined));
    code = worse(code, examined);
    if (interrupts.signal.aborted) {
      code = EXIT.interrupted;
      break;
    }
  }
  interrupts.stop();
  return code;
}

const MARKS: Readonly<Record<Check['state'], string>> = {
  ok: 'ok',
  failed: 'FAILED',
  unknown: '?',
  'not-tried': '-',
};

/** One line a step, a mend below it where there is one, and what went over the wire of a client that cannot be tested. */
export function examinationText({ checks, finding, lastWords }: Examination): string {
  const lines = checks.flatMap(({ step, state, ms, note, mend }) => {
    const time = ms === null ? '' : ` (${ms} ms)`;
    const said = note === '' ? '' : `${ms === null ? ': ' : ' '}${visible(note)}`;
    const line = `  ${MARKS[state].padEnd(7)}${step}${time}${said}`;
    return mend === null || mend === '' ? [line] : [line, `         ${visible(mend)}`];
  });
  const wire = (finding?.transcript ?? [])
    .slice(-12)
    .map(({ from, bytes }) => `    ${from === 'server' ? '<-' : '->'} ${visible(bytes)}`);
  const words = lastWords.length === 0 ? [] : [`  its last output: ${printBytes(lastWords)}`];
  return [...lines, ...wire, ...words].map((line) => `${line}\n`).join('');
}

/** A client that cannot be tested is worse than one of which a step fails. */
function worse(code: ExitCode, { checks, finding }: Examination): ExitCode {
  if (finding !== null || code === EXIT.untestable) return EXIT.untestable;
  return checks.some(({ state }) => state === 'failed') ? EXIT.notMet : code;
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
          transport: askedTransport(options),
        },
        options,
      ),
    ),
  );
}
