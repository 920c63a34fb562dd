import type { Result, TranscriptEntry } from '../model/report.ts';

/**
 * A transcript as `ctcpspec record --log` reads it: milliseconds, `<-` for what the server sent and `->` for what the
 * client sent, and the octets in byte notation. What is none of these stands in comments.
 */
export function wireText(entries: readonly TranscriptEntry[]): string {
  return entries
    .map(({ ms, from, bytes, note }) => {
      const comment = note === undefined ? '' : `# ${note}\n`;
      if (from === 'server' || from === 'client')
        return `${comment}${ms.toFixed(1)} ${from === 'server' ? '<-' : '->'} ${bytes}\n`;
      return `${comment}# ${ms.toFixed(1)} ${from}: ${bytes}\n`;
    })
    .join('');
}

/** What of a result is copied: the transcripts of the cases that are open, or the one that decided. */
export function exchangesOf(
  result: Result,
  openCases: readonly string[],
): { readonly name: string; readonly transcript: readonly TranscriptEntry[] }[] {
  const open = result.cases.filter(({ name }) => openCases.includes(name));
  if (open.length === 0) return [{ name: '', transcript: result.transcript }];
  return open.map(({ name, attempts, outcome }) => ({
    name,
    transcript: attempts.findLast((one) => one.outcome === outcome)?.transcript ?? [],
  }));
}
