import { html, type Html } from './escape.ts';
import { searchFlags, searchKeys } from './search/parse-search.ts';

export interface KeyMeaning {
  readonly keys: readonly string[];
  readonly does: string;
}

/** What the page does on a key; live/keyboard.ts does it. */
export const keyMeanings: readonly KeyMeaning[] = [
  { keys: ['?'], does: 'this help' },
  { keys: ['/'], does: 'search' },
  { keys: ['1', '2', '…'], does: 'the views, from left to right' },
  { keys: ['j', 'k'], does: 'the next and the previous row, or result' },
  { keys: ['Enter'], does: 'open the row or the cell' },
  { keys: ['←', '↑', '→', '↓'], does: 'from cell to cell of the matrix' },
  { keys: ['u', 'Esc'], does: 'back to the list' },
  { keys: ['f'], does: 'only what fails, or everything again' },
  { keys: ['x'], does: 'the octets of a transcript in hex' },
  { keys: ['c'], does: 'copy the bytes of the exchange' },
  { keys: ['t'], does: 'the next of the themes: of the system, light, dark' },
];

const flagMeaning: Readonly<Record<(typeof searchFlags)[number], string>> = {
  flaky: 'attempts differed',
  expected: 'meets the gate, by itself or excused',
  measured: 'has numbers or curves',
  hint: 'says what to do',
  unscored: 'is counted apart',
};

const examples: readonly (readonly [string, string])[] = [
  ['verdict:fail,warn', 'either of the two; the beginning of a word is enough'],
  ['area:quoting level:must', 'both'],
  ['!verdict:pass !flaky', 'neither'],
  ['rule:CTX outcome:*answers*', 'the beginning of a rule, a pattern with *'],
  ['"\\x01PING a  b"', 'text with spaces, also in the bytes; backslashes as they stand'],
];

export function helpDialog(singleKeys: boolean): Html {
  return html`<h2 id="help-title">Keys and search</h2>
    <div class="help">
      <div>
        <h3>Keys</h3>
        <dl class="keys">
          ${keyMeanings.map(
            ({ keys, does }) =>
              html`<div>
                <dt>${keys.map((key) => html`<kbd>${key}</kbd> `)}</dt>
                <dd>${does}</dd>
              </div>`,
          )}
        </dl>
        <label class="switch"
          ><input type="checkbox" data-choose="keys" ${singleKeys && html` checked`} /> Single keys act</label
        >
      </div>
      <div>
        <h3>Search</h3>
        <dl class="keys">
          ${examples.map(
            ([text, means]) =>
              html`<div>
                <dt><code>${text}</code></dt>
                <dd>${means}</dd>
              </div>`,
          )}
        </dl>
        <p>Keys: ${searchKeys.map((key) => html`<code>${key}:</code> `)}</p>
        <p>Words of their own:</p>
        <ul>
          ${searchFlags.map((flag) => html`<li><code>${flag}</code> ${flagMeaning[flag]}</li> `)}
        </ul>
      </div>
    </div>
    <form method="dialog"><button>Close</button></form>`;
}
