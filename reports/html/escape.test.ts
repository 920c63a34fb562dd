import { expect, test } from 'vitest';
import { html, safeHref, trusted } from './escape.ts';

test('strings and numbers are escaped, markup of the same making is not', () => {
  const inner = html`<i>${'<&>'}</i>`;
  expect(html`<p title="${`"'\``}">${inner}${7}</p>`.markup).toBe(
    '<p title="&quot;&#39;&#96;"><i>&lt;&amp;&gt;</i>7</p>',
  );
});

test('lists are joined and escaped, at any depth', () => {
  expect(html`${['<', [html`<b>x</b>`, '>']]}`.markup).toBe('&lt;<b>x</b>&gt;');
});

test('nothing is nothing', () => {
  expect(html`a${null}${undefined}${false}b${''}${0}`.markup).toBe('ab0');
});

test('what cannot be seen comes in byte notation', () => {
  expect(html`${'a\u202Eb\u0000\x1b'}`.markup).toBe('a\\xE2\\x80\\xAEb\\0\\x1B');
});

test('an object that only looks like markup is not taken for it', () => {
  const forged = { markup: '<script>' } as unknown as string;
  expect(() => html`${forged}`).toThrow();
});

test('trusted markup stands as it is', () => {
  expect(html`${trusted('<hr>')}`.markup).toBe('<hr>');
});

test.each([
  ['https://modern.ircdocs.horse/ctcp.html#a', 'https://modern.ircdocs.horse/ctcp.html#a'],
  ['http://example.org', 'http://example.org/'],
  ['javascript:alert(1)', null],
  [' javascript:alert(1)', null],
  ['data:text/html,x', null],
  ['file:///etc/passwd', null],
  ['//example.org', null],
  ['', null],
  [undefined, null],
])('the address %j may be followed as %j', (url, href) => {
  expect(safeHref(url)).toBe(href);
});
