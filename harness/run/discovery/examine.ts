import type { DiscoveryStep, Finding } from '../../../reports/model/report.ts';
import type { Instance } from '../instance/instance.ts';
import type { ClientUnderTest } from '../run-client.ts';
import { Starts } from '../instance/starts.ts';
import { startAndDiscover } from './start-and-discover.ts';
import { InterruptedError, StartError } from '../instance/start-error.ts';

/** A client that has not gone by then is killed. */
const QUIT_MS = 5000;

export interface Examination {
  readonly steps: readonly DiscoveryStep[];
  readonly finding: Finding | null;
  readonly lastWords: Buffer;
}

/** Starts a client, finds out what it can do, asks it to quit, and reports each step. Nothing is left running. */
export async function examine(
  client: ClientUnderTest,
  options: { timeoutMs: number; host: string; keepHome: boolean; signal: AbortSignal },
): Promise<Examination> {
  let instance: Instance | null = null;
  const startOptions = { spec: client.spec, ...options };
  const starts = new Starts(startOptions);
  const beganAt = Date.now();
  try {
    const started = await startAndDiscover(startOptions, starts, {
      seed: 1,
      timeoutMs: options.timeoutMs,
      declines: client.declines,
      display: client.display,
      startAhead: (_, others) => void starts.prefetch(others),
    });
    instance = started.instance;
    const { discovery } = started;
    const began = Date.now();
    const exit = await instance.client.quit(Math.min(options.timeoutMs, QUIT_MS));
    const quits: DiscoveryStep = {
      step: 'ends when told',
      ok: exit === null ? false : true,
      ms: Date.now() - began,
      note: exit === null ? 'it had to be killed' : (exit.signal ?? `code ${exit.code ?? 'unknown'}`),
    };
    return { steps: [...discovery.steps, quits], finding: null, lastWords: Buffer.alloc(0) };
  } catch (error) {
    if (error instanceof InterruptedError) return { steps: [], finding: null, lastWords: Buffer.alloc(0) };
    if (!(error instanceof StartError)) throw error;
    const finding = error.finding(true);
    const ms = Date.now() - beganAt;
    const failed: DiscoveryStep = { step: error.step, ok: false, ms, note: error.code };
    return {
      steps: [failed],
      finding,
      lastWords: instance?.client.outputTail().subarray(-400) ?? Buffer.alloc(0),
    };
  } finally {
    await Promise.all([instance?.end(), starts.end()]);
  }
}
