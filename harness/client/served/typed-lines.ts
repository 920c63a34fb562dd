import { DCC_IN_A_HOME } from '../dcc-actions.ts';
import type { ActionKind, SettingKind } from '../spec.ts';
import type { ActionValues } from '../user-line.ts';
import type { TypedLine } from './person.ts';

/** What a person is told to do, in words and as most clients take it. */
export interface Told {
  readonly title: string;
  readonly says: readonly string[];
  readonly typed: readonly TypedLine[];
}

/** What can be asked of anybody who sits at a client. Files that are offered and saved by DCC would have to be in a home of ours. */
export function canBeTold(kind: ActionKind): boolean {
  return kind !== 'raw' && !DCC_IN_A_HOME.some((one) => one === kind);
}

/** Whether it is done in the client, and not said to anybody. */
export function isQuiet(kind: ActionKind): kind is SettingKind | 'ignore' {
  return kind === 'ignore' || isSetting(kind);
}

function isSetting(kind: ActionKind): kind is SettingKind {
  return kind in SETTINGS;
}

const OTHERWISE = 'If your client has another command, or a menu, for this, use that.';

/** @param kind one that `canBeTold` */
export function told(kind: ActionKind, values: ActionValues): Told {
  const [target, text, command, args] = [values.target, values.text, values.command, values.args].map(textOf);
  const one = (line: string): TypedLine => ({
    line,
    action: kind,
    target: target ?? null,
    command: command ?? null,
    text: text ?? null,
  });
  const place = target ?? '';
  if (isSetting(kind))
    return {
      title: SETTINGS[kind].on(place),
      says: ['It is one of the settings of your client, if it has it. Leave this out if it has not.'],
      typed: kind === 'version-text' ? [one(text ?? '')] : [],
    };
  switch (kind) {
    case 'action':
      return { title: `In ${place}, type`, says: [], typed: [one(`/me ${text ?? ''}`)] };
    case 'message':
      return { title: `In ${place}, say`, says: [CONVERSATION(place)], typed: [one(text ?? '')] };
    case 'query':
      return {
        title: `Open a conversation with ${place}, and type in it`,
        says: [],
        typed: [{ ...one(`/query ${place}`), text: null }, one(`/me ${text ?? ''}`)],
      };
    case 'notice':
      return { title: 'Send a notice', says: [OTHERWISE], typed: [one(`/notice ${place} ${text ?? ''}`)] };
    case 'ctcp':
      return {
        title: 'Send a CTCP query',
        says: [OTHERWISE],
        typed: [one(['/ctcp', place, command, args].filter((word) => word !== undefined).join(' '))],
      };
    case 'ping':
      return { title: 'Send a CTCP PING', says: [OTHERWISE], typed: [one(`/ctcp ${place} PING`)] };
    case 'reply':
      return {
        title: 'Send a CTCP reply that nobody asked for',
        says: ['Many clients have no command for this; then leave it out.'],
        typed: [one(['/ctcpreply', place, command, args].filter((word) => word !== undefined).join(' '))],
      };
    case 'away':
      return { title: 'Say that you are away', says: [], typed: [one(`/away ${text ?? ''}`)] };
    case 'ignore':
      return { title: `Ignore all that ${place} says`, says: [OTHERWISE], typed: [one(`/ignore ${place}`)] };
    case 'dcc-chat':
      return { title: 'Offer a chat by DCC', says: [OTHERWISE], typed: [one(`/dcc chat ${place}`)] };
    case 'quote':
      return {
        title: `Quote or forward to ${place} what was shown with this in it`,
        says: ['If your client can neither quote nor forward, leave this out.'],
        typed: [one(text ?? '')],
      };
    case 'raw':
    case 'dcc-send':
    case 'dcc-accept':
    case 'dcc-say':
    case 'dcc-action':
    case 'dcc-get':
    case 'dcc-resume':
    case 'dcc-passive-chat':
    case 'dcc-passive-send':
    case 'dcc-close':
      throw new Error(`nobody can be told to do '${kind}'`);
  }
}

/** How what was set is taken back, in words. */
export function taken(kind: SettingKind): string {
  return SETTINGS[kind].off;
}

const CONVERSATION = (place: string): string =>
  /^[#&]/.test(place) ? '' : `If you have no conversation with ${place}, /msg ${place} begins one.`;

const SETTINGS: Readonly<Record<SettingKind, { on(target: string): string; readonly off: string }>> = {
  'silence-version': {
    on: () => 'Set your client so that it does not answer VERSION',
    off: 'answer VERSION again',
  },
  'version-text': {
    on: () => 'Set the text with which your client answers VERSION to',
    off: 'answer VERSION with its usual text again',
  },
  'silence-ctcp': {
    on: () => 'Set your client so that it answers no CTCP query at all',
    off: 'answer CTCP queries again',
  },
  'ignore-ctcp': {
    on: (target) => `Ignore the CTCP queries of ${target}, but not what they say`,
    off: 'heed CTCP queries again',
  },
  'refuse-dcc': {
    on: () => 'Set your client so that it takes no offer by DCC',
    off: 'take offers by DCC again',
  },
  'silence-channel-ctcp': {
    on: (target) => `Set your client so that it answers no CTCP query that is sent to ${target}`,
    off: 'answer CTCP queries in channels again',
  },
};

function textOf(value: string | Uint8Array | undefined): string | undefined {
  return value === undefined || typeof value === 'string' ? value : Buffer.from(value).toString('utf8');
}
