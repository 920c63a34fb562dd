import { split } from 'shlex';
import { ClientStartError } from './client-error.ts';
import { fillPlaceholders, type PlaceholderValues } from './placeholders.ts';

/**
 * The program and its arguments. Words are split first and filled in afterwards, so that a value with a space or a
 * quote in it stays inside its word.
 *
 * @throws ClientStartError `bad-command`
 */
export function commandWords(
  command: string,
  values: PlaceholderValues,
): [program: string, ...args: string[]] {
  let words: string[];
  try {
    words = split(command);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new ClientStartError(
      'bad-command',
      `The command line cannot be split into words (${problem}): ${command}\nClose its quotes, or put a backslash before a quote that is meant literally.`,
      error,
    );
  }
  const [program = '', ...args] = words.map((word) => fillPlaceholders(word, values));
  if (program === '') {
    throw new ClientStartError(
      'bad-command',
      'The command line is empty. Give the program that starts the client.',
    );
  }
  if ([program, ...args].some((word) => word.includes('\0'))) {
    throw new ClientStartError('bad-command', 'The command line holds a NUL character. Take it out.');
  }
  return [program, ...args];
}
