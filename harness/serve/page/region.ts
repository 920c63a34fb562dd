/**
 * A part of the page that is drawn anew when what it shows has changed, and not before: whoever is about to press a button
 * in it, or reads it aloud, is not disturbed.
 */
export class Region<T> {
  readonly element: HTMLElement;
  readonly #draw: (value: T) => readonly Node[];
  #shown = '';

  constructor(element: HTMLElement, draw: (value: T) => readonly Node[]) {
    this.element = element;
    this.#draw = draw;
  }

  /** @returns whether anything has changed */
  show(value: T): boolean {
    const now = JSON.stringify(value);
    if (now === this.#shown) return false;
    this.#shown = now;
    const key = this.element.contains(document.activeElement)
      ? document.activeElement?.getAttribute('data-key')
      : null;
    this.element.replaceChildren(...this.#draw(value));
    if (key != null) this.#find(key)?.focus();
    return true;
  }

  #find(key: string): HTMLElement | undefined {
    const all = this.element.querySelectorAll<HTMLElement>('[data-key]');
    return [...all].find((one) => one.dataset['key'] === key);
  }
}
