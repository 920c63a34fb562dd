import type { Report } from '../model/report.ts';
import { upgradedSentence } from '../wording.ts';
import { html, type Html } from './escape.ts';

/** For a report that was written in an older version of the format. */
export function upgradedBanner({ upgradedFrom }: Report): Html | false {
  if (upgradedFrom === undefined) return false;
  return html`<div class="banner" role="note">${upgradedSentence(upgradedFrom)}</div>`;
}
