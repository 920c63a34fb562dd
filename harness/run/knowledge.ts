import type { Allowance } from './schedule/allowance.ts';
import type { Carried } from './schedule/by-transport.ts';
import type { Ambient } from './discovery/ambient.ts';
import type { Control } from './play/control.ts';

/** What discovery found out about a client, as far as playing and judging need it. */
export interface Knowledge {
  readonly seed: number;
  /** Null for a client that answers no CTCP at all. */
  readonly control: Control | null;
  readonly order: 'kept' | 'not-kept' | 'unknown';
  /** How much may be asked of it. */
  readonly allowance: Allowance;
  /** Queries that discovery asked. */
  readonly asked: ReadonlySet<string>;
  /** Queries that it answers. */
  readonly answers: ReadonlySet<string>;
  readonly ambient: Ambient;
  readonly capabilities: ReadonlySet<string>;
  /** What carries its lines, as long as no scenario chooses otherwise. */
  readonly carried: Carried;
  /** Queries that the profile says it does not answer, on purpose. */
  readonly declines: Declined;
  /** How long to watch where no fence is to be had, in ms. */
  readonly observationMs: number;
  readonly timeoutMs: number;
  /** How long a missing control is waited for at first; on a fresh client it is given the whole timeout. */
  readonly patienceMs: number;
  /** How the client shows things, by the profile; null without a display. */
  readonly display: DisplayPatterns | null;
  /** A word that names the product, by the profile; null where none is known. */
  readonly product: string | null;
}

/** `all` for a client that answers no CTCP at all, on purpose. */
export type Declined = 'all' | ReadonlySet<string>;

export interface DisplayPatterns {
  /** Patterns, any of which may fit; none where the profile has none. */
  readonly action: readonly string[];
  readonly message: readonly string[];
  /** How the window of a line is told: patterns of the path of its log file, or of the line; none where it is not known. */
  readonly window: readonly string[];
}
