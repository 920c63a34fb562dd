/** One change that a MODE line asks for. */
export interface ModeChange {
  readonly letter: string;
  readonly set: boolean;
  readonly argument: Buffer | null;
}

/** A MODE line may change this many modes with an argument; announced as MODES. */
const MAX_WITH_ARGUMENT = 4;

/**
 * Reads `+ov-b` and its arguments. Lists and member modes (b e I o v) and the key take an argument both ways, the
 * limit only when it is set; where none is left, `argument` is null (for a list that is a question).
 */
export function parseModeChanges(letters: Uint8Array, args: readonly Uint8Array[]): ModeChange[] {
  const changes: ModeChange[] = [];
  const rest = args.slice(0, MAX_WITH_ARGUMENT);
  let set = true;
  for (const letter of Buffer.from(letters).toString('latin1')) {
    if (letter === '+' || letter === '-') {
      set = letter === '+';
    } else {
      const takes = 'beIovk'.includes(letter) || (letter === 'l' && set);
      const argument = takes ? rest.shift() : undefined;
      changes.push({ letter, set, argument: argument === undefined ? null : Buffer.from(argument) });
    }
  }
  return changes;
}

/** The letters of the changes with as few signs as they need: `+sk-t`. */
export function modeLetters(changes: readonly ModeChange[]): string {
  const signed = changes.map(({ letter, set }, index) => {
    const sign = set ? '+' : '-';
    return index > 0 && changes[index - 1]?.set === set ? letter : `${sign}${letter}`;
  });
  return signed.join('');
}
