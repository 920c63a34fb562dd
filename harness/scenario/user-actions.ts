/**
 * What a user does about DCC besides making an offer: takes the chat or the file that somebody has offered, or the rest
 * of a file; talks in the chat; offers so that the peer has to listen; ends all that there is with somebody.
 */
export const DCC_ACTIONS = [
  'dcc-accept',
  'dcc-say',
  'dcc-action',
  'dcc-get',
  'dcc-resume',
  'dcc-passive-chat',
  'dcc-passive-send',
  'dcc-close',
] as const;

export type DccAction = (typeof DCC_ACTIONS)[number];

const names: ReadonlySet<string> = new Set(DCC_ACTIONS);

/** What may lead to no line on IRC at all: a scenario waits for what comes of it by a step of its own. */
export function isDccAction(action: string): action is DccAction {
  return names.has(action);
}
