import { exchangeOf } from '../exchange.ts';
import { inertLines } from '../inert-lines.ts';
import type { Requirement, Result, TranscriptEntry } from '../model/report.ts';
import { visible } from '../visible.ts';
import { evidenceSentence, inconclusiveSentence } from '../wording.ts';
import { paintFor, type Paint, type TerminalStyle } from './style.ts';
import { verdictWord } from './verdict-word.ts';
import { shorten, wrap } from './wrap.ts';

const label = 10;
const mostLines = 6;
const mostCharacters = 600;
const mostRemark = 400;

/**
 * One result in full, for its author to act on: the rule, the bytes, what to do, how to play it again.
 *
 * @param requirements of the report, for the words of the rule and their sources
 * @returns lines ended by a line feed; no other control character but colour codes, whatever the client sent
 */
export function failureText(
  result: Result,
  requirements: readonly Requirement[],
  style: TerminalStyle,
): string {
  const paint = paintFor(style);
  const rows = new Rows(style, paint);
  rows.text('rule', ruleLine(result));
  const rule = requirements.find(({ id }) => id === result.requirement);
  if (rule !== undefined) {
    rows.text('', rule.sentence);
    for (const { text, url } of rule.sources) rows.text('', url === undefined ? text : `${text}: ${url}`);
  }
  const exchange = exchangeOf(result);
  if (exchange !== null) {
    rows.bytes('sent', exchange.sent);
    rows.bytes('came', exchange.came);
  }
  rows.text('did', result.reason);
  rows.text('expected', result.expectation);
  caseRows(result, rows, paint);
  if (result.hint !== null) rows.text('to do', result.hint);
  if (!result.scored) rows.text('scored', 'no: it is counted apart');
  if (result.cause !== null) rows.text('cause', inconclusiveSentence(result.cause));
  rows.text('evidence', evidenceSentence(result));
  rows.line('again', result.replay);
  return inertLines(`${heading(result, paint)}\n${rows.all.join('\n')}\n`);
}

/** The cases that say something against the client; of the others only how many there are. */
function caseRows({ cases }: Result, rows: Rows, paint: Paint): void {
  const wanting = cases.filter(({ verdict }) => !['pass', 'info', 'not-applicable'].includes(verdict));
  const named = wanting.slice(0, mostLines);
  for (const [index, { name, verdict, reason }] of named.entries()) {
    const text = `${verdictWord(verdict, paint)} ${visible(name)}: ${shorten(visible(reason), mostCharacters)}`;
    rows.line(index === 0 ? 'cases' : '', text, { safe: true });
  }
  if (wanting.length > named.length) rows.text('', `and ${wanting.length - named.length} more like these`);
  if (named.length > 0 && cases.length > wanting.length) {
    rows.text('', `nothing to say against ${cases.length - wanting.length} of ${cases.length}`);
  }
}

function heading(result: Result, paint: Paint): string {
  const { times, of } = result.seen;
  const seen = of > 1 || result.flaky ? paint.dim(`  ${times} of ${of}${result.flaky ? ', flaky' : ''}`) : '';
  const word = verdictWord(result.verdict, paint, result.verdict.toUpperCase());
  return `${word}  ${paint.bold(visible(result.id))}${seen}\n      ${visible(result.title)}`;
}

function ruleLine({ requirement, level, basis }: Result): string {
  return `${requirement}, ${level === 'NONE' ? 'no rule in this standard' : level} (${basis})`;
}

/** Collects rows of a label and a text beside it. */
class Rows {
  readonly all: string[] = [];
  readonly #room: number;
  readonly #paint: Paint;

  constructor({ width }: TerminalStyle, paint: Paint) {
    this.#room = Math.max(20, width - 6 - label);
    this.#paint = paint;
  }

  /** Words, broken to the width. */
  text(name: string, words: string): void {
    for (const [index, line] of wrap(visible(words), this.#room).entries()) {
      this.line(index === 0 ? name : '', line, { safe: true });
    }
  }

  /** Bytes stand unbroken, because people copy them. */
  bytes(name: string, entries: readonly TranscriptEntry[]): void {
    if (entries.length === 0) this.text(name, 'nothing');
    for (const [index, { bytes, decides, note }] of entries.slice(0, mostLines).entries()) {
      const shown = shorten(visible(bytes), mostCharacters);
      const marked = decides ? this.#paint.bold(shown) : shown;
      const remark = note === undefined ? '' : this.#paint.dim(`  (${shorten(visible(note), mostRemark)})`);
      this.line(index === 0 ? name : '', `${marked}${remark}`, { safe: true });
    }
    if (entries.length > mostLines)
      this.text('', `… and ${entries.length - mostLines} more lines, see the report`);
  }

  /** One unbroken line; `safe` text has been through `visible` and may hold colour codes. */
  line(name: string, text: string, { safe = false } = {}): void {
    this.all.push(`      ${this.#paint.dim(name.padEnd(label))}${safe ? text : visible(text)}`.trimEnd());
  }
}
