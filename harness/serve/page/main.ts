import { currentTheme, nextTheme, startTheme } from '../../../reports/html/live/theme.ts';
import { LivePage } from './live-page.ts';

startTheme();
addEventListener('DOMContentLoaded', () => {
  const root = document.querySelector<HTMLElement>('#page');
  if (root !== null) new LivePage(root, { name: currentTheme, next: nextTheme });
});
