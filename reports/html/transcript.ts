import type { TranscriptEntry } from '../model/report.ts';
import { bytes } from './bytes.ts';
import { html, type Html } from './escape.ts';
import { hexDump } from './hex-dump.ts';
import { octetsOf } from './octets.ts';

const lanes: Readonly<Record<TranscriptEntry['from'], Html>> = {
  server: html`server <span aria-hidden="true">→</span><span class="unseen"> to client</span>`,
  client: html`<span aria-hidden="true">←</span> client<span class="unseen"> to server</span>`,
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

/** Of one line; all of it comes with the octets, or with a copy. */
const mostOfALine = 1200;

export interface TranscriptOptions {
  /** Names the list for screen readers. */
  readonly label: string;
  /** The octets of each line below it. */
  readonly hex?: boolean;
}

/** The lines of one playing, in order, with time and direction. */
export function transcript(entries: readonly TranscriptEntry[], options: TranscriptOptions): Html | null {
  if (entries.length === 0) return null;
  return html`<ol class="transcript" aria-label="${options.label}" tabindex="0">
    ${entries.map((entry) => line(entry, options.hex === true))}
  </ol>`;
}

function line(entry: TranscriptEntry, hex: boolean): Html {
  const kinds = ['from-' + entry.from, entry.role, entry.decides && 'decides'].filter(Boolean).join(' ');
  const said = bytes(entry.bytes, hex ? undefined : mostOfALine);
  return html`<li class="${kinds}">
    <span class="ms">${time(entry.ms)}</span><span class="from">${lanes[entry.from]}</span
    ><span class="said"
      >${entry.decides ? html`<mark>${said}</mark>` : said}${entry.note !== undefined && html` <span class="note">${entry.note}</span>`}${hex && hexDump(octetsOf(entry.bytes))}</span
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
    <div>
      <dt>
        <code class="bytes"><i>\\xHH</i></code>
      </dt>
      <dd>any other octet that is no text; <code class="bytes"><i>\\r \\n \\t \\0 \\\\</i></code> have short forms</dd>
    </div>
  </dl>`;
}
