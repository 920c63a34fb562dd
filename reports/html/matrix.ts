import { clientName } from '../client-name.ts';
import type { Report } from '../model/report.ts';
import { verdictLabel, verdictSign } from '../wording.ts';
import { resultAddress } from './address.ts';
import { html, type Html } from './escape.ts';

/** Every scenario against every client; only for a report of several. */
export function matrix({ clients }: Report): Html | false {
  if (clients.length < 2) return false;
  const ids = [...new Set(clients.flatMap(({ results }) => results.map(({ id }) => id)))];
  const byId = clients.map(({ results }) => new Map(results.map((result) => [result.id, result])));
  return html`<section aria-labelledby="matrix">
    <h2 id="matrix">All clients</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="Scenarios by client">
      <table class="matrix">
        <thead>
          <tr>
            <th scope="col">Scenario</th>
            ${clients.map((client) => html`<th scope="col"><span>${clientName(client)}</span></th>`)}
          </tr>
        </thead>
        <tbody>
          ${ids.map(
            (id) =>
              html`<tr>
                <th scope="row" class="id">${id}</th>
                ${byId.map((results, index) => {
                  const result = results.get(id);
                  if (result === undefined) return html`<td><span class="unseen">not played</span></td>`;
                  const { verdict } = result;
                  return html`<td class="v-${verdict}">
                    <a
                      href="#${resultAddress(id, index, clients.length)}"
                      title="${verdictLabel[verdict]}: ${result.reason}"
                      ><span aria-hidden="true">${verdictSign[verdict]}</span
                      ><span class="unseen">${verdictLabel[verdict]}</span></a
                    >
                  </td>`;
                })}
              </tr> `,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}
