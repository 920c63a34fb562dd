import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { Type, type Static } from 'typebox';
import { Basis, Level } from '../../reports/model/report.ts';
import { InputError } from './input-error.ts';
import { SchemaCheck } from './schema-check.ts';
import { ScenarioId } from './schema.ts';
import { YamlDocument } from './yaml-document.ts';

const closed = { additionalProperties: false } as const;

const Weight = Type.Object({ modern: Level, classic: Level, basis: Basis }, closed);

/** A dated set of requirements, frozen: what counted on that day, and how much. */
export const RequirementSetFile = Type.Object(
  {
    set: Type.String({
      pattern: '^[0-9]{4}-(0[1-9]|1[0-2])$',
      description: 'the year and month, and the name',
    }),
    rules: Type.Record(Type.String({ pattern: '^[A-Z]{3}-[0-9]{2}$' }), Weight, {
      description: 'how strong each rule was',
    }),
    scenarios: Type.Record(ScenarioId, Type.Array(Type.String()), {
      description: 'the scenarios that there were, with the names of their cases; [] for one without',
    }),
  },
  {
    ...closed,
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:ctcpspec:schema:requirement-set-1',
    title: 'ctcpspec requirement set',
  },
);

export type RequirementSet = Static<typeof RequirementSetFile>;

/** @throws InputError when the file does not follow its schema */
export async function loadRequirementSet(file: string): Promise<RequirementSet> {
  const document = new YamlDocument(relative(process.cwd(), file), await readFile(file, 'utf8'));
  const { problems } = new SchemaCheck(RequirementSetFile).check(document);
  if (problems.length > 0) throw new InputError(problems);
  return document.value as RequirementSet;
}
