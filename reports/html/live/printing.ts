import { html } from '../escape.ts';
import { resultView } from '../views/result.ts';
import type { App } from './app.ts';

/** An overview is printed with each failure in full behind it: paper has no links to follow. */
export function watchPrinting(app: App): void {
  addEventListener('beforeprint', () => {
    const { place, collection } = app;
    const client = place.client ?? 0;
    const of = collection.clients[client];
    const isOverview = place.result === null && place.view === 'overview';
    if (!isOverview || of === undefined || (place.client === null && collection.clients.length > 1)) return;
    const judged = of.client.results.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn');
    const options = { place, client, hex: false, before: null, after: null, asScenario: false };
    const printed = document.createElement('section');
    printed.dataset['printed'] = '';
    printed.innerHTML = html`${judged.map((result) => resultView(result, collection, options))}`.markup;
    app.find('main')?.append(printed);
  });
  addEventListener('afterprint', () => app.find('[data-printed]')?.remove());
}
