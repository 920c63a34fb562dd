/** Ids of this area are never ours. */
export const OWN_NAMESPACE = 'mine';

/**
 * Whether an id may stand in a folder of somebody's own. Areas of the built-in suite are single words without a
 * hyphen, and none is called `mine`; so neither today's ids nor later ones can collide with those of such a folder.
 *
 * @returns null when it may; else what is wrong and what to do
 */
export function foreignArea(id: string): { message: string; mend: string } | null {
  const [area = '', topic = ''] = id.split('/');
  if (area === OWN_NAMESPACE || area.includes('-')) return null;
  return {
    message: `the area '${area}' of the id '${id}' is reserved for the built-in suite`,
    mend: `Write ${OWN_NAMESPACE}/${topic}, or take a namespace with a hyphen in it, such as my-${area}/${topic}.`,
  };
}

/** Whether an area may be used by the built-in suite. */
export function isBuiltInArea(area: string): boolean {
  return area !== OWN_NAMESPACE && !area.includes('-');
}
