import type { ClientReport, Discovery } from '../model/report.ts';
import { duration } from '../wording.ts';
import { bytes } from './bytes.ts';
import { html, type Html, type Interpolation } from './escape.ts';
import { factList } from './fact-list.ts';

/** What was learnt about the client before anything was judged. */
export function discoveryText({ discovery }: ClientReport): Html | false {
  if (discovery === null) return false;
  return html`<h2>What discovery found</h2>
    ${factList(facts(discovery))} ${steps(discovery)}`;
}

const order = {
  kept: 'answers come in the order of the queries',
  'not-kept': 'answers come out of order, so silences are timed and not fenced',
  unknown: 'it is not known whether answers keep their order',
} as const;

const endings = {
  crlf: 'CR LF, as the protocol asks',
  lf: 'a bare LF',
  mixed: 'CR LF and bare LF, mixed',
  none: 'none was seen',
} as const;

function facts(found: Discovery): [string, Interpolation][] {
  const { control } = found;
  return [
    ['VERSION reply', found.version === null ? 'none' : bytes(found.version)],
    ['Answers', names(found.answers, 'nothing')],
    ['Claims (CLIENTINFO)', found.claims === null ? 'no answer' : names(found.claims, 'nothing')],
    [
      'Control query',
      control === null
        ? 'none: no CTCP query gets a known answer'
        : html`<code>${control.query}</code>, ${control.echoesToken ? 'echoes a token' : 'without a token'}`,
    ],
    ['Order', order[found.order]],
    ['Allowance', allowance(found)],
    ['Line ending', endings[found.lineEnding]],
    ['Sends on its own', names(found.ambient, 'nothing')],
    ['Capabilities asked for', names(found.capabilities, 'none')],
    ['Ready after', duration(found.startMs)],
    ['Slowest reply', found.slowestReplyMs === null ? 'no reply' : duration(found.slowestReplyMs)],
  ];
}

function allowance({ allowance: { kind, burst, intervalMs, fromOnePeer } }: Discovery): string {
  const from = fromOnePeer === null ? '' : `; ${fromOnePeer} of a dozen from one peer`;
  switch (kind) {
    case 'none':
      return `no limit found${from}`;
    case 'drop':
      return `${burst ?? 'a few'} queries at a time, further ones are dropped`;
    case 'queue':
      return `one reply every ${duration(intervalMs)}${burst === null ? '' : `; ${burst} outstanding ones are certain`}`;
  }
}

function names(list: readonly string[], otherwise: string): Interpolation {
  if (list.length === 0) return otherwise;
  return list.map((name, index) => [index > 0 && ' · ', html`<code>${name}</code>`]);
}

function steps({ steps }: Discovery): Html | false {
  if (steps.length === 0) return false;
  const sign = (ok: boolean | null) => (ok === null ? 'not tried' : ok ? 'yes' : 'no');
  return html`<details class="steps">
    <summary>Steps</summary>
    <table>
      <thead>
        <tr>
          <th scope="col">Step</th>
          <th scope="col">Done</th>
          <th scope="col">At</th>
          <th scope="col">Note</th>
        </tr>
      </thead>
      <tbody>
        ${steps.map(
          (step) =>
            html`<tr>
              <th scope="row">${step.step}</th>
              <td>${sign(step.ok)}</td>
              <td>${duration(step.ms)}</td>
              <td>${step.note}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </details>`;
}
