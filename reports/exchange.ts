import type { Result, TranscriptEntry } from './model/report.ts';

/** What was sent to a client, and what came of it. */
export interface Exchange {
  readonly sent: readonly TranscriptEntry[];
  readonly came: readonly TranscriptEntry[];
}

/** @returns null where nothing was played */
export function exchangeOf({
  transcript,
  attempts,
}: Pick<Result, 'transcript' | 'attempts'>): Exchange | null {
  const shown = transcript.length > 0 ? transcript : (attempts.at(-1)?.transcript ?? []);
  return shown.length === 0 ? null : { sent: shown.filter(isStimulus), came: shown.filter(isAnswer) };
}

const isStimulus = ({ role, from }: TranscriptEntry): boolean => role === 'stimulus' || from === 'user';

const isAnswer = ({ role, decides, from }: TranscriptEntry): boolean =>
  // A control that was answered proves the silence; it is not what came.
  (role === 'caused' || decides || from === 'process') &&
  role !== 'stimulus' &&
  role !== 'control' &&
  from !== 'user';
