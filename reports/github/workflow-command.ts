import { inertLines } from '../inert-lines.ts';
import { visible } from '../visible.ts';

/** How GitHub marks a line: red, yellow or grey. */
export type AnnotationKind = 'error' | 'warning' | 'notice';

export interface Annotation {
  readonly kind: AnnotationKind;
  readonly title: string;
  /** Lines of plain text. */
  readonly lines: readonly string[];
  /** Where it is shown; a path that the repository does not have does no harm. */
  readonly at: { readonly file: string; readonly line: number } | null;
}

/**
 * One annotation as a workflow command, which GitHub reads from standard output.
 *
 * @returns one line without its line feed: nothing in the annotation can end it or begin another command
 */
export function workflowCommand({ kind, title, lines, at }: Annotation): string {
  const place = at === null ? {} : { file: at.file, line: String(at.line) };
  const properties = Object.entries({ ...place, title })
    .map(([key, value]) => `${key}=${escapeProperty(plain(value))}`)
    .join(',');
  return `::${kind} ${properties}::${escapeData(lines.map(plain).join('\n'))}`;
}

const plain = (text: string): string => inertLines(visible(text));

const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapeProperty = (text: string): string =>
  escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
