import { exchangeOf } from './exchange.ts';
import type { CaseResult, Requirement, Result, TranscriptEntry } from './model/report.ts';
import { shorten } from './terminal/wrap.ts';
import { visible } from './visible.ts';
import { inconclusiveSentence, notApplicableReasonSentence } from './wording.ts';

/** How much of each thing is told: the whole of it is in the report. */
const mostLines = 6;
const mostCharacters = 600;

/** One line of an account: what it is about, and a text without line breaks or control characters. */
export interface AccountLine {
  readonly label: string;
  readonly text: string;
}

/**
 * What has to be known about one result, or one of its cases, in a few lines of plain text: the rule, the bytes,
 * what to do, how to play it again. The same lines stand in every format for people and machines of CI.
 *
 * @param one the case that is spoken of; null for the result as a whole
 * @returns lines of at most some 600 characters each, whatever the client sent
 */
export function accountOf(
  result: Result,
  requirements: readonly Requirement[],
  one: CaseResult | null = null,
): AccountLine[] {
  // What is said of a result is said of its worst case; another case may have come under another rule.
  const isWorst = one === null || one.outcome === result.outcome;
  const ruleId = isWorst ? result.requirement : requirementOf(result, one);
  const rule = requirements.find(({ id }) => id === ruleId);
  const played = one === null ? result : { transcript: [], attempts: one.attempts };
  const exchange = exchangeOf(played);
  const line = (label: string, text: string): AccountLine[] => [
    { label, text: shorten(visible(text), mostCharacters) },
  ];
  const cause = isWorst ? result.cause : null;
  const notApplicable = one === null ? result.notApplicable : one.notApplicable;
  return [
    ...line('rule', ruleId === result.requirement ? ruleSentence(result) : ruleId),
    ...(rule === undefined ? [] : line('', rule.sentence)),
    ...(rule?.sources ?? [])
      .slice(0, 3)
      .flatMap(({ text, url }) => line('', url === undefined ? text : `${text}: ${url}`)),
    ...(exchange === null ? [] : [...bytes('sent', exchange.sent), ...bytes('came', exchange.came)]),
    ...line('did', (one ?? result).reason),
    ...line('expected', result.expectation),
    ...(one === null ? wantingCases(result) : []),
    ...(result.hint === null || !isWorst ? [] : line('to do', result.hint)),
    ...(cause === null ? [] : line('cause', inconclusiveSentence(cause))),
    ...(notApplicable === null ? [] : line('why not', notApplicableReasonSentence(notApplicable))),
    ...line('again', result.replay),
  ];
}

/** Labels in a column, texts beside them. */
export function accountText(lines: readonly AccountLine[]): string {
  return lines.map(({ label, text }) => `${label.padEnd(9)} ${text}`.trimEnd()).join('\n');
}

function requirementOf({ outcomes, requirement }: Result, { outcome }: CaseResult): string {
  return outcomes.find(({ name }) => name === outcome)?.requirement ?? requirement;
}

/** `CTX-03, MUST (specification)` */
export function ruleSentence({ requirement, level, basis }: Result): string {
  return `${requirement}, ${level === 'NONE' ? 'no rule in this standard' : level} (${basis})`;
}

function bytes(label: string, entries: readonly TranscriptEntry[]): AccountLine[] {
  const lines = entries.slice(0, mostLines).map(({ bytes: sent, note }) => {
    const remark = note === undefined ? '' : `  (${shorten(visible(note), 200)})`;
    return `${shorten(visible(sent), mostCharacters)}${remark}`;
  });
  if (lines.length === 0) lines.push('nothing');
  if (entries.length > mostLines) lines.push(`… and ${entries.length - mostLines} more lines`);
  return lines.map((text, index) => ({ label: index === 0 ? label : '', text }));
}

function wantingCases({ cases }: Result): AccountLine[] {
  const wanting = cases.filter(({ verdict }) => !['pass', 'info', 'not-applicable'].includes(verdict));
  const lines = wanting
    .slice(0, mostLines)
    .map(({ name, verdict, reason }) => `${verdict} ${name}: ${reason}`);
  if (wanting.length > mostLines) lines.push(`… and ${wanting.length - mostLines} more cases`);
  return lines.map((text, index) => ({
    label: index === 0 ? 'cases' : '',
    text: shorten(visible(text), mostCharacters),
  }));
}
