import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { Type, type Static } from 'typebox';
import { InputError } from '../../scenario/input-error.ts';
import { SchemaCheck } from '../../scenario/schema-check.ts';
import { YamlDocument } from '../../scenario/yaml-document.ts';

const NotPlayedFile = Type.Array(
  Type.Object(
    {
      name: Type.String({ minLength: 1, description: 'a client, or several of one kind' }),
      why: Type.String({
        minLength: 1,
        maxLength: 600,
        description: 'what was tried, and what stood in the way',
      }),
    },
    { additionalProperties: false },
  ),
);

/** Clients that were tried and have no profile. */
export type NotPlayed = Static<typeof NotPlayedFile>;

/** @throws InputError with file, line, column and mend */
export async function loadNotPlayed(path: string): Promise<NotPlayed> {
  const document = new YamlDocument(relative(process.cwd(), path), await readFile(path, 'utf8'));
  const { problems } = new SchemaCheck(NotPlayedFile).check(document);
  if (problems.length > 0) throw new InputError(problems);
  return document.value as NotPlayed;
}
