import type { Instance } from '../instance/instance.ts';
import type { Lifeline } from '../instance/lifeline.ts';
import { StartError } from '../instance/start-error.ts';
import type { Pulse } from './pulse.ts';

/** Each try is a start of the client. */
const MOST_TRIES = 24;

/**
 * Looks for the fewest and shortest lines that put a fresh client out of action.
 *
 * @returns null when all the lines together do not do it
 */
export async function narrow(
  lines: readonly Buffer[],
  startFresh: () => Promise<Instance>,
  pulse: Pulse,
  { interrupted }: Pick<Lifeline, 'interrupted'>,
): Promise<readonly Buffer[] | null> {
  let tries = 0;
  const kills = async (some: readonly Buffer[]): Promise<boolean> => {
    if (some.length === 0 || tries >= MOST_TRIES || interrupted) return false;
    tries += 1;
    return isLostOver(some, startFresh, pulse);
  };
  if (!(await kills(lines))) return null;
  let guilty = lines;
  while (guilty.length > 1) {
    const middle = Math.ceil(guilty.length / 2);
    if (await kills(guilty.slice(0, middle))) guilty = guilty.slice(0, middle);
    else if (await kills(guilty.slice(middle))) guilty = guilty.slice(middle);
    else break;
  }
  const [only] = guilty;
  return only !== undefined && guilty.length === 1 ? [await shorten(only, kills)] : guilty;
}

/** Takes out runs of octets behind the target, longest first, as long as what is left still does it. */
async function shorten(line: Buffer, kills: (lines: readonly Buffer[]) => Promise<boolean>): Promise<Buffer> {
  const head = line.indexOf(' :') + 2;
  let text = line.subarray(head);
  for (let run = Math.floor(text.length / 2); run >= 1; run = Math.floor(run / 2)) {
    for (let at = 0; at + run <= text.length;) {
      const shorter = Buffer.concat([text.subarray(0, at), text.subarray(at + run)]);
      if (await kills([Buffer.concat([line.subarray(0, head), shorter])])) text = shorter;
      else at += run;
    }
  }
  return Buffer.concat([line.subarray(0, head), text]);
}

async function isLostOver(
  lines: readonly Buffer[],
  startFresh: () => Promise<Instance>,
  pulse: Pulse,
): Promise<boolean> {
  try {
    const instance = await startFresh();
    try {
      instance.session.sendLines(lines);
      return !(await pulse.isAlive(instance));
    } finally {
      await instance.end();
    }
  } catch (error) {
    if (error instanceof StartError) return false;
    throw error;
  }
}
