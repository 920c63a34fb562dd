import type { Template } from '../wire/template.ts';
import { compileCondition } from './compile-condition.ts';
import { checkFill } from './check-fill.ts';
import { checkWatch } from './check-watch.ts';
import { compileServer, setupKey } from './compile-server.ts';
import { compileStep } from './compile-step.ts';
import type { ClassByStandard } from './grade.ts';
import { didYouMean } from './nearest.ts';
import { isByDcc } from './model.ts';
import type { Condition, Outcome, Scenario, ScenarioCase, ServerSetup, Step } from './model.ts';
import type { SourceText } from './source-text.ts';
import type { Needs, OutcomeData, PinnedCast, ScenarioData } from './schema.ts';
import { checkSentBytes } from './sent-bytes.ts';

/**
 * Turns one schema-checked entry of a scenario file into what the engine plays, and checks what a schema
 * cannot say: names that must exist, keys that belong together, bytes that the harness would refuse to send.
 *
 * @returns null when there were problems; they are in `source.problems`
 */
export function compileScenario(
  data: ScenarioData,
  source: SourceText,
  requirements: ReadonlySet<string>,
  suite: string,
): Scenario | null {
  const before = source.problems.length;
  checkRequirements(data, source, requirements);
  checkCasts(data, source);
  const cases = compileCases(data, source.at('cases'));
  const known = new Set(cases[0]?.values.keys() ?? []);
  const steps = data.steps
    .map((step, index) => compileStep(step, source.at('steps', index), known))
    .filter((step) => step !== null);
  const server = compileServer(data.server, source.at('server'), known);
  const environment = data.environment ?? {};
  const outcomes = Object.entries(data.outcomes).map(([name, outcome]) =>
    compileOutcome(name, outcome, data, source.at('outcomes', name), known),
  );
  checkNeeds(data, steps, source);
  checkStimulus(steps, server, source);
  checkDcc(outcomes, steps, source.at('outcomes'));
  checkWatch(data, steps, source);
  checkOutcomes(outcomes, source.at('outcomes'));
  if (source.problems.length > before) return null;
  checkSentBytes(steps, cases, source.at('steps'));
  checkFill(steps, cases, source.at('steps'));
  if (source.problems.length > before) return null;
  return {
    id: data.id,
    aliases: data.aliases ?? [],
    area: data.id.split('/')[0] ?? data.id,
    title: data.title,
    why: data.why.trim(),
    requirements: data.requirements as [string, ...string[]],
    server,
    environment,
    setupKey: setupKey(server, environment),
    alone:
      data.alone === true ||
      setupKey(server, environment) !== '' ||
      steps.some((step) => step.do !== 'send') ||
      // Two playings with the same peers must not be in flight together.
      cases.some(({ cast }) => cast !== null),
    observeMs: data.observe ?? null,
    watchMs: data.watch ?? null,
    cases,
    steps,
    outcomes,
    verbs: new Set(outcomes.flatMap(({ when }) => verbsOf(when))),
    origin: { suite, file: source.file, line: source.line },
  };
}

function verbsOf({ sends, any, not }: Condition): string[] {
  return [
    ...sends.flatMap(({ verb }) => (verb === null ? [] : [literalText(verb)])),
    ...any.flatMap(verbsOf),
    ...(not === null ? [] : verbsOf(not)),
  ];
}

/** The text of a pattern that has no placeholder; other parts of it are left out. */
function literalText(template: Template): string {
  return template.map((part) => (part.kind === 'bytes' ? part.bytes.toString('latin1') : '')).join('');
}

function checkRequirements(data: ScenarioData, source: SourceText, known: ReadonlySet<string>): void {
  data.requirements.forEach((id, index) => {
    if (!known.has(id)) {
      source.at('requirements', index).problem(`there is no requirement '${id}'`, didYouMean(id, known));
    }
  });
}

function compileCases(data: ScenarioData, source: SourceText): ScenarioCase[] {
  if (data.cases === undefined)
    return [{ name: '', needs: data.needs ?? {}, cast: data.cast ?? null, values: new Map() }];
  const [first, ...rest] = Object.entries(data.cases).map(([name, entry]) => {
    const at = source.at(name, 'values');
    const names = new Set(Object.keys(entry.values));
    const values = new Map<string, Template>();
    for (const [key, text] of Object.entries(entry.values)) {
      const template = at.at(key).template(text, { wildcards: true, known: new Set() });
      if (template !== null) values.set(key, template);
    }
    return {
      name,
      names,
      at,
      compiled: { name, needs: mergeNeeds(data.needs, entry.needs), cast: entry.cast ?? null, values },
    };
  });
  if (first === undefined) return [];
  for (const { names, at } of rest) {
    const missing = [...first.names].filter((name) => !names.has(name));
    const extra = [...names].filter((name) => !first.names.has(name));
    if (missing.length + extra.length > 0) {
      at.problem(
        `this case has the values ${[...names].join(', ')}, the first one has ${[...first.names].join(', ')}`,
        'Give every case the same values.',
      );
    }
  }
  return [first, ...rest].map(({ compiled }) => compiled);
}

function checkCasts(data: ScenarioData, source: SourceText): void {
  if (data.cast !== undefined && data.cases !== undefined) {
    source
      .at('cast')
      .problem('a scenario with cases has a cast for each of them', "Put 'cast:' into the cases.", {
        atKey: true,
      });
  }
  const casts: [PinnedCast | undefined, SourceText][] = [
    [data.cast, source.at('cast')],
    ...Object.entries(data.cases ?? {}).map(([name, { cast }]): [PinnedCast | undefined, SourceText] => [
      cast,
      source.at('cases', name, 'cast'),
    ]),
  ];
  for (const [cast, at] of casts) {
    if (cast === undefined) continue;
    const nick = (peer: string): string => peer.split('!')[0] ?? peer;
    const words = [nick(cast.peer), nick(cast.other), cast.token, cast.token2];
    if (new Set(words).size < words.length)
      at.problem('two of the nicks and tokens are equal', 'Make all four differ.');
  }
}

function mergeNeeds(all: Needs | undefined, own: Needs | undefined): Needs {
  const join = <T>(a: T[] | undefined, b: T[] | undefined): T[] => [...new Set([...(a ?? []), ...(b ?? [])])];
  const transport = own?.transport ?? all?.transport;
  return {
    answers: join(all?.answers, own?.answers),
    unlessDeclined: join(all?.unlessDeclined, own?.unlessDeclined),
    user: join(all?.user, own?.user),
    capability: join(all?.capability, own?.capability),
    ...(transport === undefined ? {} : { transport }),
    ...(all?.display === true || own?.display === true ? { display: true as const } : {}),
    ...(all?.product === true || own?.product === true ? { product: true as const } : {}),
  };
}

function compileOutcome(
  name: string,
  data: OutcomeData,
  scenario: ScenarioData,
  source: SourceText,
  known: ReadonlySet<string>,
): Outcome {
  const requirement = data.requirement ?? scenario.requirements[0] ?? '';
  if (!scenario.requirements.includes(requirement)) {
    source
      .at('requirement')
      .problem(
        `the scenario does not test '${requirement}'`,
        `Add it to the scenario's requirements, or use one of: ${scenario.requirements.join(', ')}.`,
      );
  }
  return {
    name,
    class: bothStandards(data.class),
    requirement,
    when: compileCondition(data.when, source.at('when'), known),
    says: data.says.trim(),
    hint: data.hint?.trim() ?? null,
  };
}

function bothStandards(given: OutcomeData['class']): ClassByStandard {
  return typeof given === 'string' ? { modern: given, classic: given } : given;
}

function checkNeeds(data: ScenarioData, steps: readonly Step[], source: SourceText): void {
  for (const step of steps) {
    if (step.do === 'user' && !(data.needs?.user ?? []).includes(step.action)) {
      source
        .at('needs')
        .problem(
          `the user's '${step.action}' is not among the needs`,
          `Add needs: { user: [${step.action}] }.`,
        );
    }
  }
  const looks = Object.values(data.outcomes).some((outcome) =>
    [outcome.when, outcome.when.not, ...(outcome.when.any ?? [])].some(
      (part) => part?.shown !== undefined || part?.styled !== undefined,
    ),
  );
  if (looks && data.needs?.display !== true) {
    source
      .at('needs')
      .problem(
        "an outcome asks what is shown, but 'display' is not among the needs",
        'Add needs: { display: true }.',
      );
  }
}

function checkStimulus(steps: readonly Step[], server: ServerSetup | null, source: SourceText): void {
  if (steps.length === 0 && (server?.beforeWelcome ?? []).length === 0) {
    source
      .at('steps')
      .problem('nothing is sent to the client', "Add a step, or 'beforeWelcome:' lines to the server.");
  }
  steps.slice(0, -1).forEach((step, index) => {
    if (step.do !== 'end' && step.do !== 'fuzz') return;
    source.at('steps', index).problem(`steps follow '${step.do}'`, `Make '${step.do}' the last step.`);
  });
}

/** Without a step of the peer's there is nothing to be known of it. */
function checkDcc(outcomes: readonly Outcome[], steps: readonly Step[], source: SourceText): void {
  if (isByDcc({ steps })) return;
  for (const { name, when } of outcomes) {
    if (![when, ...when.any, ...(when.not === null ? [] : [when.not])].some(({ dcc }) => dcc !== null))
      continue;
    source
      .at(name, 'when')
      .problem(
        'no step says what the peer does by DCC, so that nothing is known of it',
        "Add a step 'dcc:'.",
      );
  }
}

function checkOutcomes(outcomes: readonly Outcome[], source: SourceText): void {
  const classes = outcomes.flatMap((outcome) => [outcome.class.modern, outcome.class.classic]);
  if (!classes.some((name) => name === 'conforms' || name === 'observed')) {
    source.problem('no outcome conforms', "Give at least one outcome the class 'conforms' or 'observed'.");
  }
}
