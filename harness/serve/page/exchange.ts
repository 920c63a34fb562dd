import type { LineView } from '../view.ts';
import { bytes } from './bytes.ts';
import { element } from './element.ts';

const MOST_SHOWN = 400;
const SIDES: Readonly<Record<LineView['from'], string>> = {
  server: 'to the client',
  client: 'from the client',
  note: '',
};
const ARROWS: Readonly<Record<LineView['from'], string>> = { server: '→', client: '←', note: '' };

/** The exchange of one client, as it happens: it keeps to its end, unless somebody has scrolled up to read. */
export class Exchange {
  readonly element: HTMLElement;
  readonly #list = element('ol', { class: 'lines' });
  #client: string | null = null;
  #last = 0;

  constructor() {
    this.element = element(
      'div',
      { class: 'exchange', tabindex: '0', role: 'region', 'aria-label': 'What goes over the wire' },
      this.#list,
    );
  }

  /** @param lines all that are known of the client */
  show(client: string | null, lines: readonly LineView[]): void {
    if (client !== this.#client) {
      this.#client = client;
      this.#last = 0;
      this.#list.replaceChildren();
    }
    const fresh = lines.filter(({ number }) => number > this.#last);
    if (fresh.length === 0) return;
    const { element: box } = this;
    const isAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 40;
    this.#last = fresh.at(-1)?.number ?? this.#last;
    this.#list.append(...fresh.map(row));
    while (this.#list.childElementCount > MOST_SHOWN) this.#list.firstElementChild?.remove();
    if (isAtEnd) box.scrollTop = box.scrollHeight;
  }
}

function row({ from, atMs, text }: LineView): HTMLElement {
  const time = new Date(atMs);
  const clock = time.toLocaleTimeString([], { hour12: false });
  return element(
    'li',
    { class: `from-${from}` },
    element('span', { class: 'ms' }, clock),
    element('span', { class: 'side', 'aria-hidden': 'true' }, ARROWS[from]),
    element('span', { class: 'unseen' }, SIDES[from]),
    bytes(text),
  );
}
