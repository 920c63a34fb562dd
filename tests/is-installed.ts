import { findProgram } from '../harness/client/find-program.ts';
import { root } from './fixture-run.ts';

/** Whether a program is on the PATH, so that a test that needs it can be skipped visibly. */
export function isInstalled(program: string): boolean {
  try {
    findProgram(program, process.env['PATH'] ?? '', root);
    return true;
  } catch {
    return false;
  }
}
