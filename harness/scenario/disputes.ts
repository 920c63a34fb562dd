import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { Type, type Static } from 'typebox';
import { Source } from '../../reports/model/report.ts';
import { InputError, type Problem } from './input-error.ts';
import { unknownScenario } from './load.ts';
import type { Scenario, Suite } from './model.ts';
import { didYouMean } from './nearest.ts';
import { SchemaCheck } from './schema-check.ts';
import { ScenarioId } from './schema.ts';
import { YamlDocument, type Path } from './yaml-document.ts';

const closed = { additionalProperties: false } as const;
const sentence = (description: string) => Type.String({ minLength: 1, maxLength: 600, description });
const slugs = (description: string) =>
  Type.Array(Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' }), { minItems: 1, description });

/** Where a run shows which side a client is on. */
const Shown = Type.Object(
  {
    scenario: ScenarioId,
    cases: Type.Optional(slugs('only these cases of the scenario; without it, all')),
    outcomes: slugs('a client with one of these outcomes has taken this option'),
  },
  closed,
);

const Option = Type.Object(
  {
    letter: Type.String({ pattern: '^[A-Z]$', description: 'A, B, C and so on' }),
    does: sentence('what such a client does, as the end of a sentence that begins with "The client"'),
    clients: Type.Optional(sentence('clients that are known for it')),
    survey2021: Type.Optional(sentence('clients that the survey of 2021 has named here')),
    sources: Type.Array(Source, { description: 'the texts that want or allow it, and where it is told of' }),
    shown: Type.Optional(
      Type.Array(Shown, { minItems: 1, description: 'outcomes that tell of this option' }),
    ),
  },
  closed,
);

export const DisputeFile = Type.Array(
  Type.Object(
    {
      id: Type.String({ pattern: '^D-[0-9]{2}$', description: 'the id of a dispute' }),
      title: sentence('what it is about'),
      question: Type.Optional(sentence('what is answered differently, in one sentence')),
      options: Type.Optional(
        Type.Array(Option, { minItems: 2, description: 'the answers that texts and clients give' }),
      ),
      awaits: Type.Optional(
        Type.Literal('dcc', { description: 'what its scenarios wait for; until then nothing is shown' }),
      ),
      note: Type.Optional(sentence('what more there is to say')),
    },
    closed,
  ),
  {
    minItems: 1,
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:ctcpspec:schema:disputes-1',
    title: 'ctcpspec disputes',
  },
);

export type Dispute = Static<typeof DisputeFile>[number];
export type DisputeOption = Static<typeof Option>;
export type DisputeShown = Static<typeof Shown>;

/**
 * Reads `disputes.yaml`: where texts and clients disagree, and which outcomes of the suite tell the sides apart.
 *
 * @throws InputError with every problem: a scenario, case or outcome that does not exist, an outcome on two sides, an
 *   option that nothing shows
 */
export async function loadDisputes(file: string, suite: Suite): Promise<readonly Dispute[]> {
  const document = new YamlDocument(relative(process.cwd(), file), await readFile(file, 'utf8'));
  const { problems } = new SchemaCheck(DisputeFile).check(document);
  if (problems.length > 0) throw new InputError(problems);
  const disputes = document.value as readonly Dispute[];
  const scenarios = new Map(suite.scenarios.map((scenario) => [scenario.id, scenario]));
  const found = disputes.flatMap((dispute, index) => [
    ...idProblems(disputes, index, document),
    ...optionProblems(dispute, index, document),
    ...(dispute.options ?? []).flatMap((option, place) =>
      (option.shown ?? []).flatMap((shown, at) =>
        shownProblems(shown, [index, 'options', place, 'shown', at], { document, suite, scenarios }),
      ),
    ),
  ]);
  if (found.length > 0) throw new InputError(found);
  return disputes;
}

/** Ids go up, so that none is there twice and each is found at once. */
function idProblems(disputes: readonly Dispute[], index: number, document: YamlDocument): Problem[] {
  const id = disputes[index]?.id ?? '';
  const before = disputes[index - 1]?.id;
  return before === undefined || before < id
    ? []
    : [
        document.problem(
          [index, 'id'],
          `the dispute '${id}' stands behind '${before}'`,
          'Give it another id or another place; ids go up.',
        ),
      ];
}

function optionProblems(dispute: Dispute, index: number, document: YamlDocument): Problem[] {
  const { options, awaits, note } = dispute;
  if (options === undefined) {
    return note === undefined
      ? [document.problem([index], `the dispute '${dispute.id}' says nothing`, "Add 'options:' or 'note:'.")]
      : [];
  }
  const problems: Problem[] = [];
  const sides = new Map<string, string>();
  options.forEach(({ letter, shown }, place) => {
    const path: Path = [index, 'options', place];
    const due = String.fromCharCode('A'.charCodeAt(0) + place);
    if (letter !== due) {
      problems.push(
        document.problem(
          [...path, 'letter'],
          `the letter '${letter}' is out of turn`,
          `Write '${due}' here.`,
        ),
      );
    }
    if (shown === undefined && awaits === undefined) {
      problems.push(
        document.problem(path, `nothing shows option ${letter}`, "Add 'shown:', or say what it awaits."),
      );
    }
    if (shown !== undefined && awaits !== undefined) {
      problems.push(
        document.problem(
          [...path, 'shown'],
          `the dispute awaits ${awaits} and yet is shown`,
          "Take 'shown' or 'awaits' out.",
          { atKey: true },
        ),
      );
    }
    for (const [at, { scenario, cases, outcomes }] of (shown ?? []).entries()) {
      for (const outcome of outcomes) {
        for (const one of cases ?? ['']) {
          const key = `${scenario}#${one} ${outcome}`;
          const other = sides.get(key);
          if (other !== undefined) {
            problems.push(
              document.problem(
                [...path, 'shown', at],
                `the outcome '${outcome}' of ${scenario} shows option ${other} already`,
                'Take it out of one of them.',
              ),
            );
          }
          sides.set(key, letter);
        }
      }
    }
  });
  return problems;
}

function shownProblems(
  { scenario: id, cases = [], outcomes }: DisputeShown,
  path: Path,
  known: { document: YamlDocument; suite: Suite; scenarios: ReadonlyMap<string, Scenario> },
): Problem[] {
  const { document, suite, scenarios } = known;
  const scenario = scenarios.get(id);
  if (scenario === undefined) {
    return [
      document.problem([...path, 'scenario'], `there is no scenario '${id}'`, unknownScenario(id, suite)),
    ];
  }
  const missing = (
    kind: 'case' | 'outcome',
    wanted: readonly string[],
    there: readonly string[],
  ): Problem[] =>
    wanted.flatMap((name, at) =>
      there.includes(name)
        ? []
        : [
            document.problem(
              [...path, `${kind}s`, at],
              `${id} has no ${kind} '${name}'`,
              didYouMean(name, there),
            ),
          ],
    );
  return [
    ...missing(
      'case',
      cases,
      scenario.cases.map(({ name }) => name),
    ),
    ...missing(
      'outcome',
      outcomes,
      scenario.outcomes.map(({ name }) => name),
    ),
  ];
}
