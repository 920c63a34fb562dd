import { foldNick } from '../wire/casemap.ts';
import { DELIMITER, parseCtcp } from '../wire/ctcp.ts';
import { nickOf, parseLine, type IrcLine } from '../wire/line.ts';
import { printBytes } from '../wire/notation.ts';
import { withoutEnding, type Exchange } from './exchanges.ts';
import type { Names } from './placeholder-text.ts';
import { yamlQuoted } from './yaml-quoted.ts';

/** Replies to these say something else each time they are asked for. */
const VARYING: ReadonlySet<string> = new Set(['TIME', 'FINGER']);

/** What was sent in return, as the YAML of a `when`. */
export function answerCondition(exchanges: readonly Exchange[], names: Names): string {
  const answers = exchanges.flatMap((one) => one.answers);
  const askers = new Set(exchanges.map(askerOf));
  if (answers.length === 0) return '{ silent: true }';
  const isReply = ({ command, params }: IrcLine): boolean =>
    command === 'NOTICE' && params.length === 2 && askers.has(foldNick(params[0] ?? Buffer.alloc(0)));
  if (answers.every(isReply)) {
    const texts = answers.map((line) => yamlQuoted(replyPattern(line.params[1] ?? Buffer.alloc(0), names)));
    return texts.length === 1 ? `{ reply: ${texts[0] ?? ''} }` : `{ replies: [${texts.join(', ')}] }`;
  }
  const lines = new Map<string, number>();
  for (const answer of answers) {
    const pattern = linePattern(answer, names);
    lines.set(pattern, (lines.get(pattern) ?? 0) + 1);
  }
  const sends = [...lines].map(([pattern, times]) => `{ ${pattern}${times > 1 ? `, times: ${times}` : ''} }`);
  return `{ sends: [${sends.join(', ')}] }`;
}

function askerOf({ stimulus }: Exchange): string {
  const source = parseLine(withoutEnding(stimulus))?.source;
  return source == null ? '' : foldNick(nickOf(source));
}

function replyPattern(text: Buffer, names: Names): string {
  const frame = parseCtcp(text);
  const command = frame?.command.toString('latin1') ?? '';
  if (frame?.params == null || !VARYING.has(command.toUpperCase())) return names.text(text);
  const end = frame.closed ? printBytes(Buffer.of(DELIMITER)) + names.text(frame.rest) : '';
  return `${printBytes(Buffer.of(DELIMITER))}${command} \\{some}${end}`;
}

function linePattern({ command, params }: IrcLine, names: Names): string {
  const [first] = params;
  const last = params.at(-1);
  return [
    `verb: ${yamlQuoted(printBytes(Buffer.from(command, 'latin1')))}`,
    ...(params.length > 1 && first !== undefined ? [`to: ${yamlQuoted(names.target(first))}`] : []),
    ...(last === undefined ? [] : [`text: ${yamlQuoted(replyPattern(last, names))}`]),
  ].join(', ');
}
