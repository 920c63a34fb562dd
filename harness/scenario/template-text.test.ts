import { expect, test } from 'vitest';
import { parseTemplate } from '../wire/template.ts';
import { templateText } from './template-text.ts';

test.each([
  'plain text',
  '\\x01PING \\{token}\\x01',
  '\\{53*\\x01VERSION\\x01}',
  '\\{3*a\\x7Db\\{2*c}}',
  'back\\\\slash {brace}',
])('%s is written as it was read', (text) => {
  const template = parseTemplate(text);
  expect(templateText(template)).toBe(text);
  expect(parseTemplate(templateText(template))).toEqual(template);
});

test('a placeholder with a value shows it', () => {
  const values = new Map([['token', 'a1b2c3d4']]);
  expect(templateText(parseTemplate('PING \\{token} \\{any}'), values)).toBe('PING a1b2c3d4 \\{any}');
});
