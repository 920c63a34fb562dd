import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { SourceText } from '../../scenario/source-text.ts';
import { YamlDocument } from '../../scenario/yaml-document.ts';
import { checkCommands } from './check-commands.ts';
import { loadProfile } from './load.ts';

/** The complaints about commands, with their places. */
function complaints(text: string): string[] {
  const document = new YamlDocument('profile.yaml', text);
  const source = new SourceText(document);
  checkCommands(document.value as Parameters<typeof checkCommands>[0], source);
  return source.problems.map(({ line, message, mend }) => `${line}: ${message}. ${mend}`);
}

test('a placeholder that nobody fills in is reported at its place', () => {
  expect(
    complaints("message: '/msg {target} {text}'\nsilence-version: '{target} /set version off'\n"),
  ).toEqual(["2: there is no {target} where 'silence-version' is typed. Take it out."]);
  expect(complaints("ignore:\n  - '/query {target}'\n  - '/ignore {target} {text} {args}'\n")).toEqual([
    "2: there is no {text}, {args} where 'ignore' is typed. Use {target} only.",
  ]);
});

test('other braces are the business of the client', () => {
  expect(complaints("action: '/me {text} {home} {}'\nversion-text: 'set {text}'\n")).toEqual([]);
});

test('every profile of the project passes', async () => {
  const folder = new URL('../../../fixtures/clients/', import.meta.url);
  const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  for (const { name } of names) {
    const { spec } = await loadProfile(new URL(`${name}/profile.yaml`, folder).pathname, null, null);
    expect(spec.name).toBe(name);
  }
});
