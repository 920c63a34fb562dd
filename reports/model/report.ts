import { Type, type Static } from 'typebox';
import { SCHEMA_VERSION } from './schema-version.ts';

export { SCHEMA_VERSION };

/**
 * The report model: the one description of `report.json`, from which both the TypeScript types and the
 * published JSON Schema (reports/schema/report.schema.json) come. It imports nothing from outside its folder,
 * because everything else, the engine included, speaks in its terms.
 *
 * Bytes are always strings in byte notation (harness/wire/notation.ts), so that a report is plain text
 * whatever a client sent.
 */

const closed = { additionalProperties: false } as const;
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const count = Type.Integer({ minimum: 0 });
const ms = Type.Number({ minimum: 0 });

export const Standard = Type.Enum(['modern', 'classic']);
export const Level = Type.Enum(['MUST', 'SHOULD', 'MAY', 'NONE']);
export const Basis = Type.Enum(['specification', 'consensus', 'security', 'robustness', 'record']);
export const OutcomeClass = Type.Enum(['conforms', 'deviates', 'violates', 'observed']);
export const Verdict = Type.Enum([
  'pass',
  'fail',
  'warn',
  'info',
  'not-applicable',
  'inconclusive',
  'harness-error',
]);
export const Evidence = Type.Enum(['fenced', 'timed']);

/** Why nothing could be judged. Closed lists: a new reason is a change of the format. */
export const InconclusiveCause = Type.Enum([
  'answers-nothing',
  'control-lost',
  'attempts-differ',
  'no-fence',
  'display-lost',
  'client-lost',
  'interrupted',
]);
export const NotApplicableReason = Type.Enum([
  'not-answered',
  'declined',
  'no-user-command',
  'no-display',
  'no-capability',
  'no-process',
  'no-environment',
  'no-product',
  'other-transport',
]);

export const Source = Type.Object({ text: Type.String(), url: Type.Optional(Type.String()) }, closed);

export const Requirement = Type.Object(
  {
    id: Type.String(),
    sentence: Type.String(),
    levels: Type.Object({ modern: Level, classic: Level }, closed),
    basis: Basis,
    sources: Type.Array(Source),
  },
  closed,
);

export const TranscriptEntry = Type.Object(
  {
    ms,
    from: Type.Enum(['server', 'client', 'user', 'screen', 'process']),
    bytes: Type.String({ description: 'in byte notation' }),
    decides: Type.Boolean(),
    role: Type.Optional(Type.Enum(['stimulus', 'control', 'caused', 'ambient', 'duty'])),
    note: Type.Optional(Type.String()),
  },
  closed,
);

const Measurements = Type.Record(Type.String(), Type.Union([Type.Number(), Type.String(), Type.Boolean()]));

/** Something that was measured over time while a scenario was played. */
export const Curve = Type.Object(
  {
    name: Type.String({
      description: 'the same for every client: replies, octets, lead, pong, resident, cpu',
    }),
    title: Type.String({ description: 'what a person reads above it' }),
    unit: Type.String({ description: 'of the second number of each point' }),
    // A tuple of TypeBox is one of an older JSON Schema, which 2020-12 refuses.
    points: Type.Array(
      Type.Unsafe<[number, number]>(Type.Array(Type.Number(), { minItems: 2, maxItems: 2 })),
      { description: 'at most a few hundred: milliseconds since the flood began, and the value then' },
    ),
  },
  closed,
);

/** One playing of a scenario (or of one of its cases). */
export const Attempt = Type.Object(
  {
    outcome: nullable(Type.String()),
    class: nullable(OutcomeClass),
    evidence: nullable(Evidence),
    cause: nullable(InconclusiveCause),
    reason: Type.String(),
    fresh: Type.Boolean({ description: 'played alone on a client started for it' }),
    observationMs: nullable(ms),
    transcript: Type.Array(TranscriptEntry),
    measurements: Type.Optional(Measurements),
    curves: Type.Optional(Type.Array(Curve)),
  },
  closed,
);

/** The line of an expectations file that speaks for a result. */
export const ExpectationEntry = Type.Object(
  {
    kind: Type.Enum(['known', 'flaky']),
    reason: Type.String(),
    link: nullable(Type.String()),
    file: Type.String(),
    line: count,
  },
  closed,
);

/** Why a gate is not met: a new reason is a change of the format. */
export const ComplaintCode = Type.Enum([
  'unexpected-failure',
  'unexpected-pass',
  'changed-symptom',
  'matches-nothing',
  'judges-nothing',
  'expired',
  'version-unknown',
  'too-many-flaky',
  'nothing-judged',
  'finding',
]);

export const Complaint = Type.Object(
  {
    code: ComplaintCode,
    id: nullable(Type.String({ description: 'of the scenario, with #CASE where it has several' })),
    message: Type.String({ description: 'one sentence or two: what is wrong, and which line to change' }),
    file: nullable(Type.String({ description: 'of the expectations' })),
    line: nullable(count),
  },
  closed,
);

/** Whether a client's results are good enough, and every reason why not. */
export const Gate = Type.Object(
  {
    met: Type.Boolean(),
    expectations: nullable(Type.Object({ file: Type.String(), known: count, flaky: count }, closed)),
    complaints: Type.Array(Complaint),
  },
  closed,
);

export const CaseResult = Type.Object(
  {
    name: Type.String(),
    outcome: nullable(Type.String()),
    class: nullable(OutcomeClass),
    verdict: Verdict,
    reason: Type.String(),
    evidence: nullable(Evidence),
    notApplicable: nullable(NotApplicableReason),
    attempts: Type.Array(Attempt),
    flaky: Type.Boolean(),
    expected: Type.Boolean(),
    entry: nullable(ExpectationEntry),
    scored: Type.Boolean({
      description:
        'false for what is newer than the requirements asked for; it does not speak for the scenario',
    }),
  },
  closed,
);

export const Result = Type.Object(
  {
    id: Type.String(),
    title: Type.String(),
    why: Type.String(),
    area: Type.String(),
    suite: Type.String({ description: "'built-in', or the folder given with --suite" }),
    file: Type.String(),
    line: count,
    requirements: Type.Array(Type.String()),
    requirement: Type.String({ description: 'the one that the outcome was graded by' }),
    level: Level,
    basis: Basis,
    outcome: nullable(Type.String()),
    class: nullable(OutcomeClass),
    verdict: Verdict,
    grades: Type.Object({ modern: Verdict, classic: Verdict }, closed),
    settings: Type.String(),
    reason: Type.String({ description: 'one sentence: what the client did' }),
    expectation: Type.String({ description: 'one sentence: what was expected' }),
    hint: nullable(Type.String()),
    cause: nullable(InconclusiveCause),
    notApplicable: nullable(NotApplicableReason),
    evidence: nullable(Evidence),
    observationMs: nullable(ms),
    outcomes: Type.Array(
      Type.Object(
        {
          name: Type.String(),
          class: Type.Object({ modern: OutcomeClass, classic: OutcomeClass }, closed),
          requirement: Type.String(),
          says: Type.String(),
        },
        closed,
      ),
    ),
    cases: Type.Array(CaseResult),
    attempts: Type.Array(Attempt),
    flaky: Type.Boolean(),
    seen: Type.Object(
      { times: count, of: count },
      { ...closed, description: 'k of n attempts with this outcome' },
    ),
    expected: Type.Boolean(),
    entry: nullable(ExpectationEntry),
    scored: Type.Boolean({
      description: "false for what is newer than the requirements asked for, and for suites of one's own",
    }),
    replay: Type.String({ description: 'the command that plays it again' }),
    durationMs: ms,
    measurements: Measurements,
    curves: Type.Optional(Type.Array(Curve)),
    transcript: Type.Array(TranscriptEntry),
  },
  closed,
);

export const DiscoveryStep = Type.Object(
  {
    step: Type.String(),
    ok: nullable(Type.Boolean()),
    ms,
    note: Type.String(),
  },
  closed,
);

export const Discovery = Type.Object(
  {
    steps: Type.Array(DiscoveryStep),
    registers: Type.Boolean(),
    answersPing: Type.Boolean(),
    joins: Type.Boolean(),
    control: nullable(Type.Object({ query: Type.String(), echoesToken: Type.Boolean() }, closed)),
    order: Type.Enum(['kept', 'not-kept', 'unknown']),
    answers: Type.Array(Type.String()),
    claims: nullable(Type.Array(Type.String())),
    version: nullable(Type.String({ description: 'the reply to VERSION, in byte notation' })),
    ambient: Type.Array(Type.String({ description: 'shapes of lines that the client sends on its own' })),
    capabilities: Type.Array(Type.String()),
    lineEnding: Type.Enum(['crlf', 'lf', 'mixed', 'none']),
    startMs: ms,
    slowestReplyMs: nullable(ms),
    allowance: Type.Object(
      {
        kind: Type.Enum(['none', 'queue', 'drop']),
        burst: nullable(count),
        intervalMs: ms,
        fromOnePeer: nullable(count),
      },
      { ...closed, description: 'how many queries at a time it answers; null where no limit was found' },
    ),
  },
  closed,
);

export const Totals = Type.Object(
  {
    pass: count,
    fail: count,
    warn: count,
    info: count,
    'not-applicable': count,
    inconclusive: count,
    'harness-error': count,
  },
  closed,
);

/** Something about the client as a whole: it cannot be started, it died where no scenario could be blamed. */
export const Finding = Type.Object(
  {
    code: Type.String(),
    step: nullable(Type.String()),
    message: Type.String(),
    fatal: Type.Boolean(),
    transcript: Type.Array(TranscriptEntry),
  },
  closed,
);

/** Where the time of a run with one client went. Clients play side by side, so that sums may exceed the whole. */
export const Spent = Type.Object(
  {
    elapsedMs: ms,
    instances: { ...count, description: 'how many times the client was started' },
    startingMs: { ...ms, description: 'the sum of the time from each start to the end of its registration' },
    observingMs: {
      ...ms,
      description: 'the sum of the observation windows: time in which nothing but waiting could be done',
    },
  },
  closed,
);

/** What carried the lines between a client and the server. */
export const Transport = Type.Enum(['tcp', 'tls', 'websocket', 'wss']);

/** How the command line named the client. */
export const ClientChoice = Type.Object(
  {
    profile: nullable(Type.String({ description: 'the name of a built-in profile' })),
    profileFile: nullable(Type.String()),
    exec: nullable(Type.String()),
    transport: Type.Optional(
      Type.Enum(['tcp', 'tls', 'websocket', 'wss'], { description: 'what --tls and --websocket asked for' }),
    ),
  },
  closed,
);

export const ClientReport = Type.Object(
  {
    name: Type.String(),
    version: nullable(Type.String()),
    profile: nullable(Type.String()),
    command: nullable(Type.String()),
    choice: ClientChoice,
    settings: Type.String(),
    transport: Type.Optional(Transport),
    discovery: nullable(Discovery),
    findings: Type.Array(Finding),
    spent: Type.Optional(Spent),
    totals: { ...Totals, description: 'of the scored results' },
    apart: Type.Array(Type.Object({ name: Type.String(), totals: Totals }, closed), {
      description: 'the results that are not scored, by suite or by requirement set',
    }),
    gate: Gate,
    results: Type.Array(Result),
  },
  closed,
);

export const Report = Type.Object(
  {
    schemaVersion: Type.Literal(SCHEMA_VERSION),
    upgradedFrom: Type.Optional(
      Type.Integer({
        minimum: 0,
        description: 'the version of the format that it was written in, when it was read as this one',
      }),
    ),
    tool: Type.Object({ name: Type.Literal('ctcpspec'), version: Type.String() }, closed),
    suite: Type.Object({ version: Type.String(), hash: Type.String(), standard: Standard }, closed),
    run: Type.Object(
      {
        startedAt: Type.String(),
        durationMs: ms,
        seed: Type.Integer(),
        jobs: Type.Integer({ minimum: 1 }),
        gate: Type.Enum(['must', 'should']),
        complete: Type.Boolean(),
        endedBy: nullable(Type.String({ description: 'why it is not complete' })),
        filters: Type.Array(Type.String()),
        suites: Type.Array(Type.String({ description: 'folders given with --suite' })),
        requirements: nullable(Type.String({ description: 'the dated set that is scored; null: all' })),
        shard: nullable(
          Type.Object({ index: Type.Integer({ minimum: 1 }), of: Type.Integer({ minimum: 1 }) }, closed),
        ),
        timeoutMs: ms,
        window: nullable(count),
        platform: Type.String(),
        node: Type.String(),
      },
      closed,
    ),
    requirements: Type.Array(Requirement),
    clients: Type.Array(ClientReport),
  },
  {
    ...closed,
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:ctcpspec:schema:report-1',
    title: 'ctcpspec report',
  },
);

export type Standard = Static<typeof Standard>;
export type Level = Static<typeof Level>;
export type Basis = Static<typeof Basis>;
export type OutcomeClass = Static<typeof OutcomeClass>;
export type Verdict = Static<typeof Verdict>;
export type Evidence = Static<typeof Evidence>;
export type InconclusiveCause = Static<typeof InconclusiveCause>;
export type NotApplicableReason = Static<typeof NotApplicableReason>;
export type Requirement = Static<typeof Requirement>;
export type TranscriptEntry = Static<typeof TranscriptEntry>;
export type Curve = Static<typeof Curve>;
export type Spent = Static<typeof Spent>;
export type Attempt = Static<typeof Attempt>;
export type CaseResult = Static<typeof CaseResult>;
export type Result = Static<typeof Result>;
export type DiscoveryStep = Static<typeof DiscoveryStep>;
export type Discovery = Static<typeof Discovery>;
export type Totals = Static<typeof Totals>;
export type Finding = Static<typeof Finding>;
export type ClientReport = Static<typeof ClientReport>;
export type ExpectationEntry = Static<typeof ExpectationEntry>;
export type ComplaintCode = Static<typeof ComplaintCode>;
export type Complaint = Static<typeof Complaint>;
export type Gate = Static<typeof Gate>;
export type ClientChoice = Static<typeof ClientChoice>;
export type Report = Static<typeof Report>;
