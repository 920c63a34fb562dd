import { paintFor, type Paint, type TerminalStyle } from '../terminal/style.ts';
import { verdictWord } from '../terminal/verdict-word.ts';
import { shorten, wrap } from '../terminal/wrap.ts';
import { visible } from '../visible.ts';
import { keyOf } from './compare.ts';
import type { Change, ComparedClient, Comparison, Seen } from './comparison.ts';
import { byKind, clientTitle, countsSentence, gateSentence, kindTitle } from './wording.ts';

const mostReason = 300;

/**
 * A comparison for the terminal: what changed, the worst first, then what is doubtful about it.
 *
 * @returns lines ended by a line feed; no other control character but colour codes, whatever a client sent
 */
export function comparisonText(comparison: Comparison, style: TerminalStyle): string {
  const paint = paintFor(style);
  const lines = comparison.clients.flatMap((one) => [...clientLines(one, style, paint), '']);
  for (const { message } of comparison.warnings) {
    const [first = '', ...rest] = wrap(visible(message), style.width - 11);
    lines.push(`  ${paint.yellow('warning')}  ${first}`, ...rest.map((line) => `           ${line}`));
  }
  if (comparison.warnings.length > 0) lines.push('');
  const sentence = visible(gateSentence(comparison));
  lines.push(`  ${comparison.gate.met ? paint.green(sentence) : paint.bold(paint.red(sentence))}`);
  return `${lines.join('\n')}\n`;
}

function clientLines(client: ComparedClient, style: TerminalStyle, paint: Paint): string[] {
  const title = paint.bold(visible(clientTitle(client)));
  if (client.old === null || client.new === null) return [title];
  return [
    title,
    '',
    ...byKind(client.changes).flatMap(({ kind, changes }) => [
      `  ${paint.bold(kindTitle[kind])}`,
      ...changes.flatMap((change) => changeLines(change, style, paint)),
      '',
    ]),
    `  ${countsSentence(client)}`,
  ];
}

function changeLines(change: Change, style: TerminalStyle, paint: Paint): string[] {
  const { old, new: now, oldId, worse } = change;
  const renamed = oldId === null ? '' : paint.dim(` (was ${visible(oldId)})`);
  const mark = worse ? paint.red('↓') : ' ';
  const arrow = old === null || now === null ? '' : paint.dim(' → ');
  const head = `  ${mark} ${visible(keyOf(change))}${renamed}  ${seen(old, paint)}${arrow}${seen(now, paint)}`;
  if (now === null || now.verdict === 'pass') return [head];
  const reason = shorten(visible(now.reason), mostReason);
  return reason === ''
    ? [head]
    : [head, ...wrap(reason, Math.max(20, style.width - 8)).map((line) => `        ${line}`)];
}

function seen(one: Seen | null, paint: Paint): string {
  if (one === null) return '';
  const outcome = one.outcome === null ? '' : ` (${visible(one.outcome)})`;
  return `${verdictWord(one.verdict, paint)}${outcome}`;
}
