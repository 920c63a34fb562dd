import type { Verdict } from '../model/report.ts';
import { verdictLabel, verdictSign } from '../wording.ts';
import { html, type Html } from './escape.ts';

/** Sign and word, so that it reads without colour. */
export function verdictBadge(verdict: Verdict): Html {
  return html`<span class="badge v-${verdict}"
    ><span aria-hidden="true">${verdictSign[verdict]}</span> ${verdictLabel[verdict]}</span
  >`;
}
