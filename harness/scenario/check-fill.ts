import { fillTemplate } from '../wire/template.ts';
import type { ScenarioCase, Step } from './model.ts';
import { sampleValues } from './sent-bytes.ts';
import type { SourceText } from './source-text.ts';

/** How long a line is to be stands in bytes, so that cases can differ in it; it has to be a number all the same. */
export function checkFill(steps: readonly Step[], cases: readonly ScenarioCase[], source: SourceText): void {
  steps.forEach((step, index) => {
    if (step.do !== 'user' || step.fill === null) return;
    const { fill } = step;
    const wrong = cases
      .map((one) => fillTemplate(fill, sampleValues(one)).toString())
      .find((text) => !/^[1-9]\d{0,3}$/.test(text));
    if (wrong !== undefined)
      source
        .at(index, 'fill')
        .problem(`'${wrong}' is no number of octets`, "Write a number up to 9999, such as '512'.");
  });
}
