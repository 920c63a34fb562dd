import type { Collection } from '../collection.ts';
import { html, type Html } from '../escape.ts';
import { clientOverview } from './client-overview.ts';
import { clientsOverview } from './clients.ts';

/** What stands in the page without a script: the summary, and each failure. */
export function staticOverview(collection: Collection): Html {
  const [only] = collection.clients;
  return html`<div class="banner" role="note" data-static>
      This is the summary. All results, with what went over the wire, are in this file too, and are shown with
      JavaScript; <code>report.json</code> has the same for programs.
    </div>
    ${
      collection.clients.length === 1 && only !== undefined
        ? clientOverview(only, { index: 0, several: false, isStatic: true })
        : clientsOverview(collection)
    }`;
}
