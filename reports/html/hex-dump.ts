import { html, type Html } from './escape.ts';

const perRow = 16;
/** Rows beyond these are left out: what a client repeats is not read octet by octet. */
const mostRows = 256;

/** Octets as hexdump shows them: offset, sixteen at a time, and the printable ones as ASCII. */
export function hexDump(octets: Uint8Array): Html {
  const rows: string[] = [];
  for (let at = 0; at < octets.length && rows.length < mostRows; at += perRow) {
    const some = [...octets.subarray(at, at + perRow)];
    const numbers = some.map((octet) => octet.toString(16).padStart(2, '0'));
    const text = some.map((octet) => (octet > 0x1f && octet < 0x7f ? String.fromCharCode(octet) : '.'));
    rows.push(
      `${at.toString(16).padStart(4, '0')}  ${numbers.join(' ').padEnd(perRow * 3 - 1)}  ${text.join('')}`,
    );
  }
  const left = octets.length - rows.length * perRow;
  // Each row an element of its own: line breaks in text would be shown as bytes.
  return html`<code class="hex" dir="ltr" translate="no"
    >${rows.map((row) => html`<span>${row}</span>`)}${left > 0 && html`<span>… ${left} more octets</span>`}</code
  >`;
}
