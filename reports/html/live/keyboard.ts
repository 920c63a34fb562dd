import type { App } from './app.ts';
import { actions } from './actions.ts';
import { singleKeys } from './preferences.ts';

/** Keys act on the page as a whole; help.ts tells of them. */
export function onKey(app: App, event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (document.querySelector('dialog[open]') !== null) return;
  const target = event.target instanceof HTMLElement ? event.target : null;
  const types = target?.matches('input:not([type="checkbox"]), textarea, select') === true;
  if (event.key === 'Escape') {
    if (types) target.blur();
    else back(app);
    return;
  }
  if (types) return;
  if (target?.matches('[data-cell]') === true && moveCell(target, event.key)) {
    event.preventDefault();
    return;
  }
  if (!singleKeys()) return;
  if (act(app, event.key)) event.preventDefault();
}

/** @returns whether the key means something here */
function act(app: App, key: string): boolean {
  const { result } = app.place;
  switch (key) {
    case '?':
      actions['help']?.(app, null);
      return true;
    case '/': {
      if (app.find('[name="q"]') === null) app.go({ view: 'results', result: null });
      // The view is there only after the address has changed.
      setTimeout(() => app.findAs(HTMLInputElement, '[name="q"]')?.select());
      return true;
    }
    case 'j':
      return result === null ? moveRow(app, 1) : way(app, 'after');
    case 'k':
      return result === null ? moveRow(app, -1) : way(app, 'before');
    case 'u':
      return back(app);
    case 'f':
      if (app.find('[data-list]') === null) return false;
      actions['fails']?.(app, null);
      return true;
    case 'x':
    case 'c':
      if (result === null) return false;
      actions[key === 'x' ? 'hex' : 'copy-bytes']?.(
        app,
        app.find(`[data-act="${key === 'x' ? 'hex' : 'copy-bytes'}"]`),
      );
      return true;
    case 't':
      actions['theme']?.(app, null);
      return true;
    default: {
      const tab = /^[1-9]$/.test(key) ? app.findAll('[data-tab]')[Number(key) - 1] : undefined;
      tab?.click();
      return tab !== undefined;
    }
  }
}

function back(app: App): boolean {
  return way(app, 'back');
}

function way(app: App, where: 'back' | 'before' | 'after'): boolean {
  const link = app.find(`[data-way="${where}"]`);
  link?.click();
  return link !== null;
}

function moveRow(app: App, by: 1 | -1): boolean {
  const rows = app.findAll('main :is([data-row], .mend a.title, [data-cell])');
  const at = rows.findIndex((row) => row === document.activeElement);
  const next = at === -1 ? rows[by === 1 ? 0 : rows.length - 1] : rows[at + by];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
  return rows.length > 0;
}

/** From cell to cell of the table, past those that are empty. @returns whether the key is an arrow */
function moveCell(from: HTMLElement, key: string): boolean {
  const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[key];
  const cell = from.closest('td');
  const table = from.closest('table');
  if (step === undefined || cell === null || table === null) return false;
  const rows = [...table.rows];
  let row = rows.findIndex((one) => one === cell.parentElement);
  let column = cell.cellIndex;
  const [down = 0, right = 0] = step;
  for (;;) {
    row += down;
    column += right;
    const next = rows[row]?.cells[column];
    if (next === undefined) return true;
    const link = next.querySelector<HTMLElement>('[data-cell]');
    if (link === null) continue;
    link.focus();
    link.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    return true;
  }
}
