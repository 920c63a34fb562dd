import { checkServerLine } from '../wire/grammar.ts';
import { fillTemplate } from '../wire/template.ts';
import type { ScenarioCase, Step } from './model.ts';
import { SAMPLE_VALUES } from './placeholders.ts';
import type { SourceText } from './source-text.ts';

/**
 * Every line that the harness sends is held against its own grammar, so that a typing mistake in a scenario
 * is not taken for a client's bug. Bad bytes must be marked, and a mark without bad bytes is a mistake too.
 */
export function checkSentBytes(
  steps: readonly Step[],
  cases: readonly ScenarioCase[],
  source: SourceText,
): void {
  steps.forEach((step, index) => {
    if (step.do !== 'send') return;
    const faults = cases.flatMap((one) =>
      step.lines.flatMap((line) =>
        checkServerLine(fillTemplate(line, sampleValues(one))).map((fault) => ({ fault, name: one.name })),
      ),
    );
    const [first] = faults;
    if (first !== undefined && !step.malformed) {
      const which = first.name === '' ? '' : ` in the case '${first.name}'`;
      source
        .at(index, 'send')
        .problem(
          `${first.fault.message.replace(/\.$/, '')}${which}`,
          "If that is on purpose, add malformed: 'what is bad' to this step.",
        );
    }
    if (first === undefined && step.malformed) {
      source
        .at(index, 'malformed')
        .problem('nothing is wrong with these bytes', "Take 'malformed' out, or make them bad.");
    }
  });
}

/** What the placeholders of a case stand for before any client runs. */
export function sampleValues(one: ScenarioCase): (name: string) => Buffer {
  const value = (name: string): Buffer => {
    const own = one.values.get(name);
    if (own !== undefined) return fillTemplate(own, value);
    return Buffer.from(SAMPLE_VALUES.get(name) ?? '');
  };
  return value;
}
