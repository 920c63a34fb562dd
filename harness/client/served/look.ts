/** What somebody who looks at a client is asked about it, in bytes that stand for themselves. */
export interface Look {
  /** Who said, or did, what is looked for. */
  readonly nick: string;
  /** A line of ordinary chat that stands below it, and where. */
  readonly fence: { readonly text: string; readonly place: string };
  /** Texts of an action that it may be; null where how it looks does not matter. `…` stands for anything. */
  readonly actions: readonly string[] | null;
  /** What may stand in it, each asked apart. */
  readonly contains: readonly Contained[];
}

export interface Contained {
  readonly text: string;
  /** In how many lines it stands matters. */
  readonly counted: boolean;
}

/** Patterns of the lines that `linesOf` makes, as a profile has them. */
export const ACTION_PATTERN = '* \\{nick} \\{text}';
export const MESSAGE_PATTERN = '<\\{nick}> \\{text}';

export type Form =
  { readonly as: 'action'; readonly text: string | null } | { readonly as: 'message' | 'other' | 'nothing' };

/** What was seen. */
export interface Seen {
  readonly form: Form;
  /** In how many lines each text stands: 0, 1, or 2 for more. */
  readonly counts: ReadonlyMap<string, number>;
}

/** What follows from what is known already, so that nobody has to be asked; null when somebody has. */
export function inferred({ text }: Contained, look: Look, { form, counts }: Seen): number | null {
  if (form.as === 'nothing' && look.actions !== null) return 0;
  if (form.as === 'action' && form.text !== null && !form.text.includes('…'))
    return `* ${look.nick} ${form.text}`.includes(text) ? 1 : 0;
  for (const [other, count] of counts) {
    if (count > 0 && other.includes(text)) return count;
    if (count === 0 && text.includes(other)) return 0;
  }
  return null;
}

/** Lines that say the same as the person did, for conditions that look at lines. */
export function linesOf({ nick }: Look, { form, counts }: Seen): string[] {
  if (form.as === 'nothing') return [];
  const isNamed = counts.get(nick) !== 0;
  const beginning = isNamed ? BEGINNINGS[form.as](nick) : '';
  const most = Math.max(1, ...counts.values());
  return Array.from({ length: most }, (_, index): string => {
    const texts = [...counts].flatMap(([text, count]) => (count > index && text !== nick ? [text] : []));
    const said = form.as === 'action' ? [form.text ?? '…'] : [];
    const isKnown = form.as === 'action' && form.text !== null;
    const body = [...said, ...(isKnown ? [] : texts)].join(' | ');
    return beginning + body;
  });
}

const BEGINNINGS: Readonly<Record<Exclude<Form['as'], 'nothing'>, (nick: string) => string>> = {
  action: (nick) => `* ${nick} `,
  message: (nick) => `<${nick}> `,
  other: (nick) => `${nick}: `,
};
