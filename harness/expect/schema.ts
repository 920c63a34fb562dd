import { Type, type Static } from 'typebox';

const sentence = (description: string) => Type.String({ minLength: 1, maxLength: 2000, description });

/** Whom an entry speaks of, and until when. */
const scope = {
  id: Type.String({
    minLength: 1,
    description: 'the id of a scenario, or a glob of ids such as quoting/**',
  }),
  cases: Type.Optional(
    Type.Array(Type.String({ minLength: 1 }), {
      minItems: 1,
      uniqueItems: true,
      description: 'these cases of the scenario and no others; without it, whichever of them are bad',
    }),
  ),
  reason: sentence('why this is so: for whoever reads the file in a year'),
  link: Type.Optional(
    Type.String({
      pattern: '^https?://\\S+$',
      description: 'an http or https address, such as that of an issue',
    }),
  ),
  version: Type.Optional(
    Type.String({
      minLength: 1,
      description: "a range of the client's versions, such as '<2.1'; the entry holds for these only",
    }),
  ),
  until: Type.Optional(
    Type.String({
      pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$',
      description: 'a day such as 2027-03-31, the last on which the entry holds',
    }),
  ),
};

export const KnownEntry = Type.Object(
  {
    ...scope,
    outcome: Type.Optional(
      Type.String({
        minLength: 1,
        description:
          'what the client comes to: the name of an outcome, or the cause of an inconclusive result',
      }),
    ),
  },
  { additionalProperties: false },
);

export const FlakyEntry = Type.Object(scope, { additionalProperties: false });

/** What a client is known to come to: the file that `--expect` reads. */
export const ExpectationsFile = Type.Object(
  {
    known: Type.Optional(
      Type.Array(KnownEntry, { description: 'what is bad today, each with its reason; a change is told' }),
    ),
    flaky: Type.Optional(
      Type.Array(FlakyEntry, {
        description: 'what comes and goes: never fails the gate, and is always told',
      }),
    ),
  },
  {
    additionalProperties: false,
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:ctcpspec:schema:expectations-1',
    title: 'ctcpspec expectations',
  },
);

export type ExpectationsData = Static<typeof ExpectationsFile>;
export type EntryData = Static<typeof KnownEntry>;
