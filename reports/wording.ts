import { TRANSPORT_NAMES } from '../harness/wire/transport.ts';
import type {
  Attempt,
  Basis,
  ClientReport,
  InconclusiveCause,
  Level,
  NotApplicableReason,
  OutcomeClass,
  Totals,
  Verdict,
} from './model/report.ts';
import { SCHEMA_VERSION } from './model/schema-version.ts';
import { verdicts } from './model/totals.ts';

/** The words for the closed lists of the report model, the same in every format. */

export const verdictLabel: Readonly<Record<Verdict, string>> = {
  pass: 'pass',
  fail: 'fail',
  warn: 'warn',
  info: 'info',
  'not-applicable': 'not applicable',
  inconclusive: 'inconclusive',
  'harness-error': 'harness error',
};

/** One character that tells the verdicts apart without colour. */
export const verdictSign: Readonly<Record<Verdict, string>> = {
  pass: '✓',
  fail: '✗',
  warn: '!',
  info: 'i',
  'not-applicable': '–',
  inconclusive: '?',
  'harness-error': '#',
};

export const verdictMeaning: Readonly<Record<Verdict, string>> = {
  pass: 'The client does what the rule asks.',
  fail: 'The client breaks a rule that a source calls a MUST, or that guards safety.',
  warn: 'The client works, but not as recommended.',
  info: 'Sources or clients disagree here. Nobody is wrong.',
  'not-applicable': 'The client does not have what this scenario is about.',
  inconclusive: 'Nothing could be judged.',
  'harness-error': 'The suite itself failed. This says nothing about the client.',
};

export const classMeaning: Readonly<Record<OutcomeClass, string>> = {
  conforms: 'as the rule asks',
  deviates: 'works, but not as recommended',
  violates: 'against the rule',
  observed: 'disputed, nobody is wrong',
};

export const levelMeaning: Readonly<Record<Level, string>> = {
  MUST: 'an obligation',
  SHOULD: 'a recommendation',
  MAY: 'left open',
  NONE: 'this standard has no such rule',
};

export const basisMeaning: Readonly<Record<Basis, string>> = {
  specification: 'a specification says so',
  consensus: 'no text says so, but interoperability depends on it',
  security: 'a plain danger, whatever a text says',
  robustness: 'the client must survive it',
  record: 'recorded for comparison, judged by nobody',
};

const causeSentence: Readonly<Record<InconclusiveCause, string>> = {
  'answers-nothing':
    'This client answered no CTCP query at all, so there was no known answer to measure a silence against.',
  'control-lost': 'A control query around the stimulus, which this client is known to answer, got no answer.',
  'attempts-differ': 'The client did different things in different attempts.',
  'no-fence':
    'No control query could be placed around the stimulus, so a silence cannot be told from a delay.',
  'display-lost': 'What the client displays could not be seen.',
  'client-lost': 'The client ended, or left the server, before this could be judged.',
  interrupted: 'The run was ended before this could be judged.',
};

const notApplicableSentence: Readonly<Record<NotApplicableReason, string>> = {
  'not-answered': 'The client does not answer the query that this scenario builds on, and it need not.',
  declined: "The client's profile says that it leaves this out on purpose.",
  'no-user-command': "The client's profile names no command by which a user does this.",
  'no-display': 'What this client displays cannot be seen.',
  'no-capability': 'The client did not ask for the capability that this scenario needs.',
  'no-process': 'The client ran inside the process of the tests; it has none of its own that could end.',
  'no-environment': 'The client cannot be started in the environment that this scenario asks for.',
  'no-product': 'No profile says what the product is called.',
  'other-transport': 'It is about what carries the lines to the server, and something else did.',
};

/** What carried a client's lines; null where it was plain TCP, which need not be said. */
export function carrierName({ transport = 'tcp' }: Pick<ClientReport, 'transport'>): string | null {
  return transport === 'tcp' ? null : TRANSPORT_NAMES[transport];
}

export const inconclusiveSentence = (cause: InconclusiveCause): string => causeSentence[cause];
export const notApplicableReasonSentence = (reason: NotApplicableReason): string =>
  notApplicableSentence[reason];

/** How sure the verdict is that the client did not do something more, or later. */
export function evidenceSentence(seen: Pick<Attempt, 'class' | 'evidence' | 'observationMs'>): string {
  switch (seen.evidence) {
    case 'fenced':
      return 'Fenced: control queries before and after the stimulus were answered in order, so whatever this client would have sent between them had its chance.';
    case 'timed': {
      const window = seen.observationMs === null ? 'a while' : duration(seen.observationMs);
      return `Timed: the client was watched for ${window}. What it does later than that was not seen.`;
    }
    case null:
      return seen.class === null
        ? 'None: nothing was judged.'
        : 'None was needed: what decides is in the transcript, and no silence is relied on.';
  }
}

/** `Breaks 3 rules, departs from 2 recommendations, keeps 40 of 45 that were judged.` */
export function leadSentence(totals: Totals): string {
  const judged = totals.pass + totals.fail + totals.warn;
  if (judged === 0) return 'Nothing could be judged.';
  const broken = totals.fail === 0 ? 'Breaks no rule' : `Breaks ${counted(totals.fail, 'rule')}`;
  const departs = totals.warn === 0 ? '' : `, departs from ${counted(totals.warn, 'recommendation')}`;
  return `${broken}${departs}, keeps ${totals.pass} of ${judged} that were judged.`;
}

/** `3 fail, 2 warn, 40 pass`; verdicts that never came are left out. */
export function totalsSentence(totals: Totals): string {
  const parts = verdicts.filter((v) => totals[v] > 0).map((v) => `${totals[v]} ${verdictLabel[v]}`);
  return parts.length === 0 ? 'no results' : parts.join(', ');
}

/** A time for people: `4 ms`, `1.2 s`, `3 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

export function counted(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** For a report that was read from an older version of the format. */
export function upgradedSentence(from: number): string {
  return (
    `This report was written in version ${from} of the format and upgraded to version ${SCHEMA_VERSION}. ` +
    'What that version did not tell stands at its usual value.'
  );
}

/** What became of the gate: a run that was cut short may show that it is not met, never that it is. */
export function gateSentence(met: boolean, complete: boolean): string {
  if (!met) return 'The gate is not met';
  return complete ? 'The gate is met' : 'The gate is not decided: the run is incomplete';
}
