import { expect, it } from 'vitest';
import { missingFromSystem } from './system-data.ts';

it.each([
  [{}, null],
  [{ USER: 'lodger7' }, null],
  [{ LC_ALL: 'C' }, null],
  [{ LC_ALL: 'xx_XX.UTF-8' }, 'the locale xx_XX.UTF-8 is not installed'],
  [{ TZ: 'NPT-5:45' }, null],
  [{ TZ: 'Moon/Tycho' }, 'there are no data of the time zone Moon/Tycho'],
])('%j', (environment: Record<string, string>, missing) => {
  expect(missingFromSystem(environment)).toBe(missing);
});
