/**
 * What a user changes in a running client, for all that comes after: answer no VERSION, answer it with a text of the
 * user's own, answer nothing, heed no queries of a nick, take no DCC, answer nothing that a channel asks.
 */
export const SETTINGS = [
  'silence-version',
  'version-text',
  'silence-ctcp',
  'ignore-ctcp',
  'refuse-dcc',
  'silence-channel-ctcp',
] as const;

export type Setting = (typeof SETTINGS)[number];

const names: ReadonlySet<string> = new Set(SETTINGS);

/** A client whose user has done this is not what it was before: nothing else may be played on it. */
export function isSetting(action: string): action is Setting {
  return names.has(action);
}
