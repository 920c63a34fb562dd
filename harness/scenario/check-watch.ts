import { BAIT_PLACEHOLDERS } from './placeholders.ts';
import { isMeasuredStep, type Step } from './model.ts';
import type { ScenarioData } from './schema.ts';
import type { SourceText } from './source-text.ts';

/** What is offered has to be watched, what is asked of the watch needs one, and it needs a client that goes on. */
export function checkWatch(data: ScenarioData, steps: readonly Step[], source: SourceText): void {
  const conditions = Object.values(data.outcomes).flatMap(({ when }) => [
    when,
    ...(when.any ?? []),
    ...(when.not === undefined ? [] : [when.not]),
  ]);
  const asks = conditions.some(({ connects, writes }) => connects !== undefined || writes !== undefined);
  const offers = namesBait(data.steps) || (data.cases !== undefined && namesBait(data.cases));
  if (data.watch === undefined && (asks || offers)) {
    source
      .at('steps')
      .problem(
        offers
          ? 'an offer points to the harness, and nobody watches who takes it'
          : 'an outcome asks who connects or what is written, and nobody watches',
        "Add 'watch: 500' to the scenario, the ms for which it is watched.",
      );
  }
  const wrong = steps.find((step) => step.do === 'end' || step.do === 'fuzz' || isMeasuredStep(step));
  if (data.watch !== undefined && wrong !== undefined) {
    source
      .at('watch')
      .problem(`nothing can be watched behind the step '${wrong.do}'`, "Take 'watch' or the step out.", {
        atKey: true,
      });
  }
}

function namesBait(data: object): boolean {
  // The backslash before a placeholder is two in JSON.
  const text = JSON.stringify(data);
  return BAIT_PLACEHOLDERS.some((name) => text.includes(`\\\\{${name}}`));
}
