/** A fenced block of a page. */
export interface Fence {
  /** What stands behind the opening fence, such as `console`. */
  readonly language: string;
  readonly lines: readonly string[];
  /** The line of the page, from 1, on which the fence opens. */
  readonly line: number;
  /** The text of the HTML comment right before the fence; null without one. */
  readonly comment: string | null;
}

/** What the tests of the documentation look at in a page of Markdown. */
export interface Page {
  readonly fences: readonly Fence[];
  /** Inline code, outside of fences. */
  readonly code: readonly string[];
  /** Targets of links and images. */
  readonly links: readonly string[];
  /** What a link's `#fragment` may be, by GitHub's rules. */
  readonly anchors: ReadonlySet<string>;
}

/** Reads the few constructs of Markdown that the pages use: fences that begin a line, comments of one line. */
export function readPage(text: string): Page {
  const fences: Fence[] = [];
  const prose: string[] = [];
  let open: { language: string; lines: string[]; line: number; comment: string | null } | null = null;
  let comment: string | null = null;
  for (const [index, line] of text.split('\n').entries()) {
    const fence = /^```(.*)$/.exec(line);
    if (open !== null) {
      if (fence === null) open.lines.push(line);
      else {
        fences.push(open);
        open = null;
      }
    } else if (fence !== null) {
      open = { language: (fence[1] ?? '').trim(), lines: [], line: index + 1, comment };
      comment = null;
    } else {
      prose.push(line);
      if (line.trim() !== '') comment = /^<!-- (.*) -->$/.exec(line)?.[1] ?? null;
    }
  }
  if (open !== null) throw new Error(`the fence of line ${open.line} is never closed`);
  return {
    fences,
    code: prose.flatMap((line) => [...line.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '')),
    links: prose.flatMap((line) => [...line.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '')),
    anchors: new Set(prose.flatMap((line) => /^#+ (.*)$/.exec(line)?.[1] ?? []).map(anchorOf)),
  };
}

function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}
