import {
  LineCounter,
  isMap,
  isNode,
  isScalar,
  parseDocument,
  type Document,
  type Node,
  type Scalar,
} from 'yaml';
import { InputError, type Problem } from './input-error.ts';

export type Path = readonly (string | number)[];

/** A parsed YAML file whose every value can be traced back to its line and column. */
export class YamlDocument {
  readonly file: string;
  readonly value: unknown;
  readonly #document: Document.Parsed;
  readonly #lines: LineCounter;

  /** @throws InputError when the text is not YAML 1.2, with duplicate keys and alias bombs counted as faults */
  constructor(file: string, text: string) {
    this.file = file;
    this.#lines = new LineCounter();
    this.#document = parseDocument(text, {
      lineCounter: this.#lines,
      prettyErrors: false,
      version: '1.2',
      uniqueKeys: true,
    });
    const faults = [...this.#document.errors, ...this.#document.warnings];
    if (faults.length > 0) {
      throw new InputError(
        faults.map((fault) => ({
          file,
          ...this.#place(fault.pos[0]),
          message: `this is not valid YAML: ${fault.message.replace(/\.$/, '')}`,
          mend: 'Mend the YAML at this place; byte strings go in single quotes.',
        })),
      );
    }
    this.value = this.#document.toJS({ maxAliasCount: 50 });
  }

  /**
   * A problem at the value that `path` leads to, or at its key, or at the nearest parent that exists.
   * `offset` counts UTF-16 units into a quoted string.
   */
  problem(
    path: Path,
    message: string,
    mend: string,
    options: { offset?: number; atKey?: boolean } = {},
  ): Problem {
    return { file: this.file, ...this.#locate(path, options), message, mend };
  }

  line(path: Path): number {
    return this.#locate(path, {}).line;
  }

  /** True where the value is written without quotes. */
  isPlain(path: Path): boolean {
    const node = this.#document.getIn(path, true);
    return isScalar(node) && node.type === 'PLAIN';
  }

  #locate(path: Path, options: { offset?: number; atKey?: boolean }): { line: number; column: number } {
    if (options.atKey === true) {
      const key = this.#keyNode(path);
      if (key?.range) return this.#place(key.range[0]);
    }
    for (let length = path.length; length >= 0; length -= 1) {
      const node = length === 0 ? this.#document.contents : this.#document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) {
        const within = length === path.length && isScalar(node) ? sourceOffset(node, options.offset) : 0;
        return this.#place(node.range[0] + within);
      }
    }
    return { line: 1, column: 1 };
  }

  #keyNode(path: Path): Node | null {
    const parent =
      path.length === 1 ? this.#document.contents : this.#document.getIn(path.slice(0, -1), true);
    if (!isMap(parent)) return null;
    const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === path.at(-1));
    return isNode(pair?.key) ? pair.key : null;
  }

  #place(offset: number): { line: number; column: number } {
    const { line, col } = this.#lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }
}

/** Where the character at `offset` of a single-quoted scalar stands in the source: each `'` is doubled there. */
function sourceOffset(node: Scalar, offset: number | undefined): number {
  if (offset === undefined || node.type !== 'QUOTE_SINGLE' || typeof node.value !== 'string') return 0;
  const doubled = node.value.slice(0, offset).split("'").length - 1;
  return 1 + offset + doubled;
}
