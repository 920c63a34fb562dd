import { clientName } from '../../../reports/client-name.ts';
import type { Report, Result } from '../../../reports/model/report.ts';
import { visible } from '../../../reports/visible.ts';
import { counted } from '../../../reports/wording.ts';
import { TOOL_VERSION } from '../package-root.ts';
import { compareAttempts, type ComparedAttempt } from './compare.ts';
import { casesOf, type Recorded } from './recorded.ts';

const SHOWN_LINES = 6;

/** What is about to be played again, on one line. */
export function headingText({ report, client, result, caseName }: Recorded): string {
  const { run, suite } = report;
  const id = caseName === null ? result.id : `${result.id}#${caseName}`;
  const facts = `${run.startedAt}, seed ${run.seed}, ${client.settings}, ${suite.standard}`;
  return `${visible(id)} of ${visible(clientName(client))}, recorded ${visible(facts)}\n`;
}

/**
 * What came of playing it again beside what was recorded, attempt by attempt.
 *
 * @param only the name of the only case that was played; empty for a scenario without cases
 * @param hash of the suite as it is now
 */
export function comparisonText(recorded: Recorded, now: Result, only: string, hash: string): string {
  const before = casesOf(recorded.result, only);
  const lines: string[] = [];
  let differ = false;
  for (const one of casesOf(now, only)) {
    const compared = compareAttempts(before.find(({ name }) => name === one.name) ?? null, one);
    lines.push(`  ${one.name === '' ? now.id : `${now.id}#${one.name}`}`);
    if (compared.length === 0) lines.push(`    not played: ${visible(one.reason)}`);
    for (const attempt of compared) {
      lines.push(...attemptLines(attempt));
      differ ||= attempt.sameBytes === false;
    }
  }
  if (differ) lines.push('', `  ${whyBytesDiffer(recorded.report, hash)}`);
  lines.push('', `  recorded  ${verdictOf(recorded)}`, `  now       ${resultWords(now)}`);
  return `${lines.join('\n')}\n`;
}

function attemptLines(attempt: ComparedAttempt): string[] {
  const { number, sameBytes, sameOutcome, sent, recordedSent, outcome, recordedOutcome } = attempt;
  const bytes =
    sameBytes === null
      ? 'bytes: none recorded for this attempt'
      : sameBytes
        ? `bytes: as recorded (${counted(sent.length, 'line')})`
        : 'bytes: NOT those recorded';
  const came =
    sameOutcome === null
      ? visible(outcome)
      : sameOutcome
        ? `${visible(outcome)}, as recorded`
        : `${visible(outcome)}; recorded was ${visible(recordedOutcome ?? '')}`;
  const both = sameBytes === false ? [...some('recorded', recordedSent), ...some('sent', sent)] : [];
  return [`    attempt ${number}  ${bytes}; outcome: ${came}`, ...both];
}

function some(label: string, lines: readonly string[]): string[] {
  const shown = lines.slice(0, SHOWN_LINES).map((line) => `      ${label.padEnd(9)} ${visible(line)}`);
  return lines.length > SHOWN_LINES
    ? [...shown, `      ${label.padEnd(9)} and ${lines.length - SHOWN_LINES} more`]
    : shown;
}

function whyBytesDiffer({ suite, tool }: Report, hash: string): string {
  if (suite.hash !== hash)
    return `The suite has changed since: it was ${visible(suite.hash)}, and is ${hash}. This is no longer what was recorded.`;
  return `The suite is the same (${hash}). The client has another nick or another display, or ctcpspec is another: ${visible(tool.version)} then, ${TOOL_VERSION} now.`;
}

function verdictOf({ result, caseName }: Recorded): string {
  const one = result.cases.find(({ name }) => name === caseName);
  return resultWords(one === undefined ? result : { ...result, ...one });
}

function resultWords(
  result: Pick<Result, 'verdict' | 'outcome' | 'notApplicable'> & { readonly cause: Result['cause'] },
): string {
  const what = result.outcome ?? result.cause ?? result.notApplicable;
  return visible(what === null ? result.verdict : `${result.verdict} (${what})`);
}
