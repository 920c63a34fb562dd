import { InputError } from '../scenario/input-error.ts';
import { UsageError } from './usage-error.ts';

/** Runs one of the project's own scripts: a fault of its input is told in lines, with exit code 2. */
export async function runScript(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof InputError || error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}
