/** The first round fills caches, pools and scrollback; one more is needed to compare with. */
const LEAST_ROUNDS = 3;

/**
 * By how many octets memory grew with each query, from the end of the first round to the end of the last one.
 *
 * @param resident octets of resident memory after each round
 * @param queries in each round
 * @returns null when there were too few rounds to tell warming up from growing
 */
export function residentGrowth(resident: readonly number[], queries: number): number | null {
  const [warm] = resident;
  const last = resident.at(-1);
  if (warm === undefined || last === undefined || resident.length < LEAST_ROUNDS) return null;
  return Math.round((last - warm) / ((resident.length - 1) * queries));
}
