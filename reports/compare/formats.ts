import type { TerminalStyle } from '../terminal/style.ts';
import type { Comparison } from './comparison.ts';
import { comparisonMarkdown } from './markdown.ts';
import { comparisonText } from './text.ts';

/** A further format is one more line here and one file of its own. */
const formats = {
  text: comparisonText,
  markdown: comparisonMarkdown,
  json: (comparison) => `${JSON.stringify(comparison, null, 2)}\n`,
} as const satisfies Record<string, (comparison: Comparison, style: TerminalStyle) => string>;

export type ComparisonFormatName = keyof typeof formats;

export const comparisonFormats = Object.keys(formats) as readonly ComparisonFormatName[];

export function renderComparison(
  comparison: Comparison,
  format: ComparisonFormatName,
  style: TerminalStyle,
): string {
  return formats[format](comparison, style);
}
