import { ClientActionError } from './client-error.ts';
import type { ClientProcess } from './client-process.ts';
import { within } from './deadline.ts';
import { writeToFifo } from './fifo.ts';
import { HomeGlob } from './home-glob.ts';
import type { PlaceholderValues } from './placeholders.ts';
import type { TerminalSpec, UserInput } from './spec.ts';

const inputMs = 5000;

/** Where lines of the user go. */
export interface LineInput {
  /**
   * Sends whole lines, none of which holds its own end.
   *
   * @throws ClientActionError `client-exited`, `input-missing`, `input-blocked`
   */
  send(lines: readonly Buffer[]): Promise<void>;
}

/**
 * Checks the input now and connects it once the client runs.
 *
 * @returns a function that takes the client's process, and a function that says whether the client has ended
 * @throws ClientStartError `bad-spec`
 */
export function prepareInput(
  input: UserInput,
  terminal: TerminalSpec,
  values: PlaceholderValues,
): (process: ClientProcess, isOver: () => boolean) => LineInput {
  if (input.kind === 'fifo') {
    const glob = new HomeGlob(input.path, values);
    return (_, isOver) => ({ send: (lines) => writeToFifo(glob, joined(lines, '\n'), isOver, inputMs) });
  }
  const enter = input.enter ?? (terminal.kind === 'pty' ? '\r' : '\n');
  return (process) => ({ send: (lines) => writeInTime(process, joined(lines, enter)) });
}

async function writeInTime(process: ClientProcess, bytes: Buffer): Promise<void> {
  const written = process.write(bytes).then(() => true);
  if ((await within(written, inputMs)) === null) {
    throw new ClientActionError(
      'input-blocked',
      'The client does not read its standard input; a line waits for it.',
    );
  }
}

function joined(lines: readonly Buffer[], enter: string): Buffer {
  return Buffer.concat(lines.flatMap((line) => [line, Buffer.from(enter)]));
}
