import type { TranscriptEntry } from '../model/report.ts';
import { bytes } from './bytes.ts';
import { html, type Html } from './escape.ts';

const fromLabel: Readonly<Record<TranscriptEntry['from'], Html>> = {
  server: html`server <span aria-hidden="true">→</span><span class="unseen"> to client</span>`,
  client: html`client <span aria-hidden="true">←</span><span class="unseen"> to server</span>`,
  user: html`user <span aria-hidden="true">›</span><span class="unseen"> types</span>`,
  screen: html`screen<span class="unseen"> shows</span>`,
  process: html`process`,
};

/** What each role means, for the legend; in the order of interest. */
export const roleMeaning: Readonly<Record<NonNullable<TranscriptEntry['role']>, string>> = {
  stimulus: 'what is tested',
  caused: 'what the client did because of it',
  control: 'a query with a known answer, before and after',
  duty: 'what the protocol asks for',
  ambient: 'what the client sends on its own',
};

/** The lines of one playing, in order. `label` names the list for screen readers. */
export function transcript(entries: readonly TranscriptEntry[], label: string): Html | null {
  if (entries.length === 0) return null;
  return html`<ol class="transcript" aria-label="${label}" tabindex="0">
    ${entries.map(line)}
  </ol>`;
}

function line(entry: TranscriptEntry): Html {
  const kinds = ['from-' + entry.from, entry.role, entry.decides && 'decides'].filter(Boolean).join(' ');
  return html`<li class="${kinds}">
    <span class="ms">${time(entry.ms)}</span><span class="from">${fromLabel[entry.from]}</span
    ><span class="said"
      >${bytes(entry.bytes)}${entry.note !== undefined && html` <span class="note">${entry.note}</span>`}</span
    ><span class="role">${entry.role}${entry.decides && html` <strong>decides</strong>`}</span>
  </li> `;
}

function time(ms: number): string {
  return `${ms < 100 ? Math.round(ms * 10) / 10 : Math.round(ms)} ms`;
}

export function transcriptLegend(): Html {
  return html`<dl class="legend">
    ${Object.entries(roleMeaning).map(
      ([role, meaning]) =>
        html`<div>
          <dt class="role">${role}</dt>
          <dd>${meaning}</dd>
        </div>`,
    )}
    <div>
      <dt>
        <code class="bytes"><b>\\x01</b></code>
      </dt>
      <dd>the octet that delimits CTCP</dd>
    </div>
  </dl>`;
}
