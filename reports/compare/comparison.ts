import { Type, type Static } from 'typebox';
import { OutcomeClass, Standard, Verdict } from '../model/report.ts';

/**
 * What two reports differ in: the one description of the JSON that `ctcpspec compare` writes, from which the types
 * and the published schema (reports/schema/comparison.schema.json) come.
 */

const closed = { additionalProperties: false } as const;
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const count = Type.Integer({ minimum: 0 });

/** How a scenario, or one of its cases, changed. A closed list: a new kind is a change of the format. */
export const ChangeKind = Type.Enum([
  'regressed',
  'changed-symptom',
  'became-inconclusive',
  'became-not-applicable',
  'gone',
  'fixed',
  'no-longer-inconclusive',
  'no-longer-not-applicable',
  'new',
]);

/** What makes it doubtful whether two reports can be held against each other. */
export const CompareWarningCode = Type.Enum([
  'other-standard',
  'other-settings',
  'other-client',
  'other-suite',
  'other-suites',
  'other-filters',
  'other-requirements',
  'shard',
  'incomplete',
]);

export const Seen = Type.Object(
  {
    verdict: Verdict,
    outcome: nullable(Type.String({ description: 'or why there is none: a cause, a reason' })),
    class: nullable(OutcomeClass),
    reason: Type.String(),
  },
  closed,
);

export const Change = Type.Object(
  {
    kind: ChangeKind,
    worse: Type.Boolean({ description: 'fails the gate' }),
    id: Type.String(),
    oldId: nullable(Type.String({ description: 'when it was renamed' })),
    case: nullable(Type.String({ description: 'of a scenario that has several' })),
    title: Type.String(),
    old: nullable(Seen),
    new: nullable(Seen),
  },
  closed,
);

const ComparedSide = Type.Object(
  { name: Type.String(), version: nullable(Type.String()), settings: Type.String() },
  closed,
);

export const ComparedClient = Type.Object(
  {
    old: nullable(ComparedSide),
    new: nullable(ComparedSide),
    unchanged: count,
    changes: Type.Array(Change, { description: 'in the order of ChangeKind, then by id and case' }),
  },
  closed,
);

const ComparedRun = Type.Object(
  {
    file: Type.String(),
    startedAt: Type.String(),
    tool: Type.String({ description: 'the version of ctcpspec' }),
    suiteHash: Type.String(),
    standard: Type.Union([Standard], { description: 'by which it was graded when it was written' }),
    complete: Type.Boolean(),
  },
  closed,
);

export const Comparison = Type.Object(
  {
    schemaVersion: Type.Literal(1),
    tool: Type.Object({ name: Type.Literal('ctcpspec'), version: Type.String() }, closed),
    standard: Type.Union([Standard], { description: 'by which both are compared: that of the new report' }),
    old: ComparedRun,
    new: ComparedRun,
    warnings: Type.Array(Type.Object({ code: CompareWarningCode, message: Type.String() }, closed)),
    clients: Type.Array(ComparedClient),
    gate: Type.Object(
      {
        met: Type.Boolean(),
        worse: Type.Integer({ minimum: 0, description: 'how many changes are for the worse' }),
        lostClients: Type.Array(Type.String(), { description: 'which the new report does not have' }),
      },
      closed,
    ),
  },
  {
    ...closed,
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:ctcpspec:schema:comparison-1',
    title: 'ctcpspec comparison',
  },
);

export type ChangeKind = Static<typeof ChangeKind>;
export type CompareWarningCode = Static<typeof CompareWarningCode>;
export type Seen = Static<typeof Seen>;
export type Change = Static<typeof Change>;
export type ComparedClient = Static<typeof ComparedClient>;
export type Comparison = Static<typeof Comparison>;
export type CompareWarning = Comparison['warnings'][number];

export const changeKinds: readonly ChangeKind[] = ChangeKind.enum;
