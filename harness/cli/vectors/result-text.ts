import { paintFor, type TerminalStyle } from '../../../reports/terminal/style.ts';
import { verdictWord } from '../../../reports/terminal/verdict-word.ts';
import { shorten, wrap } from '../../../reports/terminal/wrap.ts';
import { visible } from '../../../reports/visible.ts';
import { printed } from '../../vectors/bytes.ts';
import type { CodecCheck, VectorResult } from '../../vectors/check-codec.ts';
import { standardOf } from '../../vectors/judge.ts';
import { DOINGS } from '../../vectors/schema.ts';
import { COUNTED, countVerdicts } from './counts.ts';
import { sourceOf } from './source-of.ts';

export interface TextOptions {
  readonly gate: 'must' | 'should';
  readonly verbose: boolean;
  readonly style: TerminalStyle;
}

/** The longest bytes that are shown; `--json` has them whole. */
const mostShown = 240;
/** Where the texts of a failure begin, as in the failures of `run`. */
const indent = 16;
const headings: Record<(typeof COUNTED)[number], string> = {
  pass: 'pass',
  fail: 'fail',
  warn: 'warn',
  info: 'info',
  inconclusive: 'inconclusive',
  'not-applicable': 'not supported',
};

/** What came, for a person: each failure in full, then a table by file. */
export function vectorsText(check: CodecCheck, options: TextOptions): string {
  const paint = paintFor(options.style);
  if (check.untestable !== null) {
    return `${paint.bold('The codec cannot be tested:')} it ${visible(check.untestable.message)}\n`;
  }
  const shown = new Set([
    'fail',
    ...(options.gate === 'should' || options.verbose ? ['warn'] : []),
    ...(options.verbose ? ['info'] : []),
  ]);
  const blocks = check.results
    .filter(({ verdict }) => shown.has(verdict))
    .map((one) => block(one, options.style));
  return [...blocks, table(check), ...conclusion(check)].join('\n');
}

function block({ vector, verdict, output, judgement, fault }: VectorResult, style: TerminalStyle): string {
  const paint = paintFor(style);
  const row = (name: string, text: string): string => `      ${name.padEnd(indent - 6)}${text}`;
  /** Bytes stand in one line, so that they can be copied; prose is broken. */
  const prose = (name: string, text: string): string =>
    wrap(text, style.width - indent)
      .map((line, index) => row(index === 0 ? name : '', line))
      .join('\n');
  const bytes = (of: Parameters<typeof printed>[0]): string => visible(shorten(printed(of), mostShown));
  const expected = vector.accepts.filter((one) => (one.class ?? 'conforms') === 'conforms');
  const lines = [
    `${verdictWord(verdict, paint, verdict.toUpperCase())}  ${paint.bold(vector.id)}`,
    prose('what', vector.what),
    row('input', bytes(vector.input)),
    ...expected.map((one, index) => row(index === 0 ? 'expected' : 'or', bytes(one.output))),
    fault === null ? row('got', bytes(output)) : prose('got', `it ${visible(fault.message)}`),
  ];
  const accepted = judgement?.accepted ?? null;
  if (accepted !== null && accepted.who !== undefined) {
    const why = accepted.why === undefined ? '' : `: ${accepted.why}`;
    lines.push(prose('as do', `${accepted.who}${why}`));
  }
  if (judgement !== null) {
    const { requirement } = judgement;
    const level = requirement.levels[standardOf(vector.dialect)];
    lines.push(prose('rule', `${requirement.id}, ${level} (${requirement.basis}): ${requirement.sentence}`));
    lines.push(prose('source', sourceOf(requirement, vector.dialect)));
  }
  return `${lines.join('\n')}\n`;
}

function table({ results }: CodecCheck): string {
  const rows = [
    ...DOINGS.map((doing) => ({
      name: `${doing}.json`,
      of: results.filter(({ vector }) => vector.do === doing),
    })).filter(({ of }) => of.length > 0),
    { name: 'all', of: results },
  ];
  const cell = (text: string | number, width: number): string => String(text).padStart(width + 2);
  const head = ['', ...COUNTED.map((verdict) => headings[verdict])];
  const first = Math.max(...rows.map(({ name }) => name.length));
  const lines = [
    ''.padEnd(first) +
      head
        .slice(1)
        .map((text) => cell(text, text.length))
        .join(''),
    ...rows.map(({ name, of }) => {
      const counts = countVerdicts(of);
      const cells = COUNTED.map((verdict) => cell(counts[verdict], headings[verdict].length));
      return name.padEnd(first) + cells.join('');
    }),
  ];
  return `${lines.join('\n')}\n`;
}

function conclusion({ results, unexplained, complete }: CodecCheck): string[] {
  const lines: string[] = [];
  if (!complete) lines.push('Interrupted: what was not asked is inconclusive.\n');
  if (unexplained !== null) {
    lines.push(
      `Once it ${visible(unexplained.message)} That was while several requests were open; asked one at a time it did not.\n`,
    );
  }
  if (complete && results.some(({ verdict }) => verdict === 'inconclusive')) {
    lines.push('It failed so often that the rest was not asked; see the failures above.\n');
  }
  if (results.every(({ verdict }) => verdict === 'not-applicable')) {
    lines.push('Nothing could be judged: the codec supports none of what was asked.\n');
  }
  return lines;
}
