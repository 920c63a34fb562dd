import { placeAddress, type Place, type View } from '../address.ts';
import type { Collection } from '../collection.ts';
import { html, type Html } from '../escape.ts';
import { viewNames, viewsOf } from './view-markup.ts';
import { currentTheme } from './theme.ts';

/** What stands around every view. */
export function frame(): Html {
  return html`<a class="skip" href="#main" data-skip>Skip to the content</a>
    <header class="mast">
      <p><b>ctcpspec</b> <span>conformance to the Client-To-Client Protocol of IRC</span></p>
      <nav class="tabs" aria-label="Views" data-tabs></nav>
      <div class="buttons">
        <button type="button" data-act="add" title="Another report.json; it stays on this machine">
          Add a report…
        </button>
        <button type="button" data-act="theme">Theme: <span data-theme-name>${currentTheme()}</span></button>
        <button type="button" data-act="help" aria-label="Keys and search">?</button>
      </div>
      <input type="file" data-files multiple accept=".json,.html,application/json" hidden />
    </header>
    <div class="alerts" role="alert" data-alerts></div>
    <main id="main" tabindex="-1"></main>
    <p class="unseen" role="status" data-said></p>
    <div class="drop" data-drop hidden><p>Drop a report.json to add it. It stays on this machine.</p></div>
    <dialog id="help" aria-labelledby="help-title"></dialog>
    <dialog id="copy" aria-label="Text to copy">
      <p>This browser does not let the page copy. Here is the text:</p>
      <textarea readonly rows="16" aria-label="Text to copy"></textarea>
      <form method="dialog"><button>Close</button></form>
    </dialog>`;
}

export function tabs(collection: Collection, place: Place): Html {
  return html`${viewsOf(collection).map((view) => tab(view, place))}`;
}

function tab(view: View, place: Place): Html {
  const client = view === 'results' || view === 'compare' ? place.client : null;
  const isHere = view === place.view;
  return html`<a href="#${placeAddress({ view, client })}" ${isHere && html` aria-current="page"`} data-tab
    >${viewNames[view]}</a
  > `;
}
