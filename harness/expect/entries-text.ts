import {
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  stringify,
  type Document,
  type Node,
  type YAMLSeq,
} from 'yaml';
import type { Entry } from './expectations.ts';

/** An entry to be written into the list of what is known. */
export interface NewEntry {
  readonly id: string;
  readonly cases: readonly string[] | null;
  readonly outcome: string | null;
  readonly reason: string;
  readonly link?: string | null;
  readonly version?: string | null;
  readonly until?: string | null;
}

const HEADER = `# What this client is known to come to: \`ctcpspec run --expect\` reads it, docs/ci.md explains it.
# A change, for the better too, fails the gate and says which line to change.

`;

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * The text of an expectations file, edited by cutting and pasting, so that everything that is not touched stays
 * as it was written, comments and all.
 */
export class EntriesText {
  readonly changes: string[] = [];
  readonly #source: string;
  readonly #document: Document.Parsed;
  readonly #list: YAMLSeq | null;
  readonly #edits: Edit[] = [];
  readonly #added: NewEntry[] = [];
  readonly #removed = new Set<number>();

  /** @param text a valid file; null for none */
  constructor(text: string | null) {
    this.#source = blockStyle(text ?? HEADER);
    this.#document = parseDocument(this.#source);
    const list = this.#document.get('known', true);
    this.#list = isSeq(list) ? list : null;
  }

  get text(): string {
    if (this.changes.length === 0) return this.#source;
    const edits = [...this.#edits, ...this.#insertions()];
    let text = this.#source;
    for (const { from, to, text: by } of edits.sort((a, b) => b.from - a.from || b.to - a.to))
      text = text.slice(0, from) + by + text.slice(to);
    return text;
  }

  add(entry: NewEntry): void {
    this.#added.push(entry);
    this.changes.push(`added: ${shown(entry)}`);
  }

  remove(entry: Entry): void {
    if (entry.kind !== 'known') return;
    this.#removed.add(entry.index);
    this.#edits.push({ ...this.#extent(entry.index), text: '' });
    this.changes.push(`taken out: ${shown(entry)}`);
  }

  /** Takes out the cases that are not among these, and the whole entry when none is left. */
  keepCases(entry: Entry, names: readonly string[]): void {
    if (names.length === 0) {
      this.remove(entry);
      return;
    }
    const cases = this.#value(entry, 'cases');
    if (cases === null || entry.kind !== 'known') return;
    this.#edits.push({ ...rangeOf(cases), text: `[${names.map(scalar).join(', ')}]` });
    this.changes.push(`cases of line ${entry.line} are now: ${names.join(', ')}`);
  }

  setOutcome(entry: Entry, outcome: string): void {
    const value = this.#value(entry, 'outcome');
    if (value === null) return;
    this.#edits.push({ ...rangeOf(value), text: scalar(outcome) });
    this.changes.push(`outcome of line ${entry.line} is now: ${outcome}`);
  }

  #value({ kind, index }: Entry, key: string): Node | null {
    const node = this.#document.getIn([kind, index, key], true);
    return isScalar(node) || isSeq(node) ? node : null;
  }

  #items(): Node[] {
    return (this.#list?.items ?? []).filter(isMap);
  }

  /** From the comment above an entry to the beginning of the next one's, in whole lines. */
  #extent(index: number): { from: number; to: number } {
    const items = this.#items();
    const node = items[index];
    if (node === undefined) throw new Error(`there is no entry ${index}`);
    const next = items[index + 1];
    return {
      from: index === 0 ? this.#lineStart(node) : this.#head(node),
      to: next === undefined ? this.#lineEnd(node) : this.#head(next),
    };
  }

  #lineStart(node: Node): number {
    return this.#source.lastIndexOf('\n', rangeOf(node).from - 1) + 1;
  }

  #lineEnd(node: Node): number {
    const last = this.#source.slice(0, rangeOf(node).to).trimEnd().length;
    const end = this.#source.indexOf('\n', last);
    return end < 0 ? this.#source.length : end + 1;
  }

  /** Where the comment begins that stands directly above an entry, else the entry itself. */
  #head(node: Node): number {
    let head = this.#lineStart(node);
    for (;;) {
      const above = this.#source.lastIndexOf('\n', head - 2) + 1;
      if (above >= head || !/^\s*#/.test(this.#source.slice(above, head))) return head;
      head = above;
    }
  }

  /** The new entries, each before the first one that comes after it in the order of the ids. */
  #insertions(): Edit[] {
    const items = this.#items();
    const kept = items.filter((_, index) => !this.#removed.has(index));
    const added = [...this.#added].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    if (this.#list === null || items.length === 0) return added.length === 0 ? [] : [this.#firstList(added)];
    if (kept.length === 0 && added.length === 0) return [this.#emptyList()];
    const indent = ' '.repeat(Math.max(0, this.#column(items[0]) - 2));
    const last = items.at(-1);
    const places = new Map<number, NewEntry[]>();
    for (const entry of added) {
      const after = items.findIndex((item) => keyOfNode(item) > keyOf(entry));
      const node = items[after];
      const at =
        node === undefined
          ? last === undefined
            ? this.#source.length
            : this.#lineEnd(last)
          : after === 0
            ? this.#lineStart(node)
            : this.#head(node);
      places.set(at, [...(places.get(at) ?? []), entry]);
    }
    return [...places].map(([at, entries]) => ({
      from: at,
      to: at,
      text: lineBreakBefore(this.#source, at) + entries.map((entry) => entryText(entry, indent)).join(''),
    }));
  }

  #column(node: Node | undefined): number {
    return node === undefined ? 4 : rangeOf(node).from - this.#lineStart(node);
  }

  #firstList(added: readonly NewEntry[]): Edit {
    const text = added.map((entry) => entryText(entry, '  ')).join('');
    const from = this.#colon();
    if (from !== null) {
      const end = this.#source.indexOf('\n', from);
      return { from, to: end < 0 ? this.#source.length : end + 1, text: `\n${text}` };
    }
    const at = this.#source.length;
    return { from: at, to: at, text: `${lineBreakBefore(this.#source, at)}known:\n${text}` };
  }

  /** A key without a list would be no valid file. */
  #emptyList(): Edit {
    const from = this.#colon() ?? 0;
    return { from, to: from, text: ' []' };
  }

  /** Behind the colon of `known:`. */
  #colon(): number | null {
    if (!isMap(this.#document.contents)) return null;
    const pair = this.#document.contents.items.find(({ key }) => isScalar(key) && key.value === 'known');
    if (!isScalar(pair?.key)) return null;
    return this.#source.indexOf(':', rangeOf(pair.key).to) + 1;
  }
}

/** A list between brackets is written in lines first: only lines can be put in and taken out without a trace. */
function blockStyle(text: string): string {
  const document = parseDocument(text);
  const list = document.get('known', true);
  if (!isSeq(list) || list.flow !== true || list.items.length === 0) return text;
  list.flow = false;
  return document.toString({ lineWidth: 0 });
}

function rangeOf(node: Node): { from: number; to: number } {
  const [from, to] = node.range ?? [0, 0];
  return { from, to };
}

function lineBreakBefore(source: string, at: number): string {
  return at === 0 || source[at - 1] === '\n' ? '' : '\n';
}

function entryText({ id, cases, outcome, reason, link, version, until }: NewEntry, indent: string): string {
  const lines = [
    `id: ${scalar(id)}`,
    ...(cases === null ? [] : [`cases: [${cases.map(scalar).join(', ')}]`]),
    ...(outcome === null ? [] : [`outcome: ${scalar(outcome)}`]),
    `reason: ${scalar(reason)}`,
    ...(link == null ? [] : [`link: ${scalar(link)}`]),
    ...(version == null ? [] : [`version: ${scalar(version)}`]),
    ...(until == null ? [] : [`until: ${scalar(until)}`]),
  ];
  return lines.map((line, index) => `${indent}${index === 0 ? '- ' : '  '}${line}\n`).join('');
}

/** A text as one line of YAML, quoted where it has to be, also between brackets. */
function scalar(text: string): string {
  return stringify([text], {
    collectionStyle: 'flow',
    lineWidth: 0,
    singleQuote: true,
    flowCollectionPadding: false,
  })
    .trim()
    .slice(1, -1);
}

function keyOf({ id, cases }: Pick<NewEntry, 'id' | 'cases'>): string {
  return `${id}#${cases?.[0] ?? ''}`;
}

function keyOfNode(node: Node): string {
  const { id = '', cases = [] } = (isMap(node) ? node.toJSON() : {}) as { id?: string; cases?: string[] };
  return keyOf({ id, cases });
}

function shown({ id, cases, outcome }: Pick<NewEntry, 'id' | 'cases' | 'outcome'>): string {
  return `${id}${cases === null ? '' : ` (${cases.join(', ')})`}${outcome === null ? '' : `: ${outcome}`}`;
}
