import { foreignArea } from '../scenario/namespace.ts';
import { SCENARIO_ID } from '../scenario/schema.ts';
import { UsageError } from './usage-error.ts';

/**
 * @returns the id, which may stand in a folder of somebody's own
 * @throws UsageError `bad-id` otherwise
 */
export function ownId(id: string): string {
  if (!new RegExp(SCENARIO_ID).test(id))
    throw new UsageError(
      'bad-id',
      `'${id}' is no id of a scenario.`,
      'Write area/topic in lower-case letters, digits and single hyphens, such as mine/lost-hash-mark.',
    );
  const wrong = foreignArea(id);
  if (wrong !== null) throw new UsageError('bad-id', `${capital(wrong.message)}.`, wrong.mend);
  return id;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
