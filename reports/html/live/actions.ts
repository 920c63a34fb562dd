import { exchangesOf, wireText } from '../copied-text.ts';
import { helpDialog } from '../help.ts';
import { scenarioText } from '../scenario-text.ts';
import { valuesIn, withValues } from '../search/change-search.ts';
import { pairOf } from '../views/compare.ts';
import type { App } from './app.ts';
import { copyText } from './clipboard.ts';
import { setSingleKeys, singleKeys } from './preferences.ts';
import { currentTheme, nextTheme } from './theme.ts';

/** What the buttons of the page do, by their `data-act`. */
export const actions: Readonly<Record<string, (app: App, button: HTMLElement | null) => void>> = {
  add: (app) => app.find('[data-files]')?.click(),
  theme: (app) => {
    nextTheme();
    const name = app.find('[data-theme-name]');
    if (name !== null) name.textContent = currentTheme();
  },
  help: (app) => {
    const dialog = app.findAs(HTMLDialogElement, '#help');
    if (dialog === null || dialog.open) return;
    dialog.innerHTML = helpDialog(singleKeys()).markup;
    dialog.showModal();
  },
  verdict: (app, button) => {
    const { search } = app.place;
    const value = button?.dataset['value'] ?? '';
    const wanted = valuesIn(search, 'verdict');
    const turned = wanted.includes(value) ? wanted.filter((one) => one !== value) : [...wanted, value];
    app.search(withValues(search, 'verdict', turned));
  },
  fails: (app) => {
    const { search } = app.place;
    const isOnly = valuesIn(search, 'verdict').join() === 'fail';
    app.search(withValues(search, 'verdict', isOnly ? [] : ['fail']));
  },
  clear: (app) => {
    app.search('');
    if (app.place.view === 'results' && app.place.client !== null) app.go({ client: null });
  },
  more: (app) => {
    app.settings.most = Number.POSITIVE_INFINITY;
    app.fillList();
  },
  swap: (app) => {
    const { left, right } = pairOf(app.collection, app.place);
    app.go({ client: right, other: left });
  },
  hex: (app) => {
    app.settings.hex = !app.settings.hex;
    app.again();
  },
  'copy-bytes': (app, button) =>
    copied(app, button, (result) =>
      exchangesOf(result, app.openCases())
        .map(({ name, transcript }) => `${name === '' ? '' : `# case ${name}\n`}${wireText(transcript)}`)
        .join('\n'),
    ),
  'copy-scenario': (app, button) =>
    copied(app, button, (result) => {
      const texts = exchangesOf(result, app.openCases()).map(({ name, transcript }) =>
        scenarioText(result, transcript, name),
      );
      return texts.filter((text) => text !== null).join('\n');
    }),
  'copy-replay': (app, button) => copied(app, button, ({ replay }) => replay),
};

type Told = (result: NonNullable<App['result']>) => string;

function copied(app: App, button: HTMLElement | null, tell: Told): void {
  const { result } = app;
  if (result === null) return;
  const text = tell(result);
  if (text === '') {
    app.say('There is nothing to copy in the cases that are open.');
    return;
  }
  void copyText(text).then((isCopied) => {
    if (!isCopied) return;
    app.say('Copied.');
    if (button === null) return;
    const label = button.textContent;
    button.textContent = 'Copied';
    setTimeout(() => {
      button.textContent = label;
    }, 2000);
  });
}

/** What menus and boxes do, by their `data-choose`. */
export const choices: Readonly<Record<string, (app: App, value: string, field: HTMLElement) => void>> = {
  term: (app, value, field) => {
    const key = field.getAttribute('name') === 'area' ? 'area' : 'level';
    app.search(withValues(app.place.search, key, value === '' ? [] : [value]));
  },
  client: (app, value) => app.go({ client: value === '' ? null : Number(value) }),
  other: (app, value) => app.go({ client: pairOf(app.collection, app.place).left, other: Number(value) }),
  differing: (app) => {
    app.settings.differing = !app.settings.differing;
    app.fillList();
  },
  all: (app) => {
    app.settings.all = !app.settings.all;
    app.fillList();
  },
  keys: () => {
    setSingleKeys(!singleKeys());
  },
};
