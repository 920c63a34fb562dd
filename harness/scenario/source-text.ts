import { NotationError } from '../wire/notation.ts';
import { parseTemplate, placeholdersOf, type Template } from '../wire/template.ts';
import type { Problem } from './input-error.ts';
import { didYouMean } from './nearest.ts';
import { ENGINE_PLACEHOLDERS, WILDCARDS } from './placeholders.ts';
import type { Path, YamlDocument } from './yaml-document.ts';

/** A place in a file, to which problems can be pinned. */
export class SourceText {
  readonly problems: Problem[];
  readonly #document: YamlDocument;
  readonly #path: Path;

  constructor(document: YamlDocument, path: Path = [], problems: Problem[] = []) {
    this.#document = document;
    this.#path = path;
    this.problems = problems;
  }

  get file(): string {
    return this.#document.file;
  }

  get line(): number {
    return this.#document.line(this.#path);
  }

  /** The place of a value inside this one. Problems go to the same list. */
  at(...path: (string | number)[]): SourceText {
    return new SourceText(this.#document, [...this.#path, ...path], this.problems);
  }

  problem(message: string, mend: string, options: { offset?: number; atKey?: boolean } = {}): void {
    this.problems.push(this.#document.problem(this.#path, message, mend, options));
  }

  /**
   * Parses a byte string with placeholders; a bad escape or an unknown name becomes a problem.
   *
   * @param allow `wildcards`: whether `\{any}` and `\{some}` may stand here; `known`: the case's own values
   */
  template(text: string, allow: { wildcards: boolean; known: ReadonlySet<string> }): Template | null {
    let template: Template;
    try {
      template = parseTemplate(text);
    } catch (error) {
      if (!(error instanceof NotationError)) throw error;
      this.problem(withoutStop(error.message), 'See "Byte notation" in docs/write-a-scenario.md.', {
        offset: error.offset,
      });
      return null;
    }
    const names = [...ENGINE_PLACEHOLDERS, ...allow.known, ...(allow.wildcards ? WILDCARDS : [])];
    const before = this.problems.length;
    for (const name of placeholdersOf(template)) {
      if (names.includes(name)) continue;
      const offset = Math.max(0, text.indexOf(`\\{${name}}`));
      const mend = WILDCARDS.includes(name)
        ? 'Wildcards stand in patterns only, not in what is sent.'
        : didYouMean(name, names);
      this.problem(`there is no placeholder '\\{${name}}' here`, mend, { offset });
    }
    return this.problems.length === before ? template : null;
  }
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}
