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

/** @throws ClientStartError `bad-spec` */
export function checkInput(input: UserInput, values: PlaceholderValues): void {
  if (input.kind === 'fifo') new HomeGlob(input.path, values);
}

/** @param isOver whether the client has ended */
export function lineInput(
  input: UserInput,
  terminal: TerminalSpec,
  process: ClientProcess,
  values: PlaceholderValues,
  isOver: () => boolean,
): LineInput {
  if (input.kind === 'fifo') {
    const glob = new HomeGlob(input.path, values);
    return { send: (lines) => writeToFifo(glob, joined(lines, '\n'), isOver, inputMs) };
  }
  const enter = input.enter ?? (terminal.kind === 'pty' ? '\r' : '\n');
  return {
    async send(lines) {
      const taken = await within(
        process.write(joined(lines, enter)).then(() => true),
        inputMs,
      );
      if (taken === null) {
        throw new ClientActionError(
          'input-blocked',
          'The client does not read its standard input; a line waits for it.',
        );
      }
    },
  };
}

function joined(lines: readonly Buffer[], enter: string): Buffer {
  return Buffer.concat(lines.flatMap((line) => [line, Buffer.from(enter)]));
}
