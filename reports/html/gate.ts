import type { ClientReport, Complaint } from '../model/report.ts';
import { counted, gateSentence } from '../wording.ts';
import { resultAddress } from './address.ts';
import type { LoadedClient } from './collection.ts';
import { html, type Html } from './escape.ts';

/** So many complaints stand open; more would hide what comes behind them. */
const mostOpen = 4;

/** Whether the gate is met, each reason why not with the line to change, and what is excused. */
export function gateSection({ client, report }: LoadedClient, index: number): Html {
  const { met, complaints } = client.gate;
  const { complete } = report.run;
  const [style, mark] = gateSign(client, complete);
  const list = html`<ul>
    ${complaints.map((one) => html`<li>${complaint(one, client, index)}</li> `)}
  </ul>`;
  return html`<div class="gate ${style}">
    <h2><span aria-hidden="true">${mark}</span> ${gateSentence(met, complete)}</h2>
    <p class="excused">${excused(client)}</p>
    ${
      complaints.length > 0 &&
      (complaints.length <= mostOpen
        ? list
        : html`<details>
            <summary>${counted(complaints.length, 'reason')}</summary>
            ${list}
          </details>`)
    }
  </div>`;
}

/** The class of its tone, and a sign that can be told without colour. */
export function gateSign({ gate }: ClientReport, complete: boolean): readonly [string, string] {
  if (!gate.met) return ['v-fail', '✕'];
  return complete ? ['v-pass', '✓'] : ['v-inconclusive', '?'];
}

function complaint({ message, id, file, line }: Complaint, client: ClientReport, index: number): Html {
  const scenario = id?.split('#')[0] ?? null;
  const isThere = scenario !== null && client.results.some((result) => result.id === scenario);
  return html`${message}${
    file !== null && line !== null && html` <span class="id">${file}:${line}</span>`
  }${isThere && html` <a href="#${resultAddress(scenario, index)}">Show it<span class="unseen"> (${id})</span></a>`}`;
}

function excused({ gate, results }: ClientReport): string {
  if (gate.expectations === null) return 'No expectations file was given: whatever is bad fails it.';
  const { file, known, flaky } = gate.expectations;
  const count = results.filter(({ expected, entry }) => expected && entry !== null).length;
  return `${counted(count, 'scenario')} of this run excused by ${file}, which has ${counted(known, 'entry', 'entries')}${flaky === 0 ? '' : ` and ${counted(flaky, 'flaky one')}`}.`;
}

/** The totals of what is not part of the score. */
export function apartList({ apart }: ClientReport): Html | false {
  if (apart.length === 0) return false;
  return html`<ul class="apart">
    ${apart.map(
      ({ name, totals }) =>
        html`<li>
          Counted apart: <span class="id">${name}</span>,
          ${Object.entries(totals)
            .filter(([, count]) => count > 0)
            .map(([verdict, count]) => `${count} ${verdict}`)
            .join(', ')}
        </li>`,
    )}
  </ul>`;
}
