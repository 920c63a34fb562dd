import type { StartedClient } from '../../client/started-client.ts';
import { isMeasured } from '../../scenario/model.ts';
import type { Item } from '../play/play.ts';
import type { NotApplicable } from './applicable.ts';

/** Why an item cannot be asked of a person at a client, or not be told of a client that this suite did not start. */
export function whyNotOfPerson(
  { scenario, case: { needs } }: Item,
  client: Pick<StartedClient, 'can' | 'hasDisplay'>,
): NotApplicable | null {
  const { steps } = scenario;
  if (steps.some((step) => step.do === 'copies'))
    return { reason: 'no-process', sentence: 'a client that a person has started is there once' };
  if (steps.some((step) => step.do === 'reconnect')) {
    const sentence = 'whether it comes back by itself cannot be told from its user connecting it again';
    return { reason: 'no-process', sentence };
  }
  if (isMeasured(scenario) && (needs.user?.length ?? 0) > 0)
    return { reason: 'no-user-command', sentence: 'what a person types cannot be timed' };
  if (isMeasured(scenario) && needs.display === true)
    return { reason: 'no-display', sentence: 'a person cannot look while a client is flooded' };
  const action = needs.user?.find((kind) => !client.can(kind));
  if (action !== undefined)
    return { reason: 'no-user-command', sentence: `the person at the client is not asked for '${action}'` };
  if (needs.display === true && !client.hasDisplay)
    return { reason: 'no-display', sentence: 'the person at the client says nothing of what it shows' };
  return null;
}
