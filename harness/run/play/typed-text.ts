import type { Step } from '../../scenario/model.ts';
import type { Play } from './play.ts';

type UserStep = Extract<Step, { do: 'user' }>;

/** What a user types in one step; what the step does not say is undefined. */
export interface Typed {
  readonly target: string | undefined;
  readonly command: string | undefined;
  readonly text: string | undefined;
}

/** Fills in what the user types, and makes the text as long as the step wants the line to be. */
export function typedIn(step: UserStep, play: Play): Typed {
  const target = step.target === null ? undefined : play.bytes(step.target).toString('utf8');
  const command = step.command === null ? undefined : play.bytes(step.command).toString('utf8');
  const text = step.text === null ? undefined : play.bytes(step.text).toString('utf8');
  if (step.fill === null) return { target, command, text };
  const octets = Number(play.bytes(step.fill).toString());
  const line = `:${play.value('self').toString('latin1')} ${relayed(step, { target, command, text })}\r\n`;
  const missing = octets - Buffer.byteLength(line);
  return { target, command, text: `${text ?? ''}${'x'.repeat(Math.max(0, missing))}` };
}

/** The line as its addressee gets it, behind the source. */
function relayed({ action }: UserStep, { target = '', command, text = '' }: Typed): string {
  const verb = action === 'notice' || action === 'reply' ? 'NOTICE' : 'PRIVMSG';
  const name = action === 'action' || action === 'query' ? 'ACTION' : command;
  return `${verb} ${target} :${name === undefined ? text : `\x01${name} ${text}\x01`}`;
}
