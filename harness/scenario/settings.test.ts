import { expect, test } from 'vitest';
import { isSetting } from './settings.ts';

test('a setting is told from what a user says or does', () => {
  expect(
    ['silence-version', 'version-text', 'ignore-ctcp', 'ignore', 'quote', 'message'].filter(isSetting),
  ).toEqual(['silence-version', 'version-text', 'ignore-ctcp']);
});
