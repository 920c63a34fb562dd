import type { Requirement } from '../../../reports/model/report.ts';
import type { Dialect } from '../../vectors/schema.ts';

/** The source of a rule that speaks for a dialect: the 1994 text where it is among them and asked for, else the first. */
export function sourceOf({ sources }: Requirement, dialect: Dialect): string {
  const of1994 = sources.find(({ text }) => text.includes('(1994)'));
  const source = dialect === 'modern' ? sources[0] : (of1994 ?? sources[0]);
  return source === undefined ? '' : `${source.text} <${source.url}>`;
}
