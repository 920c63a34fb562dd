import { meetsGate } from '../../harness/scenario/grade.ts';
import type { Report, Result } from '../model/report.ts';
import { html, type Html } from './escape.ts';

/** What has to be known beside the verdict. Whether it was expected is said only where the gate alone says otherwise. */
export function marks(result: Result, report: Report): Html[] {
  const marks: Html[] = [];
  const { times, of } = result.seen;
  const mark = (text: string) => marks.push(html` <span class="mark">${text}</span>`);
  if (result.flaky) mark('flaky');
  if (of > 1 || result.flaky) mark(`${times} of ${of}`);
  if (result.evidence === 'timed') mark('timed');
  const plainly = meetsGate(result.verdict, report.run.gate);
  if (result.expected !== plainly) mark(plainly ? 'unexpected' : 'expected');
  if (result.suite !== 'built-in') mark(result.suite);
  if (!result.scored) mark('not scored');
  if ((result.curves ?? []).length > 0) mark('measured');
  return marks;
}
