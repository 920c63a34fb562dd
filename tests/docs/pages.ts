import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { split } from 'shlex';
import { root } from '../fixture-run.ts';
import { readPage, type Page } from './markdown.ts';

/** README.md and everything in docs/, by path from the root. */
export const pages: ReadonlyMap<string, Page> = new Map(
  [
    'README.md',
    ...readdirSync(join(root, 'docs'))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `docs/${name}`),
  ].map((path) => [path, readPage(readFileSync(join(root, path), 'utf8'))]),
);

export function pageOf(path: string): Page {
  const page = pages.get(path);
  if (page === undefined) throw new Error(`there is no page ${path}`);
  return page;
}

/** The long options of ctcpspec that a page names: in its commands, and in inline code that begins with one. */
export function optionsNamedIn({ fences, code }: Page): string[] {
  const commands = [...fences.flatMap(({ lines }) => lines), ...code].flatMap(
    (line) => /(?:npx ctcpspec|ctcpspec\.js)\s+(.*?)(?:\s+# exit \d+)?$/.exec(line)?.[1] ?? [],
  );
  const spans = code.filter((span) => /^(--[a-z]|run |doctor )/.test(span));
  return [...commands, ...spans].flatMap((line) =>
    split(line).filter((word) => /^--[a-z][a-z-]*$/.test(word)),
  );
}
