import { shorten } from '../terminal/wrap.ts';
import { visible } from '../visible.ts';
import { keyOf } from './compare.ts';
import type { Change, ComparedClient, Comparison } from './comparison.ts';
import { byKind, clientTitle, countsSentence, gateSentence, kindTitle, seenWords } from './wording.ts';

const mostReason = 300;

/**
 * A comparison as GitHub Flavored Markdown, for a comment or a job summary.
 *
 * @returns lines ended by a line feed; what comes from a report is neither markup nor a mention in it
 */
export function comparisonMarkdown(comparison: Comparison): string {
  const { gate, warnings, clients } = comparison;
  const blocks = [
    '## CTCP: compared',
    `${gate.met ? '✅' : '❌'} ${escaped(gateSentence(comparison))}`,
    ...warnings.map(({ message }) => `> ⚠️ ${escaped(message)}`),
    ...clients.flatMap(clientBlocks),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function clientBlocks(client: ComparedClient): string[] {
  const title = `### ${plain(clientTitle(client))}`;
  if (client.old === null || client.new === null) return [title];
  return [
    title,
    `${countsSentence(client)}.`,
    ...byKind(client.changes).map(({ kind, changes }) => `**${kindTitle[kind]}**\n\n${table(changes)}`),
  ];
}

function table(changes: readonly Change[]): string {
  const rows = changes.map((change) => {
    const { old, new: now, oldId, worse } = change;
    const renamed = oldId === null ? '' : ` (was ${plain(oldId)})`;
    const cells = [
      `${worse ? '🔻 ' : ''}${plain(keyOf(change))}${renamed}`,
      old === null ? '' : plain(seenWords(old)),
      now === null ? '' : plain(seenWords(now)),
      now === null ? '' : plain(shorten(now.reason, mostReason)),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return ['| scenario | before | now | what it did |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

/**
 * Text that stands for itself, in a table too: each character that could begin markup or a link becomes a character
 * reference, which Markdown never takes for markup.
 */
function escaped(text: string): string {
  return visible(text).replace(
    /[^\p{L}\p{M}\p{N} ,.;?/()'→…-]/gu,
    (character) => `&#${character.codePointAt(0) ?? 0};`,
  );
}

/** The same for what a client said: GitHub looks for mentions and addresses everywhere but in `<code>`. */
function plain(text: string): string {
  const references = escaped(text);
  return /&#|www\.|\p{L}\.\p{L}/u.test(references) ? `<code>${references}</code>` : references;
}
