const themes = ['system', 'light', 'dark'] as const;
type Theme = (typeof themes)[number];
const key = 'ctcpspec-theme';

/** Storage is refused to some files and in some private windows; the page works without. */
function remembered(): Theme {
  try {
    return themes.find((one) => one === localStorage.getItem(key)) ?? 'system';
  } catch {
    return 'system';
  }
}

let theme: Theme = 'system';

function apply(): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

/** Before anything is shown, so that nothing flashes. */
export function startTheme(): void {
  theme = remembered();
  apply();
}

export function currentTheme(): Theme {
  return theme;
}

export function nextTheme(): void {
  theme = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system';
  apply();
  try {
    localStorage.setItem(key, theme);
  } catch {
    // Not remembered, then.
  }
}
