/** Where a text stops being JSON. */
export interface JsonFault {
  /** UTF-16 index of the first character that cannot stand there. */
  readonly offset: number;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  /** The text ended before its value did. */
  readonly atEnd: boolean;
}

const blank = /[ \t\r\n]*/y;
const scalar =
  /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*"|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|true|false|null/y;
const beginning =
  /^(?:"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*(?:\\(?:u[0-9A-Fa-f]{0,3})?)?|-|t|tr|tru|f|fa|fal|fals|n|nu|nul)$/;

type Expecting = 'value' | 'value-or-close' | 'key' | 'key-or-close' | 'colon' | 'comma-or-close';

/**
 * Finds the fault in a text that `JSON.parse` refused. JSON.parse itself does not say where in Node 20.
 *
 * @returns null when the text is JSON after all
 */
export function findJsonFault(text: string): JsonFault | null {
  const open: ('{' | '[')[] = [];
  let expecting: Expecting = 'value';
  let at = 0;
  const closed = (): Expecting => 'comma-or-close';
  for (;;) {
    at = skip(blank, text, at);
    if (expecting === 'comma-or-close' && open.length === 0)
      return at === text.length ? null : place(text, at, false);
    if (at === text.length) return place(text, at, true);
    const next = text[at];
    const inner = open.at(-1);
    if (next === (inner === '{' ? '}' : ']') && inner !== undefined && /close/.test(expecting)) {
      open.pop();
      expecting = closed();
      at += 1;
    } else if (expecting === 'comma-or-close' && next === ',') {
      expecting = inner === '{' ? 'key' : 'value';
      at += 1;
    } else if (expecting === 'colon' && next === ':') {
      expecting = 'value';
      at += 1;
    } else if (expecting.startsWith('value') && (next === '{' || next === '[')) {
      open.push(next);
      expecting = next === '{' ? 'key-or-close' : 'value-or-close';
      at += 1;
    } else {
      const wanted = expecting.startsWith('value') || (expecting.startsWith('key') && next === '"');
      const end = wanted ? skip(scalar, text, at) : at;
      if (end === at) return place(text, at, wanted && beginning.test(text.slice(at)));
      expecting = expecting.startsWith('key') ? 'colon' : closed();
      at = end;
    }
  }
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

function place(text: string, offset: number, atEnd: boolean): JsonFault {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { offset, line: before.split('\n').length, column: offset - lineStart + 1, atEnd };
}
