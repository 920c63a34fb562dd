import { sidesSeen } from '../../sides.ts';
import { placeAddress, type Place } from '../address.ts';
import type { Collection } from '../collection.ts';
import type { ShownDispute } from '../data/shown-dispute.ts';
import { html, safeHref, type Html } from '../escape.ts';

interface Standing {
  readonly label: string;
  /** From 0. */
  readonly client: number;
  /** The letters of its sides, each with the scenarios that show it; several where it does now this, now that. */
  readonly sides: ReadonlyMap<string, readonly string[]>;
}

/** Where texts and clients disagree, and on which side each client of the collection is. */
export function disputesView(collection: Collection, place: Place): Html {
  const told = collection.disputes.map((dispute) => ({
    dispute,
    standings: standingsIn(dispute, collection),
  }));
  const seen = told.filter(({ standings }) => standings.some(({ sides }) => sides.size > 0));
  return html`<h1 tabindex="-1">Disputes</h1>
    <p class="lead">
      Where texts and clients disagree. Nobody is wrong here; this is who does what, as these runs saw it.
    </p>
    ${
      seen.length === 0
        ? html`<p class="none">No scenario of a dispute was judged in this report.</p>`
        : html`${collection.clients.length > 1 && overview(seen, collection)}
          ${seen.map((one) => disputeItem(one, place))}`
    }`;
}

function standingsIn({ options }: ShownDispute, { clients }: Collection): Standing[] {
  return clients.map(({ label, results }, client) => {
    const sides = new Map<string, string[]>();
    for (const { letter, scenario } of sidesSeen(options, results))
      sides.set(letter, [...(sides.get(letter) ?? []), scenario]);
    return { label, client, sides };
  });
}

interface Told {
  readonly dispute: ShownDispute;
  readonly standings: readonly Standing[];
}

/** One letter for each client: the shape of the field in one table. */
function overview(told: readonly Told[], { clients }: Collection): Html {
  return html`<div class="scroll tall" tabindex="0" role="region" aria-label="Sides by client">
    <table class="matrix sides">
      <thead>
        <tr>
          <th scope="col"><span class="corner">Dispute</span></th>
          ${clients.map(
            ({ label }) =>
              html`<th scope="col">
                <span class="head"><span>${label}</span></span>
              </th>`,
          )}
          <td class="rest"></td>
        </tr>
      </thead>
      <tbody>
        ${told.map(
          ({ dispute: { id, title }, standings }) =>
            html`<tr>
              <th scope="row"><span class="id">${id}</span> ${title}</th>
              ${standings.map(({ sides }) => {
                const [first, ...more] = [...sides.keys()];
                return html`<td
                  class="${first !== undefined && `side-${more.length > 0 ? 'more' : first.toLowerCase()}`}"
                >
                  ${[...sides.keys()].join('')}${first === undefined && html`<span class="unseen">not seen</span>`}
                </td>`;
              })}
              <td class="rest"></td>
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}

function disputeItem({ dispute: { id, title, question, options }, standings }: Told, place: Place): Html {
  return html`<section class="dispute">
    <h2><span class="id">${id}</span> ${title}</h2>
    <p>${question}</p>
    <ul>
      ${options.map(({ letter, does, sources }) => {
        const here = standings.filter(({ sides }) => sides.has(letter));
        return html`<li class="${here.length > 0 && 'taken'}">
          <p><b class="side side-${letter.toLowerCase()}">${letter}</b> The client ${does}.</p>
          ${
            here.length > 0 &&
            html`<p class="who">
              ${here.map(({ label, client, sides }) => {
                const [scenario = ''] = sides.get(letter) ?? [];
                const split = sides.size > 1;
                return html`<a
                    href="#${placeAddress({ ...place, view: 'disputes', result: { client, id: scenario } })}"
                    >${label}</a
                  >${split && html` <span class="mark">also ${[...sides.keys()].filter((one) => one !== letter).join(', ')}</span>`} `;
              })}
            </p>`
          }
          ${
            sources.length > 0 &&
            html`<p class="sources">
              ${sources.map(({ text, url }) => {
                const href = safeHref(url);
                return href === null
                  ? html`<span>${text}</span> `
                  : html`<a href="${href}" rel="noreferrer">${text}</a> `;
              })}
            </p>`
          }
        </li> `;
      })}
    </ul>
  </section>`;
}
