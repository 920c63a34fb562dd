import type { IrcLine } from '../wire/line.ts';
import { COMMANDS } from './commands/table.ts';
import { labelled } from './labelled-response.ts';
import type { Turn } from './turn.ts';

/** Whether a line with this verb is ordinary protocol duty, and no message to others. */
export function isDuty(line: IrcLine): boolean {
  return COMMANDS.get(line.command)?.duty ?? false;
}

/** Takes one line of the client; the replies are in the turn afterwards. */
export function dispatch(turn: Turn, line: IrcLine, raw: Buffer): void {
  const command = COMMANDS.get(line.command);
  if (!turn.user.registered && command?.early !== true) {
    turn.numeric('451', [], 'You have not registered');
  } else if (command === undefined) {
    turn.numeric('421', [Buffer.from(line.command, 'latin1')], 'Unknown command');
  } else if (line.params.length < (command.minParams ?? 0)) {
    turn.numeric('461', [line.command], 'Not enough parameters');
  } else {
    command.handle(turn, line, raw);
  }
  if (turn.user.capabilities.has('labeled-response') && line.tags !== null) {
    turn.lines = labelled(turn.server.name, line.tags, turn.lines);
  }
}
