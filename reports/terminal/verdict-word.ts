import type { Verdict } from '../model/report.ts';
import { verdictLabel } from '../wording.ts';
import type { Paint } from './style.ts';

/** A verdict as a word in its colour. */
export function verdictWord(verdict: Verdict, paint: Paint, text = verdictLabel[verdict]): string {
  const colour = {
    pass: paint.green,
    fail: paint.red,
    warn: paint.yellow,
    info: paint.blue,
    'not-applicable': paint.dim,
    inconclusive: paint.magenta,
    'harness-error': paint.inverse,
  }[verdict];
  return paint.bold(colour(text));
}
