import { meetsGate } from '../../harness/scenario/grade.ts';
import type { Attempt, CaseResult, Result, TranscriptEntry } from '../model/report.ts';

/** Short ways to build the parts of a made-up report. Everything that is not named has a plain value. */

type From = TranscriptEntry['from'];
type Role = NonNullable<TranscriptEntry['role']>;

/** One line of a transcript; `'!'` before the bytes marks the one that decides. */
export function entry(ms: number, from: From, bytes: string, role?: Role, note?: string): TranscriptEntry {
  const decides = bytes.startsWith('!');
  return {
    ms,
    from,
    bytes: decides ? bytes.slice(1) : bytes,
    decides,
    ...(role === undefined ? {} : { role }),
    ...(note === undefined ? {} : { note }),
  };
}

/** The stimulus between two control queries, as a fenced playing looks. */
export function fencedTranscript(stimulus: string, caused: readonly string[]): TranscriptEntry[] {
  return [
    entry(0, 'server', ':k1!kay@k1.test PRIVMSG quill :\\x01PING k1aa01\\x01', 'control'),
    entry(0.1, 'server', stimulus, 'stimulus'),
    entry(0.2, 'server', ':k2!kay@k2.test PRIVMSG quill :\\x01PING k2bb02\\x01', 'control'),
    entry(3.4, 'client', 'NOTICE k1 :\\x01PING k1aa01\\x01\\r\\n', 'control'),
    ...caused.map((bytes, index) => entry(3.6 + index / 10, 'client', bytes, 'caused')),
    entry(4.1, 'client', 'NOTICE k2 :\\x01PING k2bb02\\x01\\r\\n', 'control'),
  ];
}

export function attempt(overrides: Partial<Attempt>): Attempt {
  return {
    outcome: 'replies',
    class: 'conforms',
    evidence: 'fenced',
    cause: null,
    reason: 'The client answers.',
    fresh: false,
    observationMs: null,
    transcript: [],
    ...overrides,
  };
}

export function caseResult(overrides: Partial<CaseResult> & { name: string }): CaseResult {
  const { outcome = 'replies', reason = 'The client answers.', evidence = 'fenced' } = overrides;
  const outcomeClass = overrides.class === undefined ? 'conforms' : overrides.class;
  return {
    outcome,
    class: outcomeClass,
    verdict: 'pass',
    reason,
    evidence,
    notApplicable: null,
    attempts: [attempt({ outcome, class: outcomeClass, reason, evidence })],
    flaky: false,
    expected: meetsGate(overrides.verdict ?? 'pass', 'must'),
    entry: null,
    scored: true,
    ...overrides,
  };
}

/** A result that passes; `transcript` is that of its one attempt unless `attempts` are given. */
export function result(overrides: Partial<Result> & { id: string }): Result {
  const verdict = overrides.verdict ?? 'pass';
  const outcome = overrides.outcome === undefined ? 'replies' : overrides.outcome;
  const outcomeClass = overrides.class === undefined ? 'conforms' : overrides.class;
  const { transcript = [], reason = 'The client answers.', requirement = 'PNG-01', cases = [] } = overrides;
  const evidence = overrides.evidence === undefined ? 'fenced' : overrides.evidence;
  const only = attempt({
    outcome,
    class: outcomeClass,
    evidence,
    reason,
    transcript,
    cause: overrides.cause ?? null,
  });
  const attempts = overrides.attempts ?? (cases.length > 0 || outcome === null ? [] : [only]);
  const area = overrides.id.split('/')[0] ?? overrides.id;
  return {
    title: 'A query is answered',
    why: 'Users cannot reach each other otherwise.',
    area,
    suite: 'built-in',
    file: `suites/${overrides.id}.yaml`,
    line: 1,
    requirements: [requirement],
    requirement,
    level: 'MUST',
    basis: 'specification',
    grades: { modern: verdict, classic: verdict },
    settings: 'unthrottled',
    expectation: 'One reply.',
    hint: null,
    cause: null,
    notApplicable: null,
    observationMs: null,
    outcomes: [],
    flaky: false,
    seen: { times: attempts.length, of: attempts.length },
    expected: meetsGate(verdict, 'must'),
    entry: null,
    scored: true,
    replay: `npx ctcpspec run quillchat --filter '${overrides.id}' --seed 4711`,
    durationMs: 6,
    measurements: {},
    ...overrides,
    verdict,
    outcome,
    class: outcomeClass,
    reason,
    evidence,
    transcript,
    cases,
    attempts,
  };
}
