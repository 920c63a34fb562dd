import type { ClientView, FromPage, LineView, ServeView, ToPage } from '../view.ts';
import { addressCard } from './address-card.ts';
import { clientCard } from './client-card.ts';
import { Connection } from './connection.ts';
import { button, element } from './element.ts';
import { Exchange } from './exchange.ts';
import { Region } from './region.ts';
import { taskCard } from './task-card.ts';

const MOST_LINES = 400;

/** The whole page: what it was told last, and how that is shown. */
export class LivePage {
  readonly #title = element('h1', { id: 'title' });
  readonly #lead = element('p', { class: 'lead' });
  readonly #alert = element('div', { class: 'alerts', role: 'alert' });
  readonly #said = element('p', { class: 'unseen', role: 'status' });
  readonly #exchange = new Exchange();
  readonly #exchangeTitle = element('h2', {}, 'The exchange');
  readonly #exchangeBox: HTMLElement;
  readonly #address: Region<readonly [ServeView['address'], boolean]>;
  readonly #tasks: Region<readonly [ServeView['tasks'], boolean]>;
  readonly #clients: Region<readonly [readonly ClientView[], string | null]>;
  readonly #result: Region<Pick<ServeView, 'isWritten' | 'files' | 'isOver'>>;
  readonly #connection: Connection;
  readonly #lines = new Map<string, LineView[]>();
  readonly #main: HTMLElement;
  readonly #endButton = button('End ctcpspec', 'end', () => this.#end());
  #view: ServeView | null = null;
  #shown: string | null = null;
  #isOpen = false;

  constructor(root: HTMLElement, theme: { readonly name: () => string; readonly next: () => void }) {
    const send = (message: FromPage): void => this.#connection.send(message);
    this.#address = new Region(element('section', { 'aria-label': 'The address' }), ([address, isShort]) =>
      addressCard(address, isShort),
    );
    this.#tasks = new Region(
      element('section', { class: 'tasks', 'aria-label': 'For you to do' }),
      ([tasks, isNamed]) =>
        tasks.map((task, index) => taskCard(task, { isNamed, isFirst: index === 0 }, send)),
    );
    this.#clients = new Region(
      element('section', { class: 'clients', 'aria-label': 'Clients' }),
      ([clients, shown]) =>
        clients.map((client) =>
          clientCard(
            client,
            {
              isOnly: clients.length === 1,
              isShown: client.id === shown,
              show: () => this.#choose(client.id),
            },
            send,
          ),
        ),
    );
    this.#result = new Region(element('section', { 'aria-label': 'The report' }), (result) =>
      reportCard(result),
    );
    this.#exchangeBox = element(
      'section',
      { hidden: true, 'aria-label': 'The exchange' },
      this.#exchangeTitle,
      element('p', { class: 'note' }, 'Sent to the client →, and ← what came from it.'),
      this.#exchange.element,
    );
    const themeButton = button(`Theme: ${theme.name()}`, 'theme', () => {
      theme.next();
      themeButton.textContent = `Theme: ${theme.name()}`;
    });
    this.#main = element(
      'main',
      { id: 'main', tabindex: '-1' },
      this.#title,
      this.#lead,
      this.#tasks.element,
      this.#result.element,
      this.#clients.element,
      this.#address.element,
      this.#exchangeBox,
    );
    root.append(
      element(
        'header',
        { class: 'mast' },
        element('p', {}, element('b', {}, 'ctcpspec serve'), ' plays CTCP with a client that you start'),
        element('div', { class: 'buttons' }, this.#endButton, themeButton),
      ),
      this.#alert,
      this.#main,
      this.#said,
    );
    document.addEventListener('keydown', (event) => this.#onKey(event));
    this.#connection = new Connection({
      message: (message) => this.#take(message),
      state: (isOpen) => this.#tellState(isOpen),
    });
  }

  #take(message: ToPage): void {
    if (message.kind === 'view') {
      this.#view = message.view;
      if (message.view.isOver) this.#connection.stop();
    } else this.#add(message.client, message.lines);
    this.#draw();
  }

  #add(client: string, lines: readonly LineView[]): void {
    const known = this.#lines.get(client) ?? [];
    const last = known.at(-1)?.number ?? 0;
    known.push(...lines.filter(({ number }) => number > last));
    known.splice(0, known.length - MOST_LINES);
    this.#lines.set(client, known);
  }

  #draw(): void {
    const view = this.#view;
    if (view === null) return;
    const { clients, tasks, address } = view;
    const shown = clients.find(({ id }) => id === this.#shown) ?? clients.at(-1) ?? null;
    const [title, lead] = headlineOf(view);
    if (this.#title.textContent !== title) this.#said.textContent = title;
    this.#title.textContent = title;
    document.title = `${title} - ctcpspec serve`;
    this.#lead.textContent = lead;
    this.#address.show([address, clients.length > 0]);
    this.#address.element.hidden = view.isOver;
    this.#endButton.hidden = view.isOver;
    const before = this.#tasks.element.querySelector('[data-task]')?.getAttribute('data-task');
    const hadFocus = this.#tasks.element.contains(document.activeElement);
    this.#tasks.show([view.isOver ? [] : tasks, clients.length > 1]);
    const first = tasks[0];
    if (first !== undefined && String(first.id) !== before) {
      this.#said.textContent = first.title;
      // Whoever answers by the keyboard goes on there.
      if (hadFocus) this.#tasks.element.querySelector<HTMLElement>('button[data-choice], button')?.focus();
    }
    this.#clients.show([clients, shown?.id ?? null]);
    const { isWritten, files, isOver } = view;
    this.#result.show({ isWritten, files, isOver });
    this.#exchangeBox.hidden = shown === null;
    this.#exchangeTitle.textContent =
      shown === null || clients.length < 2 ? 'The exchange' : `The exchange with ${shown.nick}`;
    this.#exchange.show(shown?.id ?? null, this.#lines.get(shown?.id ?? '') ?? []);
    this.#main.inert = !this.#isOpen && !isOver;
  }

  #choose(client: string): void {
    this.#shown = client;
    this.#draw();
  }

  #end(): void {
    const isPlaying = this.#view?.clients.some(({ phase }) => phase === 'discovery' || phase === 'playing');
    const sentence =
      'A client is still being played. End ctcpspec now, and leave the rest out of the report?';
    if (isPlaying !== true || confirm(sentence)) this.#connection.send({ kind: 'end' });
  }

  #tellState(isOpen: boolean): void {
    this.#isOpen = isOpen;
    const isOver = this.#view?.isOver === true;
    this.#alert.replaceChildren(
      ...(isOpen || isOver
        ? []
        : [
            element(
              'p',
              {},
              'This page has lost ctcpspec, and looks for it every second. If ctcpspec was started again, open the address that it has printed.',
            ),
          ]),
    );
    this.#draw();
  }

  /** The number of a choice chooses it, unless it is typed somewhere. */
  #onKey({ key, ctrlKey, altKey, metaKey }: KeyboardEvent): void {
    if (!/^[1-9]$/.test(key) || ctrlKey || altKey || metaKey || this.#main.inert) return;
    const choices = this.#tasks.element
      .querySelector('[data-task]')
      ?.querySelectorAll<HTMLElement>('button[data-choice]');
    choices?.[Number(key) - 1]?.click();
  }
}

/** What matters most now, and a sentence about it. */
function headlineOf({ clients, tasks, scenarios, isOver, isWritten }: ServeView): readonly [string, string] {
  const isPlaying = clients.some(({ phase }) => phase === 'discovery' || phase === 'playing');
  if (isOver)
    return ['ctcpspec has ended', isWritten ? 'The report lies on this machine.' : 'Nothing was played.'];
  if (clients.length === 0)
    return ['Waiting for a client', `${scenarios} scenarios will be played, most of them without you.`];
  const [task] = tasks;
  if (task !== undefined && isPlaying) {
    const others = tasks.length - 1;
    const more = others === 0 ? '' : ` ${others} more ${others === 1 ? 'waits' : 'wait'} for you below.`;
    return ['Your turn', `Only you can do this, or see it.${more}`];
  }
  if (isPlaying) return ['Playing', 'You have nothing to do for now. Leave the client as it is.'];
  return ['Done', 'You may look at the report, connect another client under another nick, or end ctcpspec.'];
}

function reportCard({ isWritten, files, isOver }: Pick<ServeView, 'isWritten' | 'files' | 'isOver'>): Node[] {
  if (!isWritten) return [];
  return [
    element(
      'div',
      { class: 'result' },
      element('h2', {}, 'The report'),
      isOver
        ? null
        : element(
            'p',
            {},
            element(
              'a',
              { href: 'report.html', target: '_blank', rel: 'noopener', 'data-report': true },
              'Open the report',
            ),
          ),
      element('ul', {}, ...files.map((file) => element('li', {}, element('code', {}, file)))),
    ),
  ];
}
