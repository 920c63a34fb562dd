import { Type, type Static, type TSchema } from 'typebox';
import { ActionKind, ScenarioId } from '../../scenario/schema.ts';

/** The format of fixtures/clients/NAME/findings.yaml: what a client does wrongly, each with the octets that show it. */

const closed = { additionalProperties: false } as const;
const optional = <T extends TSchema>(schema: T) => Type.Optional(schema);
const markdown = (description: string) => Type.String({ minLength: 1, maxLength: 2000, description });
const bytes = (description: string) => Type.String({ bytes: true, description });
const lines = (description: string, minItems: number) =>
  Type.Union([bytes(description), Type.Array(bytes(description), { minItems, description })]);
const Control = (description: string) => Type.Enum(['PING', 'VERSION', 'none'], { description });

const FindingEntry = Type.Object(
  {
    scenario: ScenarioId,
    outcome: Type.String({ minLength: 1, description: 'the outcome of the scenario, as expect.yaml has it' }),
    verdict: Type.Enum(['fail', 'warn'], { description: 'what the scenario says of it' }),
    cases: optional(
      Type.Array(Type.String({ minLength: 1 }), { minItems: 1, description: 'the cases that it is seen in' }),
    ),
    does: markdown('what the client does, as the end of a sentence that begins with its name'),
    capabilities: optional(
      Type.Array(Type.String({ minLength: 1 }), { minItems: 1, description: 'what the server offers' }),
    ),
    environment: optional(
      Type.Record(Type.String(), Type.String(), { description: 'variables that the client is started with' }),
    ),
    alone: optional(Type.Literal(true, { description: 'it needs a start of the client to itself' })),
    control: optional(Control('another control query than the one of this file, for this finding')),
    sent: optional(lines('a line that is sent, without its CR LF', 1)),
    user: optional(ActionKind),
    target: optional(bytes('whom the user acts on')),
    command: optional(bytes('the CTCP command that the user types')),
    text: optional(bytes('what the user types')),
    call: optional(Type.String({ minLength: 1, description: 'how a program asks the library for it' })),
    came: lines('a pattern of a line that came; it ends in CR LF unless it says otherwise', 0),
    times: optional(Type.Integer({ minimum: 2, description: 'how often it came' })),
    shown: optional(bytes('what the client showed, or handed to its program; control characters may differ')),
    window: optional(bytes('a channel or nick: it is shown in the window of that; `shown` says what')),
    effect: optional(markdown('what else there is to see')),
    ends: optional(Type.Enum(['connection', 'program'], { description: 'what ends' })),
    notCaptured: optional(markdown('why there is no capture of it')),
  },
  closed,
);

export const FindingsFile = Type.Object(
  {
    name: Type.String({ minLength: 1, description: 'what the client calls itself' }),
    version: Type.String({ minLength: 1, description: 'the version that all of this was seen of' }),
    about: optional(markdown('what one has to know of it first')),
    control: optional(
      Control('the query that shows that the client has heard all; PING where nothing is said'),
    ),
    perStart: optional(
      Type.Integer({
        minimum: 1,
        description: 'how many findings one start of it may be asked for, where it limits its replies',
      }),
    ),
    findings: Type.Array(FindingEntry, { minItems: 1 }),
    notes: optional(Type.Array(markdown('a paragraph below the table'), { minItems: 1 })),
  },
  {
    ...closed,
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:ctcpspec:schema:findings-1',
    title: 'ctcpspec findings',
  },
);

export type FindingsData = Static<typeof FindingsFile>;
export type FindingData = FindingsData['findings'][number];
