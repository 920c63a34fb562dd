import type { Result } from '../model/report.ts';
import { counted } from '../wording.ts';
import { attemptList } from './cases.ts';
import { html, type Html } from './escape.ts';

/** Only when there is more to see than the transcript that the result shows already. */
export function otherAttempts(result: Result): Html | false {
  // With cases the attempts are those of one case, which shows them itself.
  if (result.cases.length > 0) return false;
  const shown = JSON.stringify(result.transcript);
  const others = result.attempts.some((attempt) => JSON.stringify(attempt.transcript) !== shown);
  if (!others) return false;
  return html`<details class="attempts" ${result.transcript.length === 0 && html` open`}>
    <summary>${counted(result.attempts.length, 'attempt')}, one by one</summary>
    ${attemptList(result.attempts, result.id, result.evidence)}
  </details>`;
}
