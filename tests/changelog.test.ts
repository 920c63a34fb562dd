import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { setDates } from '../harness/cli/requirement-sets.ts';
import { TOOL_VERSION } from '../harness/cli/package-root.ts';
import { root } from './fixture-run.ts';

const entries = readFileSync(join(root, 'CHANGELOG.md'), 'utf8')
  .split(/^## /m)
  .slice(1)
  .map((text) => ({ title: text.split('\n')[0] ?? '', text }));

test('each version and each set of requirements has an entry', async () => {
  const titles = entries.map(({ title }) => title);
  expect(titles).toContain(TOOL_VERSION);
  for (const date of await setDates()) expect(titles).toContain(`Requirements ${date}`);
});

test.each(entries)('$title says who may see a new failure', ({ text }) => {
  expect(text).toMatch(/^\*\*Who may see a new failure:\*\* \S/m);
});
