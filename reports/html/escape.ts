import { visible } from '../visible.ts';

/** Markup that may stand in the page as it is. Only `html` and `trusted` make it. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

export type Interpolation = Html | string | number | null | undefined | false | readonly Interpolation[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Text as it may stand between tags and in a quoted attribute; invisible characters come in byte notation. */
export function escapeText(text: string): string {
  return visible(text).replace(/[&<>"'`]/g, (character) => entities[character] ?? '');
}

/**
 * A template whose interpolated strings and numbers are escaped. Lists are joined; null, undefined and false
 * are nothing, so that `condition && html…` can be written. Attributes must be quoted in the template.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Interpolation[]): Html {
  const fixed = withoutIndentation(strings);
  let markup = fixed[0] ?? '';
  for (const [index, value] of values.entries()) markup += render(value) + (fixed[index + 1] ?? '');
  return new Html(markup);
}

const compact = new WeakMap<TemplateStringsArray, readonly string[]>();

/** The indentation of the source would be a third of a long report. */
function withoutIndentation(strings: TemplateStringsArray): readonly string[] {
  const known = compact.get(strings);
  if (known !== undefined) return known;
  const fixed = strings.map((part) => part.replace(/\n\s+/g, '\n'));
  compact.set(strings, fixed);
  return fixed;
}

/** For markup that this project wrote itself, never for a string of a report. */
export function trusted(markup: string): Html {
  return new Html(markup);
}

/** An address as an `href`, or null when it is not one that may be followed (`javascript:`, say). */
export function safeHref(url: string | undefined): string | null {
  if (url === undefined || !URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? href : null;
}

function render(value: Interpolation): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) return value.markup;
  if (typeof value === 'object') return value.map(render).join('');
  return escapeText(String(value));
}
