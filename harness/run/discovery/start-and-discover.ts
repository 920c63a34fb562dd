import { discover, type Discovered, type DiscoveryRequest } from './discovery.ts';
import type { Instance } from '../instance/instance.ts';
import { FEWEST_QUERIES, QUERIES } from './probes.ts';
import type { ClientStarts } from '../instance/client-starts.ts';
import { StartError } from '../instance/start-error.ts';

export interface StartedAndDiscovered extends Discovered {
  readonly instance: Instance;
  /** How it was lost when it was asked all that is usually asked; null for one that survived that. */
  readonly lost: StartError | null;
}

/**
 * Starts a client and finds out about it. A client that one of the many queries kills is asked the two that
 * matter on a second try, so that the scenarios can show which one it was.
 *
 * @throws StartError when the client cannot be tested; nothing is left running
 */
export async function startAndDiscover(
  starts: ClientStarts,
  request: Omit<DiscoveryRequest, 'queries'>,
): Promise<StartedAndDiscovered> {
  let lost: StartError | null = null;
  for (const queries of [QUERIES, FEWEST_QUERIES]) {
    const instance = await starts.first();
    try {
      return { instance, lost, ...(await discover(instance, starts, { ...request, queries })) };
    } catch (error) {
      await instance.end();
      const triedAll = queries === FEWEST_QUERIES;
      if (triedAll || !(error instanceof StartError)) throw error;
      lost = error;
    }
  }
  throw new Error('discovery ended without a result');
}
