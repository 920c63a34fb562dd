import { html, type Html } from './escape.ts';
import { shortenedBytes } from './short.ts';

const escape = /(\\x01)|((?:\\(?:x(?!01)[0-9A-Fa-f]{2}|[rnt0\\]))+)/g;

/**
 * A string in byte notation as markup: the delimiter 0x01 in reverse video, as terminals have always shown
 * it, other escapes in a tone of their own. The text itself is unchanged, so copying gives the notation back.
 *
 * @param most of it, in characters of the notation; what is left out is said
 */
export function bytes(notation: string, most = Number.POSITIVE_INFINITY): Html {
  const { text, left } = shortenedBytes(notation, most);
  const parts: Html[] = [];
  let from = 0;
  for (const match of text.matchAll(escape)) {
    if (match.index > from) parts.push(html`${text.slice(from, match.index)}`);
    parts.push(match[1] === undefined ? html`<i>${match[0]}</i>` : html`<b>${match[0]}</b>`);
    from = match.index + match[0].length;
  }
  parts.push(html`${text.slice(from)}`);
  return html`<code class="bytes" dir="ltr" translate="no">${parts}</code>${
      left > 0 && html`<span class="left">… ${left} more characters</span>`
    }`;
}
