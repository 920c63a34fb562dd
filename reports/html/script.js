/* global addEventListener, clearTimeout, document, Element, FormData, getSelection, history, localStorage, location, navigator, URLSearchParams */
// Filters, opens, copies and switches the theme. Everything else is in the page already, so nothing here makes markup.
'use strict';
{
  const root = document.documentElement;
  const themes = ['system', 'light', 'dark'];

  // Storage is refused to some files and in some private windows; the page works without.
  const remembered = () => {
    try {
      return localStorage.getItem('ctcpspec-theme') ?? 'system';
    } catch {
      return 'system';
    }
  };
  const setTheme = (theme) => {
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
    else delete root.dataset.theme;
    try {
      localStorage.setItem('ctcpspec-theme', theme);
    } catch {
      // Not remembered, then.
    }
  };
  setTheme(remembered());

  const prepareTheme = () => {
    const button = document.querySelector('[data-theme-toggle]');
    const label = button.querySelector('span');
    label.textContent = root.dataset.theme ?? 'system';
    button.hidden = false;
    button.addEventListener('click', () => {
      setTheme(themes[(themes.indexOf(label.textContent) + 1) % themes.length]);
      label.textContent = root.dataset.theme ?? 'system';
    });
  };

  const prepareCopy = () => {
    for (const button of document.querySelectorAll('[data-copy]')) {
      const code = button.previousElementSibling;
      const label = button.firstChild;
      let back;
      const say = (text) => {
        label.textContent = text;
        clearTimeout(back);
        back = setTimeout(() => (label.textContent = 'Copy'), 2000);
      };
      button.hidden = false;
      button.addEventListener('click', async () => {
        try {
          await navigator.clipboard.writeText(code.textContent);
          say('Copied');
        } catch {
          getSelection().selectAllChildren(code);
          say('Selected');
        }
      });
    }
  };

  const prepareFilters = () => {
    const form = document.querySelector('.filters');
    const results = [...document.querySelectorAll('.result')];
    const areas = [...document.querySelectorAll('.area')];
    const count = form.querySelector('[data-count]');
    const none = document.querySelector('.none');
    const openAll = form.querySelector('[data-open-all]');
    const texts = new Map();
    let opened = '';

    const textOf = (result) => {
      if (!texts.has(result)) texts.set(result, result.textContent.toLowerCase());
      return texts.get(result);
    };
    const singles = ['area', 'level', 'evidence', 'client'].filter((name) => form.elements.namedItem(name));

    const read = () => {
      const data = new FormData(form);
      const wanted = new URLSearchParams();
      const verdicts = data.getAll('verdict');
      if (verdicts.length > 0) wanted.set('verdict', verdicts.join(','));
      for (const name of [...singles, 'q']) {
        const value = String(data.get(name) ?? '').trim();
        if (value !== '') wanted.set(name, value);
      }
      return wanted;
    };

    const filter = () => {
      const wanted = read();
      const verdicts = wanted.get('verdict')?.split(',');
      const words = (wanted.get('q') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const result of results) {
        const fits =
          (!verdicts || verdicts.includes(result.dataset.verdict)) &&
          singles.every((name) => !wanted.has(name) || wanted.get(name) === result.dataset[name]) &&
          words.every((word) => textOf(result).includes(word));
        // The result that the address names is shown whatever the filters say.
        result.hidden = !fits && !(opened !== '' && result.id === opened);
        if (!result.hidden) shown += 1;
      }
      for (const area of areas) area.hidden = !area.querySelector('.result:not([hidden])');
      none.hidden = shown > 0;
      count.textContent = `${shown} of ${results.length} results shown`;
    };

    const readable = (text) => text.replaceAll('%2F', '/').replaceAll('%2C', ',').replaceAll('%3A', ':');
    const writeAddress = () => {
      const query = readable(read().toString());
      const parts = [query, opened].filter(Boolean).join('&');
      history.replaceState(null, '', `#${query === '' ? '' : '?'}${parts}`);
    };

    const readAddress = () => {
      const text = location.hash.slice(1);
      const filtering = text.startsWith('?') || text.startsWith('r=');
      if (!filtering && text !== '') return;
      const wanted = new URLSearchParams(text.replace(/^\?/, ''));
      const verdicts = (wanted.get('verdict') ?? '').split(',');
      for (const box of form.querySelectorAll('[name=verdict]')) box.checked = verdicts.includes(box.value);
      for (const name of [...singles, 'q']) form.elements.namedItem(name).value = wanted.get(name) ?? '';
      // Addresses come from people: an area that is not in the list would leave the menu blank.
      for (const name of singles)
        if (form.elements.namedItem(name).selectedIndex < 0) form.elements.namedItem(name).value = '';
      const place = wanted.get('r');
      const target =
        place === null ? null : results.find((result) => decodeURIComponent(result.id) === `r=${place}`);
      opened = target ? target.id : '';
      filter();
      if (target) {
        target.open = true;
        target.scrollIntoView({ block: 'start', behavior: 'instant' });
        target.querySelector('summary').focus({ preventScroll: true });
      } else if (text !== '') {
        document.getElementById('results').scrollIntoView({ block: 'start', behavior: 'instant' });
      }
    };

    form.hidden = false;
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('input', () => {
      opened = '';
      filter();
      writeAddress();
    });
    form.addEventListener('reset', () => {
      opened = '';
      setTimeout(() => {
        filter();
        writeAddress();
      });
    });
    for (const result of results) {
      // A click, not 'toggle': the address follows what a person opens, not what a search or a printer opens.
      result.querySelector('summary').addEventListener('click', () => {
        if (!result.open) opened = result.id;
        else if (opened === result.id) opened = '';
        writeAddress();
      });
    }
    openAll.addEventListener('click', () => {
      const shown = results.filter((result) => !result.hidden);
      const opening = shown.some((result) => !result.open);
      for (const result of shown) result.open = opening;
      openAll.textContent = opening ? 'Close all' : 'Open all shown';
    });

    let printed = [];
    addEventListener('beforeprint', () => {
      const judged = (result) => ['fail', 'warn'].includes(result.dataset.verdict);
      printed = results.filter((result) => !result.hidden && !result.open && judged(result));
      for (const result of printed) result.open = true;
    });
    addEventListener('afterprint', () => {
      for (const result of printed) result.open = false;
    });

    addEventListener('hashchange', readAddress);
    document.addEventListener('click', (event) => {
      // The same address again is no change to the browser, but the reader asked to be taken there.
      const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
      if (link?.hash === location.hash) readAddress();
    });
    readAddress();
  };

  addEventListener('DOMContentLoaded', () => {
    prepareTheme();
    prepareCopy();
    prepareFilters();
  });
}
