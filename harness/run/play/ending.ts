import { printBytes } from '../../wire/notation.ts';
import type { Instance } from '../instance/instance.ts';
import type { Fence } from './fence.ts';
import type { Ending } from './observation.ts';
import { Pulse } from './pulse.ts';
import type { Recorder } from './recorder.ts';

/** As much of its output as shows a stack trace. */
const LAST_WORDS_BYTES = 1000;

/** How the client was lost, or that it hangs; null while it is alive. */
export async function endingOf(instance: Instance, recorder: Recorder, fence: Fence): Promise<Ending | null> {
  const { lifeline, client } = instance;
  const loss = await lifeline.settledLoss();
  if (loss !== null) {
    const words = client.outputTail().subarray(-LAST_WORDS_BYTES);
    const last = words.length === 0 ? undefined : `its last output: ${printBytes(words)}`;
    return { ...loss, event: recorder.note(null, 'process', Buffer.from(loss.note), 'caused', last) };
  }
  // Several that stall a client may have met in one window: it is nudged before it is called hung.
  if (fence.end === 'done' || (await new Pulse().isAlive(instance))) return null;
  const note = `no answer to the server's PING within ${instance.timeoutMs} ms`;
  return { kind: 'hung', note, event: recorder.note(null, 'process', Buffer.from(note), 'caused') };
}
