import { missingFromSystem } from '../../client/system-data.ts';
import type { InstanceOptions } from '../instance/instance.ts';
import type { Settled } from '../judge/attempts.ts';
import type { Item } from '../play/play.ts';
import type { NotApplicable } from './applicable.ts';

/**
 * Why what a client did right says nothing: it may not have noticed the environment, because the machine lacks what
 * that speaks of. What it did wrong there it did all the same. Null when it does say something.
 */
export function whyVacuous(
  { scenario }: Item,
  { chosen }: Settled,
  spec: InstanceOptions['spec'],
): NotApplicable | null {
  if ('ownLocales' in spec && spec.ownLocales) return null;
  if (chosen.class === null || !Object.values(chosen.class).includes('conforms')) return null;
  const missing = missingFromSystem(scenario.environment);
  return missing === null
    ? null
    : {
        reason: 'no-environment',
        sentence: `${missing} on this machine, so that a client that does nothing wrong proves nothing`,
      };
}
