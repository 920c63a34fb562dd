import type { StyledLine } from '../../client/shown-line.ts';
import type { Condition, Styled } from '../../scenario/model.ts';
import type { Observation } from '../play/observation.ts';

/** Whether both are shown and look as alike, or as unlike, as is wanted. */
export function isStyled({ one, other, whole, alike }: Styled, { play, styled }: Observation): boolean {
  const looksOf = (text: Buffer): ReadonlySet<string> | null => looks(styled ?? [], text.toString(), whole);
  const [first, second] = [looksOf(play.bytes(one)), looksOf(play.bytes(other))];
  return first !== null && second !== null && areEqual(first, second) === alike;
}

export function asksForStyle({ styled, any, not }: Condition): boolean {
  return styled.length > 0 || any.some(asksForStyle) || (not !== null && asksForStyle(not));
}

/** All looks that its characters have, where it was shown last; their number and order do not matter. */
function looks(lines: readonly StyledLine[], text: string, whole: boolean): ReadonlySet<string> | null {
  const line = lines.findLast((shown) => shown.text.includes(text));
  if (line === undefined) return null;
  const at = line.text.lastIndexOf(text);
  return new Set(whole ? line.styles : line.styles.slice(at, at + text.length));
}

function areEqual(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((look) => other.has(look));
}
