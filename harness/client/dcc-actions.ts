/**
 * What a user does about DCC besides offering a chat: it takes a client that runs in a home of ours, in which files are
 * offered and saved.
 */
export const DCC_IN_A_HOME = [
  'dcc-send',
  'dcc-accept',
  'dcc-say',
  'dcc-action',
  'dcc-get',
  'dcc-resume',
  'dcc-passive-chat',
  'dcc-passive-send',
  'dcc-close',
] as const;
