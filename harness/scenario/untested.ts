import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { Type, type Static } from 'typebox';
import { InputError, type Problem } from './input-error.ts';
import { didYouMean } from './nearest.ts';
import { SchemaCheck } from './schema-check.ts';
import { YamlDocument } from './yaml-document.ts';

/** Why a rule has no scenario. Each word has its sentence in `untested.yaml`. */
export const UntestedReason = Type.Enum([
  'unwritten',
  'needs-user-command',
  'needs-display',
  'needs-setting',
  'needs-watching-the-system',
  'needs-two-networks',
  'dcc',
  'suite-rule',
  'same-as-another',
  'no-source',
]);

const RuleId = Type.String({ pattern: '^[A-Z]{3}-[0-9]{2}$', description: 'the id of a rule' });
const sentence = (description: string) => Type.String({ minLength: 1, maxLength: 600, description });

/** `untested.yaml`: the rules that no scenario tests, each with its reason, and how many rules there are in all. */
export const UntestedFile = Type.Object(
  {
    reasons: Type.Record(
      Type.String({ pattern: '^[a-z-]+$' }),
      sentence('why rules of this kind have no scenario'),
      {
        description: 'every reason, in one sentence',
      },
    ),
    groups: Type.Record(
      Type.String({ pattern: '^[A-Z]{3}$' }),
      Type.Object(
        {
          title: sentence('what the rules are about'),
          rules: Type.Integer({
            minimum: 1,
            description: 'they are numbered from 01 to this, without a gap',
          }),
        },
        { additionalProperties: false },
      ),
      { description: 'the groups of rules, tested or not' },
    ),
    rules: Type.Array(
      Type.Object(
        {
          id: RuleId,
          sentence: sentence('the rule, in one sentence'),
          reason: UntestedReason,
          note: Type.Optional(sentence('what more there is to say')),
        },
        { additionalProperties: false },
      ),
      { description: 'in the order of their ids' },
    ),
  },
  {
    additionalProperties: false,
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:ctcpspec:schema:untested-1',
    title: 'ctcpspec untested rules',
  },
);

export type UntestedReason = Static<typeof UntestedReason>;
export type Untested = Static<typeof UntestedFile>;
export type UntestedRule = Untested['rules'][number];

/**
 * Reads `untested.yaml`.
 *
 * @param tested the rules that scenarios test: together with them every rule must be there, once; null to leave
 *   that unchecked
 * @throws InputError with every problem: a rule on both sides or on neither, a number beyond its group
 */
export async function loadUntested(
  path: string,
  tested: ReadonlySet<string> | null = null,
): Promise<Untested> {
  const document = new YamlDocument(relative(process.cwd(), path), await readFile(path, 'utf8'));
  const { problems } = new SchemaCheck(UntestedFile).check(document);
  if (problems.length > 0) throw new InputError(problems);
  const data = document.value as Untested;
  if (tested === null) return data;
  const found = [...reasonProblems(data, document), ...ruleProblems(data, tested, document)];
  if (found.length > 0) throw new InputError(found);
  return data;
}

/** Every id that there is: each group's, numbered without a gap. */
export function ruleIds({ groups }: Pick<Untested, 'groups'>): string[] {
  return Object.entries(groups).flatMap(([group, { rules }]) =>
    Array.from({ length: rules }, (_, index) => `${group}-${String(index + 1).padStart(2, '0')}`),
  );
}

function reasonProblems({ reasons, rules }: Untested, document: YamlDocument): Problem[] {
  const used = new Set<string>(rules.map(({ reason }) => reason));
  const unused = Object.keys(reasons).filter((reason) => !used.has(reason));
  const unsaid = [...used].filter((reason) => !(reason in reasons));
  const unknown = Object.keys(reasons).filter((reason) => !UntestedReason.enum.includes(reason as never));
  return [
    ...unknown.map((reason) =>
      document.problem(
        ['reasons', reason],
        `there is no reason '${reason}'`,
        didYouMean(reason, UntestedReason.enum),
      ),
    ),
    ...unused.map((reason) =>
      document.problem(['reasons', reason], `no rule has the reason '${reason}'`, 'Take it out.'),
    ),
    ...unsaid.map((reason) =>
      document.problem(['reasons'], `the reason '${reason}' has no sentence`, `Add '${reason}:' here.`),
    ),
  ];
}

function ruleProblems(data: Untested, tested: ReadonlySet<string>, document: YamlDocument): Problem[] {
  const all = ruleIds(data);
  const known = new Set(all);
  const untested = new Set<string>();
  const problems: Problem[] = [];
  data.rules.forEach(({ id }, index) => {
    const problem = (message: string, mend: string): void => {
      problems.push(document.problem(['rules', index, 'id'], message, mend));
    };
    if (!known.has(id)) problem(`there is no rule '${id}' in the groups`, didYouMean(id, all));
    if (tested.has(id)) problem(`'${id}' is a requirement as well`, 'Take it out here.');
    if (untested.has(id)) problem(`'${id}' stands here a second time`, 'Take one of them out.');
    untested.add(id);
  });
  const add = (message: string, mend: string): void => {
    problems.push(document.problem(['groups'], message, mend));
  };
  for (const id of all.filter((one) => !tested.has(one) && !untested.has(one)))
    add(`the rule '${id}' is nowhere`, 'Write it into requirements.yaml, or here with a reason.');
  for (const id of [...tested].filter((one) => !known.has(one)))
    add(`the requirement '${id}' belongs to no group`, 'Raise the number of rules of its group.');
  return problems;
}
