import { button } from './element.ts';

const SAID_MS = 1500;

/** A button that puts a text on the clipboard; where the browser does not allow that, the text is there to be selected. */
export function copyButton(text: string, what: string): HTMLElement {
  const made = button(
    'Copy',
    `copy ${what}`,
    () => {
      const say = (label: string): void => {
        made.textContent = label;
        setTimeout(() => (made.textContent = 'Copy'), SAID_MS);
      };
      navigator.clipboard.writeText(text).then(
        () => say('Copied'),
        () => say('Select it'),
      );
    },
    { 'aria-label': `Copy ${what}` },
  );
  return made;
}
