import { actions, choices } from './actions.ts';
import { App } from './app.ts';
import { watchFiles } from './files.ts';
import { onKey } from './keyboard.ts';
import { startPreferences } from './preferences.ts';
import { watchPrinting } from './printing.ts';
import { startTheme } from './theme.ts';
import { unpack } from './unpack.ts';

startTheme();
startPreferences();
addEventListener('DOMContentLoaded', () => {
  start().catch((error: unknown) => {
    // The summary stays, and says why there is no more.
    const note = document.querySelector('[data-static]');
    if (note !== null)
      note.textContent = `This is the summary. The rest could not be unpacked (${String(error)}). A browser of 2024 or later can; report.json has the same for programs.`;
  });
});

async function start(): Promise<void> {
  const root = document.querySelector<HTMLElement>('#page');
  const data = document.querySelector('#data');
  if (root === null || data === null) throw new Error('the page is not whole');
  const app = new App(root, await unpack(data.textContent));
  // It is held unpacked now.
  data.remove();
  listen(app);
  watchFiles(app);
  watchPrinting(app);
}

function listen(app: App): void {
  addEventListener('hashchange', () => app.follow());
  document.addEventListener('keydown', (event) => onKey(app, event));
  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const link = target?.closest<HTMLAnchorElement>('a[href^="#"]') ?? null;
    if (link !== null) {
      if (link.matches('[data-skip]')) {
        event.preventDefault();
        app.find('main')?.focus();
      } else if (link.hash === location.hash) {
        // The same address again is no change to the browser, but the reader asked to be taken there.
        event.preventDefault();
        app.follow();
      }
      return;
    }
    const button = target?.closest<HTMLElement>('[data-act]') ?? null;
    if (button !== null) actions[button.dataset['act'] ?? '']?.(app, button);
  });
  document.addEventListener('submit', (event) => {
    // A dialog is closed by its form; a search is done already.
    if (event.target instanceof Element && event.target.matches('[role="search"]')) event.preventDefault();
  });
  document.addEventListener('input', ({ target }) => {
    if (target instanceof HTMLInputElement && target.name === 'q') app.search(target.value);
  });
  document.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLSelectElement || target instanceof HTMLInputElement)) return;
    choices[target.dataset['choose'] ?? '']?.(app, target.value, target);
  });
}
