/**
 * A report says many things many times: the text of a scenario for each client, a transcript for the attempt, the
 * case and the result. Here each is stored once. What stands under these keys is never a number, so that a number
 * there is a place in the list of what is shared.
 */
const sharedKeys: ReadonlySet<string> = new Set([
  'transcript',
  'attempts',
  'outcomes',
  'curves',
  'title',
  'why',
  'expectation',
  'reason',
  'hint',
  'says',
  'file',
  'replay',
]);

export interface Shared {
  /** Later ones may hold places of earlier ones. */
  readonly shared: readonly unknown[];
  readonly value: unknown;
}

/** @param value what JSON can hold, with no number under a key that is shared */
export function share(value: unknown): Shared {
  const shared: unknown[] = [];
  const places = new Map<string, number>();
  const turn = (one: unknown, key: string): unknown => {
    const turned = Array.isArray(one)
      ? one.map((item) => turn(item, ''))
      : isRecord(one)
        ? Object.fromEntries(Object.entries(one).map(([name, inner]) => [name, turn(inner, name)]))
        : one;
    if (!sharedKeys.has(key) || turned === null || turned === undefined) return turned;
    const text = JSON.stringify(turned);
    // A place would be longer.
    if (text.length < 8) return turned;
    const place = places.get(text) ?? shared.push(turned) - 1;
    places.set(text, place);
    return place;
  };
  return { value: turn(value, ''), shared };
}

/** What `share` was given. What was stored once is one object in it, so it must not be changed. */
export function unshare({ shared, value }: Shared): unknown {
  const known: unknown[] = [];
  const turn = (one: unknown, key: string): unknown => {
    if (typeof one === 'number' && sharedKeys.has(key)) return known[one];
    if (Array.isArray(one)) return one.map((item) => turn(item, ''));
    if (isRecord(one))
      return Object.fromEntries(Object.entries(one).map(([name, inner]) => [name, turn(inner, name)]));
    return one;
  };
  for (const one of shared) known.push(turn(one, ''));
  return turn(value, '');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
