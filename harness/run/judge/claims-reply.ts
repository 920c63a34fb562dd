import type { ClaimsReply } from '../../scenario/model.ts';
import type { Knowledge } from '../knowledge.ts';

/**
 * Holds what a CLIENTINFO reply lists against what discovery saw the client answer. Queries that discovery did not
 * ask are nobody's business here.
 *
 * @param list what stands behind `CLIENTINFO `: names of commands, between spaces or commas
 */
export function fitsClaims(wanted: ClaimsReply, list: Uint8Array, { asked, answers }: Knowledge): boolean {
  const listed = new Set(claimsOf(list));
  return (
    (!wanted.unanswered || [...asked].some((query) => listed.has(query) && !answers.has(query))) &&
    (!wanted.unlisted || [...answers].some((query) => !listed.has(query)))
  );
}

/** The commands that a CLIENTINFO reply names, in upper case. */
export function claimsOf(list: Uint8Array): string[] {
  return Buffer.from(list)
    .toString('latin1')
    .replace(/^:/, '')
    .split(/[ ,]+/)
    .filter((word) => /^[A-Za-z0-9_-]+$/.test(word))
    .map((word) => word.toUpperCase());
}
