import { html, type Html, type Interpolation } from './escape.ts';

export type Fact = readonly [name: Interpolation, value: Interpolation];

export function factList(facts: readonly Fact[]): Html {
  return html`<dl class="facts">
    ${facts.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}
