import type { ClassByStandard } from '../../scenario/grade.ts';
import type { Ending } from '../play/observation.ts';

/** Outcomes that any scenario can have without listing them. */
export interface IntrinsicOutcome {
  readonly outcome: string;
  readonly class: ClassByStandard;
  readonly says: string;
  readonly hint: string;
  readonly critical: boolean;
}

const violates: ClassByStandard = { modern: 'violates', classic: 'violates' };

/** A client that a peer can put out of action fails on security grounds, whatever the scenario is about. */
export const ENDING_OUTCOMES: Readonly<Record<Ending['kind'], IntrinsicOutcome>> = {
  crashed: {
    outcome: 'crashes',
    class: violates,
    says: 'the client died',
    hint: 'Play it again under a debugger: the command below with --hold stops before these bytes are sent. A crash counts as a security violation, whatever the rule.',
    critical: true,
  },
  hung: {
    outcome: 'hangs',
    class: violates,
    says: 'the client hangs',
    hint: 'Look for a loop, or a read that waits for more input, behind these bytes.',
    critical: true,
  },
  disconnected: {
    outcome: 'disconnects',
    class: violates,
    says: 'the client left the server',
    hint: 'No message of a peer should end the connection.',
    critical: true,
  },
  flooded: {
    outcome: 'floods',
    class: violates,
    says: 'the client flooded the server',
    hint: 'One message must not be worth more than a handful of lines.',
    critical: true,
  },
};

export const INJECTS: IntrinsicOutcome = {
  outcome: 'injects',
  class: violates,
  says: 'the client sent a command that stood in a message of a peer',
  hint: 'Never let bytes of a message reach the wire, a command interpreter or a template engine unescaped.',
  critical: true,
};

export const UNLISTED: IntrinsicOutcome = {
  outcome: 'unlisted',
  class: violates,
  says: 'the client did what no outcome of this scenario describes',
  hint: 'Compare what came with what was expected. If the client is right, the scenario lacks an outcome: please report it.',
  critical: false,
};

/** Outcomes that are graded as plain security violations, not by a requirement of the scenario. */
export const SECURITY_OUTCOMES: ReadonlySet<string> = new Set([
  ...Object.values(ENDING_OUTCOMES).map((one) => one.outcome),
  INJECTS.outcome,
]);
