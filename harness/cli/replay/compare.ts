import type { Attempt } from '../../../reports/model/report.ts';
import type { RecordedCase } from './recorded.ts';

/** One attempt of now beside the attempt of the same number that was recorded. */
export interface ComparedAttempt {
  /** From 1. */
  readonly number: number;
  /** Null: no attempt of this number was recorded. */
  readonly sameBytes: boolean | null;
  readonly sameOutcome: boolean | null;
  readonly outcome: string;
  readonly recordedOutcome: string | null;
  /** What was sent to the client or typed by its user, in byte notation. */
  readonly sent: readonly string[];
  readonly recordedSent: readonly string[];
}

/** Compares what was done to the client, byte for byte, and what it did. */
export function compareAttempts(recorded: RecordedCase | null, now: RecordedCase): ComparedAttempt[] {
  return now.attempts.map((attempt, index) => {
    const before = recorded?.attempts[index] ?? null;
    const sent = stimuliOf(attempt);
    const recordedSent = before === null ? [] : stimuliOf(before);
    return {
      number: index + 1,
      sameBytes: before === null ? null : sent.join('\n') === recordedSent.join('\n'),
      sameOutcome: before === null ? null : outcomeOf(attempt) === outcomeOf(before),
      outcome: outcomeOf(attempt),
      recordedOutcome: before === null ? null : outcomeOf(before),
      sent,
      recordedSent,
    };
  });
}

/** Byte notation holds no line feed, so that joined lines are equal only where each line is. */
function stimuliOf({ transcript }: Attempt): string[] {
  return transcript.filter(({ role }) => role === 'stimulus').map(({ from, bytes }) => `${from} ${bytes}`);
}

function outcomeOf({ outcome, cause }: Attempt): string {
  return outcome ?? cause ?? 'nothing';
}
