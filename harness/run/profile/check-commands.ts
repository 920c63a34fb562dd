import type { ActionKind } from '../../client/spec.ts';
import type { SourceText } from '../../scenario/source-text.ts';
import type { ProfileData } from './schema.ts';

type Commands = NonNullable<ProfileData['user']>['commands'];

const TEXT = ['target', 'text'] as const;
const QUERY = ['target', 'command', 'args'] as const;

/** What is known when something is typed, and can be filled in. */
const VALUES: Readonly<Record<Exclude<ActionKind, 'raw'>, readonly string[]>> = {
  action: TEXT,
  message: TEXT,
  notice: TEXT,
  ctcp: QUERY,
  reply: QUERY,
  ping: ['target'],
  away: ['text'],
  ignore: ['target'],
  query: TEXT,
  'dcc-chat': ['target'],
  'dcc-send': ['target', 'file'],
  'dcc-accept': ['target'],
  'dcc-say': TEXT,
  'dcc-action': TEXT,
  'dcc-get': ['target'],
  'dcc-resume': TEXT,
  'dcc-passive-chat': ['target'],
  'dcc-passive-send': ['target', 'file'],
  'dcc-close': ['target'],
  quote: TEXT,
  'silence-version': [],
  'version-text': ['text'],
  'silence-ctcp': [],
  'ignore-ctcp': ['target'],
  'refuse-dcc': [],
  'silence-channel-ctcp': ['target'],
};

const NAMES = ['target', 'text', 'command', 'args', 'file'];

/** A command with a placeholder that nobody fills in could not be typed. */
export function checkCommands(commands: Commands, source: SourceText): void {
  for (const [kind, given] of Object.entries(commands) as [keyof Commands, string | string[]][]) {
    const known = VALUES[kind];
    const line = [given].flat().join('\n');
    const wrong = NAMES.filter((name) => line.includes(`{${name}}`) && !known.includes(name));
    if (wrong.length === 0) continue;
    const names = known.map((name) => `{${name}}`).join(', ');
    source
      .at(kind)
      .problem(
        `there is no {${wrong.join('}, {')}} where '${kind}' is typed`,
        known.length === 0 ? 'Take it out.' : `Use ${names} only.`,
      );
  }
}
