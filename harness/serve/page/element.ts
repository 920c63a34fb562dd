export type Child = Node | string | null;

/** What an element has besides its children; `false` and null are left out. */
export type Attributes = Readonly<Record<string, string | boolean | null>>;

/**
 * An element with attributes and children. Strings become text and never markup, whatever a client has put in them.
 */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes,
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes))
    if (value !== null && value !== false) made.setAttribute(key, value === true ? '' : value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** A button that calls `act`. @param key the same for the same button in whatever is shown next, so that it keeps the focus */
export function button(
  label: string,
  key: string,
  act: () => void,
  attributes: Attributes = {},
): HTMLElement {
  const made = element('button', { type: 'button', 'data-key': key, ...attributes }, label);
  made.addEventListener('click', act);
  return made;
}
