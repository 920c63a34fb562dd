import { lexer, type Token } from 'marked';

/** What an independent reader of Markdown, with GitHub's extensions, makes of a page. */
export interface MarkdownReading {
  /** The kinds of everything that it found. */
  readonly kinds: ReadonlySet<string>;
  /** The text that is not in code: there mentions and addresses would come alive. */
  readonly prose: string;
  /** The text in code, as it is shown. */
  readonly code: readonly string[];
}

export function readMarkdown(page: string): MarkdownReading {
  const kinds = new Set<string>();
  const prose: string[] = [];
  const code: string[] = [];
  const visit = (token: Token): void => {
    kinds.add(token.type);
    if (token.type === 'code' || token.type === 'codespan') {
      code.push((token as { text: string }).text);
      return;
    }
    const inner = childrenOf(token);
    if (inner.length === 0) prose.push(token.raw);
    for (const child of inner) visit(child);
  };
  for (const token of lexer(page, { gfm: true })) visit(token);
  return { kinds, prose: prose.join(''), code };
}

interface Cell {
  readonly tokens: Token[];
}

function childrenOf(token: Token): Token[] {
  if (token.type === 'list') return (token as unknown as { items: Token[] }).items;
  if (token.type === 'table') {
    const { header, rows } = token as unknown as { header: Cell[]; rows: Cell[][] };
    return [...header, ...rows.flat()].flatMap(({ tokens }) => tokens);
  }
  return (token as { tokens?: Token[] }).tokens ?? [];
}
