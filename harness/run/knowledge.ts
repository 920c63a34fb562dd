import type { Ambient } from './ambient.ts';
import type { Control } from './control.ts';

/** What discovery found out about a client, as far as playing and judging need it. */
export interface Knowledge {
  readonly seed: number;
  /** Null for a client that answers no CTCP at all. */
  readonly control: Control | null;
  readonly order: 'kept' | 'not-kept' | 'unknown';
  /** Queries that it answers. */
  readonly answers: ReadonlySet<string>;
  readonly ambient: Ambient;
  readonly capabilities: ReadonlySet<string>;
  /** The profile says that it answers no CTCP, on purpose. */
  readonly silentOnPurpose: boolean;
  /** How long to watch where no fence is to be had, in ms. */
  readonly observationMs: number;
  readonly timeoutMs: number;
  /** How the client shows things, by the profile; null without a display. */
  readonly display: DisplayPatterns | null;
}

export interface DisplayPatterns {
  readonly action: string | null;
  readonly message: string | null;
}
