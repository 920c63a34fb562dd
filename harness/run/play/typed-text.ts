import type { Step } from '../../scenario/model.ts';
import type { Play } from './play.ts';

type UserStep = Extract<Step, { do: 'user' }>;

/** What a user types in one step; what the step does not say is undefined. */
export interface Typed {
  readonly target: string | undefined;
  readonly command: string | undefined;
  /** In octets, which need not be UTF-8. */
  readonly text: Buffer | undefined;
}

/** Fills in what the user types, and makes the text as long as the step wants the line to be. */
export function typedIn(step: UserStep, play: Play): Typed {
  const target = step.target === null ? undefined : play.bytes(step.target).toString('utf8');
  const command = step.command === null ? undefined : play.bytes(step.command).toString('utf8');
  const text = step.text === null ? undefined : play.bytes(step.text);
  if (step.fill === null) return { target, command, text };
  const octets = Number(play.bytes(step.fill).toString());
  const line = Buffer.concat([
    Buffer.from(':'),
    play.value('self'),
    Buffer.from(' '),
    relayed(step, { target, command, text }),
  ]);
  const missing = octets - line.length;
  const filling = Buffer.from('x'.repeat(Math.max(0, missing)));
  return { target, command, text: Buffer.concat([text ?? Buffer.alloc(0), filling]) };
}

/** The line as its addressee gets it, behind the source. */
function relayed({ action }: UserStep, { target = '', command, text = Buffer.alloc(0) }: Typed): Buffer {
  const verb = action === 'notice' || action === 'reply' ? 'NOTICE' : 'PRIVMSG';
  const name = action === 'action' || action === 'query' ? 'ACTION' : command;
  const [before, behind] = name === undefined ? ['', ''] : [`\x01${name} `, '\x01'];
  return Buffer.concat([Buffer.from(`${verb} ${target} :${before}`), text, Buffer.from(`${behind}\r\n`)]);
}
