import { element } from './element.ts';

const ESCAPES = /(\\(?:x[0-9A-F]{2}|[rnt0\\]))/;

/** Byte notation, with what stands for an octet marked. */
export function bytes(text: string): HTMLElement {
  const parts = text
    .split(ESCAPES)
    .map((part, index) => (index % 2 === 1 ? element('b', {}, part) : part))
    .filter((part) => part !== '');
  return element('code', { class: 'bytes' }, ...parts);
}
