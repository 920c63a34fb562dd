import { Type, type Static } from 'typebox';
import { Level, Basis, OutcomeClass, Source } from '../../reports/model/report.ts';
import { Condition } from './condition-schema.ts';
import { DccStep } from './dcc-schema.ts';
import { bytes, closed, oneOrMore, sentence } from './schema-parts.ts';
import { SETTINGS } from './settings.ts';
import { DCC_ACTIONS } from './user-actions.ts';

/**
 * The scenario format and the requirements format, each described once: TypeScript types, the published
 * JSON Schemas (suites/schema/) and ajv's checks all come from here.
 *
 * `bytes: true` marks a string in byte notation. The loader checks its escapes and refuses a YAML plain
 * scalar there, because a plain scalar ends at ` #` and cannot hold every byte.
 */

export const SCENARIO_ID = '^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$';

export const ScenarioId = Type.String({
  pattern: SCENARIO_ID,
  description: 'area/topic, in lower case; stable for ever',
});
const RequirementId = Type.String({
  pattern: '^[A-Z]{3}-[0-9]{2}$',
  description: 'an id of requirements.yaml',
});
const Command = Type.String({ pattern: '^[A-Z]+$', description: 'a CTCP command name' });
export const ActionKind = Type.Enum([
  'action',
  'message',
  'notice',
  'ctcp',
  'ping',
  'reply',
  'away',
  'ignore',
  'quote',
  ...SETTINGS,
  'query',
  'dcc-chat',
  'dcc-send',
  ...DCC_ACTIONS,
]);

const pinnedPeer = Type.String({
  pattern: '^[a-z][a-z0-9]{7}![a-z0-9]+@[a-z0-9]+([.-][a-z0-9]+)*$',
  description: 'nick!user@host in lower case, the nick of eight letters and digits',
});
const pinnedToken = Type.String({
  pattern: '^[a-z][a-z0-9]{7}$',
  description: 'eight lower-case letters and digits that begin with a letter',
});

/** The peers and tokens of one playing, where a playing of the past has to be repeated byte for byte. */
export const PinnedCast = Type.Object(
  { peer: pinnedPeer, other: pinnedPeer, token: pinnedToken, token2: pinnedToken },
  {
    additionalProperties: false,
    description:
      'the same peers and tokens in each playing, in place of new ones; the scenario is then alone',
  },
);

export const NEEDED_TRANSPORTS = ['stream', 'tls', 'websocket', 'text', 'binary'] as const;

export const Needs = Type.Object(
  {
    answers: Type.Optional(
      Type.Array(Command, {
        description: 'queries that the client must be known to answer; without them this says nothing',
      }),
    ),
    unlessDeclined: Type.Optional(
      Type.Array(Command, {
        description: 'queries that a profile may decline to answer; then this is not applicable',
      }),
    ),
    user: Type.Optional(Type.Array(ActionKind, { description: 'user commands that the profile must offer' })),
    display: Type.Optional(Type.Literal(true, { description: 'what the client shows must be visible' })),
    product: Type.Optional(
      Type.Literal(true, { description: 'the profile must say what the product is called' }),
    ),
    capability: Type.Optional(
      Type.Array(Type.String(), { description: 'capabilities that the client must have requested' }),
    ),
    transport: Type.Optional(
      Type.Enum([...NEEDED_TRANSPORTS], {
        description:
          'what has to carry the lines. stream: octets, over TCP or TLS; tls; websocket; text or binary: a WebSocket on which such messages were agreed on',
      }),
    ),
  },
  closed,
);

export const ServerBlock = Type.Object(
  {
    capabilities: Type.Optional(
      Type.Array(Type.String({ minLength: 1 }), {
        description: 'offered besides the usual ones: a name, or name=value',
      }),
    ),
    isupport: Type.Optional(
      Type.Array(Type.String({ minLength: 1 }), {
        description: 'KEY=value replaces or adds an ISUPPORT token, -KEY removes it',
      }),
    ),
    channels: Type.Optional(
      Type.Array(Type.String({ pattern: '^[#&]' }), {
        description:
          'what the client is put into in place of the usual channel; the first one is \\{channel}',
      }),
    ),
    censors: Type.Optional(
      Type.String({
        pattern: '^[a-z]{3,}$',
        description: 'a word that the server blots out in what the client says, and so in the echo of it',
      }),
    ),
    subprotocols: Type.Optional(
      Type.Array(Type.Enum(['binary', 'text']), {
        description:
          'over WebSocket: the messages that the server has a subprotocol for; both if not given, none for an old gateway',
      }),
    ),
    beforeWelcome: Type.Optional(
      Type.Array(bytes('an IRC line of the server'), {
        minItems: 1,
        description: 'sent once the client has said NICK and USER, before the server says 001',
      }),
    ),
  },
  closed,
);

export const Environment = Type.Record(
  // The throw-away home, and the mark by which strays are found, are no scenario's business.
  Type.String({ pattern: '^(?!HOME$|CTCPSPEC_)[A-Za-z_][A-Za-z0-9_]*$' }),
  Type.String(),
  {
    additionalProperties: false,
    minProperties: 1,
    description: 'variables that the client is started with, before those of its profile',
  },
);

export const Step = Type.Object(
  {
    send: Type.Optional(oneOrMore(bytes('IRC lines from the server; CRLF is added'))),
    raw: Type.Optional(
      Type.Array(bytes('octets exactly as they stand'), {
        minItems: 1,
        description: 'pieces, each in a TCP segment of its own; no line end is added',
      }),
    ),
    malformed: Type.Optional(
      sentence('what is bad about these bytes on purpose; without it the harness refuses to send them'),
    ),
    user: Type.Optional(ActionKind),
    target: Type.Optional(bytes('whom the user acts on; being away and most settings need nobody')),
    text: Type.Optional(bytes('what the user types')),
    command: Type.Optional(bytes('the CTCP command that the user types')),
    fill: Type.Optional(
      bytes('a number: x are put behind the text until the line has so many octets as its addressee gets it'),
    ),
    octets: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 2 ** 40,
        description: 'beside user: the size of the file that is offered; 11 if not given',
      }),
    ),
    dcc: Type.Optional(DccStep),
    host: Type.Optional(bytes('the server shows the client under this host')),
    rename: Type.Optional(bytes('the server gives the client this nick')),
    heard: Type.Optional(
      Type.Literal(true, {
        description:
          "wait until the client has answered a PING of the server's, and so has read all that was sent",
      }),
    ),
    show: Type.Optional(
      Type.Literal(true, { description: 'wait until the screen has caught up with everything sent so far' }),
    ),
    end: Type.Optional(
      Type.Enum(['close', 'reset'], { description: 'the server ends the connection: by FIN, or by RST' }),
    ),
    reading: Type.Optional(
      Type.Enum(['stop', 'resume'], { description: 'whether the server reads what the client sends' }),
    ),
    fuzz: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1_000_000,
        description: 'so many seeded lines; one that the client does not survive is looked for',
      }),
    ),
    flood: Type.Optional(
      oneOrMore(
        bytes(
          'IRC lines that are sent in turn, many times; \\{peer} is another of those who flood each time, \\{n} the number of the line',
        ),
      ),
    ),
    count: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'beside flood: so many lines' }),
    ),
    within: Type.Optional(
      Type.Integer({
        minimum: 50,
        maximum: 60_000,
        description: 'beside flood: spread over so many ms; without it, as quickly as they are taken',
      }),
    ),
    peers: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 10_000,
        description: 'beside flood: from so many, in turn; one if not given',
      }),
    ),
    rounds: Type.Optional(
      Type.Integer({
        minimum: 3,
        maximum: 100,
        description: 'beside flood: all of it so many times, so that what is kept of each round can be told',
      }),
    ),
    throwsOff: Type.Optional(
      Type.Integer({
        minimum: 512,
        description:
          'beside flood: the server reads by its penalty clock, and throws the client off when more octets than that wait',
      }),
    ),
    reflect: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 100_000,
        description: 'from now on replies to those who flood come back as queries, at most so many',
      }),
    ),
    copies: Type.Optional(
      Type.Array(bytes('an IRC line to the first of two copies of the client, each from a peer of its own'), {
        minItems: 1,
        description: 'a second copy is started, and the two hear what the other says to those peers',
      }),
    ),
    reconnect: Type.Optional(
      Type.Literal(true, {
        description: 'the server closes the connection and waits until the client is back, if it comes back',
      }),
    ),
    seed: Type.Optional(
      Type.Integer({ minimum: 0, description: "beside fuzz: the seed of its lines, in place of the run's" }),
    ),
  },
  closed,
);

export const Outcome = Type.Object(
  {
    class: Type.Union([
      OutcomeClass,
      Type.Object({ modern: OutcomeClass, classic: OutcomeClass }, { additionalProperties: false }),
    ]),
    when: Condition,
    says: sentence('what the client did, in one sentence'),
    hint: Type.Optional(sentence('what its author can do about it')),
    requirement: Type.Optional(RequirementId),
  },
  { additionalProperties: false },
);

const named = { additionalProperties: false } as const;
const slug = '^[a-z0-9]+(-[a-z0-9]+)*$';

export const Scenario = Type.Object(
  {
    id: ScenarioId,
    aliases: Type.Optional(Type.Array(ScenarioId)),
    title: sentence('one line, as a rule'),
    requirements: Type.Array(RequirementId, {
      minItems: 1,
      description: 'the first one grades, unless an outcome names another',
    }),
    why: sentence('what goes wrong in the world when a client gets this wrong'),
    needs: Type.Optional(Needs),
    server: Type.Optional(ServerBlock),
    environment: Type.Optional(Environment),
    alone: Type.Optional(
      Type.Literal(true, {
        description:
          'the suspected bug is in the target, or the source is degenerate: nothing else in flight',
      }),
    ),
    observe: Type.Optional(
      Type.Integer({
        minimum: 100,
        maximum: 60000,
        description: 'an observation window in ms: a wait that decides, shown as such',
      }),
    ),
    watch: Type.Optional(
      Type.Integer({
        minimum: 100,
        maximum: 10_000,
        description:
          'for so many ms behind the fence it is watched who connects to \\{dcc.port} and what is written',
      }),
    ),
    cast: Type.Optional(PinnedCast),
    cases: Type.Optional(
      Type.Record(
        Type.String({ pattern: slug }),
        Type.Object(
          {
            needs: Type.Optional(Needs),
            cast: Type.Optional(PinnedCast),
            values: Type.Record(
              Type.String({ pattern: '^[a-z][a-z0-9-]*$' }),
              bytes('filled in where \\{name} stands'),
            ),
          },
          { additionalProperties: false },
        ),
        {
          ...named,
          minProperties: 2,
          description:
            'the same idea with several payloads, each judged on its own; the worst one is the result',
        },
      ),
    ),
    steps: Type.Array(Step),
    outcomes: Type.Record(Type.String({ pattern: slug }), Outcome, { ...named, minProperties: 2 }),
  },
  { additionalProperties: false, title: 'ctcpspec scenario' },
);

export const ScenarioFile = Type.Array(Scenario, {
  minItems: 1,
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:ctcpspec:schema:scenarios-1',
  title: 'ctcpspec scenarios',
});

export const RequirementEntry = Type.Object(
  {
    id: RequirementId,
    sentence: sentence('the rule, in one sentence'),
    levels: Type.Object({ modern: Level, classic: Level }, { additionalProperties: false }),
    basis: Basis,
    sources: Type.Array(Source, { minItems: 1 }),
    note: Type.Optional(
      Type.String({ description: 'where sources disagree, or why the level is what it is' }),
    ),
  },
  { additionalProperties: false },
);

export const RequirementFile = Type.Array(RequirementEntry, {
  minItems: 1,
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:ctcpspec:schema:requirements-1',
  title: 'ctcpspec requirements',
});

export type PinnedCast = Static<typeof PinnedCast>;
export type Needs = Static<typeof Needs>;
export type ServerData = Static<typeof ServerBlock>;
export type StepData = Static<typeof Step>;
export type OutcomeData = Static<typeof Outcome>;
export type ScenarioData = Static<typeof Scenario>;
export type RequirementData = Static<typeof RequirementEntry>;
