const key = 'ctcpspec-keys';

let on = true;

/** Whether single keys act. Some people's tools type them unasked, so that they can be switched off (WCAG 2.1.4). */
export function singleKeys(): boolean {
  return on;
}

export function startPreferences(): void {
  try {
    on = localStorage.getItem(key) !== 'off';
  } catch {
    on = true;
  }
}

export function setSingleKeys(wanted: boolean): void {
  on = wanted;
  try {
    localStorage.setItem(key, wanted ? 'on' : 'off');
  } catch {
    // Not remembered, then.
  }
}
