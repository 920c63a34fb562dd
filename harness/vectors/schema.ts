import { Type, type Static, type TSchema } from 'typebox';
import { OutcomeClass } from '../../reports/model/report.ts';

const closed = { additionalProperties: false } as const;
const sentence = (description: string) => Type.String({ minLength: 1, maxLength: 600, description });

/** What a codec is asked to do; each has a file of its own in `suites/vectors`. */
export const DOINGS = [
  'frame',
  'decode',
  'encode',
  'low-quote',
  'low-dequote',
  'ctcp-quote',
  'ctcp-dequote',
  'reply',
] as const;
export type Doing = (typeof DOINGS)[number];

/** Which texts a codec goes by. */
export const DIALECTS = ['modern', 'classic', 'ircii'] as const;
export type Dialect = (typeof DIALECTS)[number];

/** Bytes, or lists and mappings of bytes. In a vector each string is bytes in hexadecimal digits. */
export type Bytes = string | null | readonly Bytes[] | { readonly [name: string]: Bytes };

const bytes = Type.String({ pattern: '^([0-9a-f]{2})*$', description: 'bytes, two hexadecimal digits each' });
const reading = Type.String({ description: 'the same bytes in byte notation, for people' });
const orNull = (one: TSchema) => Type.Union([one, Type.Null()]);

interface Shape {
  readonly dialects: readonly Dialect[];
  readonly input: (one: TSchema) => TSchema;
  readonly output: (one: TSchema) => TSchema;
}

const message = (one: TSchema) => Type.Object({ command: one, params: orNull(one) }, closed);
const sameBytes = (one: TSchema): TSchema => one;
const quoting = (dialects: readonly Dialect[]): Shape => ({ dialects, input: sameBytes, output: sameBytes });

/** The form of what goes in and of what comes out, for bytes and for their reading alike. */
const SHAPES: Record<Doing, Shape> = {
  frame: {
    dialects: ['modern', 'classic'],
    input: sameBytes,
    output: (one) => Type.Object({ text: one, frames: Type.Array(one) }, closed),
  },
  decode: {
    dialects: ['modern', 'classic'],
    input: sameBytes,
    output: (one) => Type.Object({ text: one, messages: Type.Array(message(one)) }, closed),
  },
  encode: { dialects: ['modern', 'classic'], input: message, output: orNull },
  'low-quote': quoting(['classic']),
  'low-dequote': quoting(['classic']),
  'ctcp-quote': quoting(['classic', 'ircii']),
  'ctcp-dequote': quoting(['classic', 'ircii']),
  reply: {
    dialects: ['modern', 'classic'],
    input: (one) =>
      Type.Object({ command: one, source: orNull(one), target: one, nick: one, text: one }, closed),
    output: (one) => orNull(Type.Object({ command: one, target: one }, closed)),
  },
};

function fileOf(doing: Doing): TSchema {
  const { dialects, input, output } = SHAPES[doing];
  const accepted = Type.Object(
    {
      output: output(bytes),
      reads: output(reading),
      class: Type.Optional(OutcomeClass),
      who: Type.Optional(sentence('texts or programs that do this')),
      why: Type.Optional(sentence('why it is accepted')),
    },
    closed,
  );
  const vector = Type.Object(
    {
      id: Type.String({ pattern: `^${doing}/(${dialects.join('|')})/[a-z0-9]+(-[a-z0-9]+)*$` }),
      what: sentence('what is to be done, in one sentence'),
      dialect: Type.Enum([...dialects]),
      requirements: Type.Array(Type.String({ pattern: '^[A-Z]{3}-[0-9]{2}$' }), {
        minItems: 1,
        description: 'ids of suites/requirements.yaml, from which the level follows',
      }),
      input: input(bytes),
      reads: input(reading),
      accepts: Type.Array(accepted, {
        minItems: 1,
        description: 'every output that is known and accepted, the recommended one first',
      }),
    },
    closed,
  );
  return Type.Object(
    {
      $schema: Type.String(),
      license: Type.Literal('CC0-1.0'),
      do: Type.Literal(doing),
      vectors: Type.Array(vector, { minItems: 1 }),
    },
    closed,
  );
}

/** The schema of each kind of file. */
export const vectorFileSchemas: ReadonlyMap<string, TSchema> = new Map(
  DOINGS.map((doing) => [doing, fileOf(doing)]),
);

/** The published schema: a file is of one of the kinds. */
export const VectorFile = Type.Union([...vectorFileSchemas.values()], {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:ctcpspec:schema:vectors-1',
  title: 'ctcpspec codec vectors',
});

/** One accepted output. */
export interface Accepted {
  readonly output: Bytes;
  /** The same in byte notation. */
  readonly reads: Bytes;
  /** `conforms` where it is not given. */
  readonly class?: Static<typeof OutcomeClass>;
  readonly who?: string;
  readonly why?: string;
}

/** One vector as it stands in its file. */
export interface VectorData {
  readonly id: string;
  readonly what: string;
  readonly dialect: Dialect;
  readonly requirements: readonly string[];
  readonly input: Bytes;
  /** The input in byte notation. */
  readonly reads: Bytes;
  readonly accepts: readonly Accepted[];
}

export interface VectorFileData {
  readonly do: Doing;
  readonly vectors: readonly VectorData[];
}

/** A vector, and what is to be done. */
export interface Vector extends VectorData {
  readonly do: Doing;
}
