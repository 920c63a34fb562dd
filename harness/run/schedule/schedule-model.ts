import type { StartError } from '../instance/start-error.ts';
import type { Instance, InstanceOptions } from '../instance/instance.ts';
import type { ClientStarts } from '../instance/client-starts.ts';
import type { Settled } from '../judge/attempts.ts';
import type { Knowledge } from '../knowledge.ts';
import type { Item } from '../play/play.ts';
import type { WindowResult } from '../play/window.ts';
import type { Plan } from './allowance.ts';
import type { NotApplicable } from './applicable.ts';

/** Items that are played together, on a client of their own when `fresh`. */
export interface Unit {
  readonly items: readonly Item[];
  readonly alone: boolean;
  readonly fresh: boolean;
}

export interface Schedule {
  readonly items: readonly Item[];
  /** Replaced when playing shows that the client does not keep order after all. */
  knowledge: Knowledge;
  readonly instanceOptions: InstanceOptions;
  readonly plan: Plan;
  readonly starts: ClientStarts;
  /** How often at most an item is played. */
  readonly attempts: number;
  /** The client that discovery has left in good order, to begin with. */
  readonly first: Instance | null;
  /** Waited for before and after each window: a person looks at the client with a debugger meanwhile. */
  readonly onHold: ((moment: HeldMoment) => Promise<void>) | null;
  /** Called once for each item, as soon as it is settled. */
  readonly onSettled: (item: Item, settled: Settled) => void;
  /** An item that turned out, on a server of its own, to say nothing about this client. */
  readonly onNotApplicable: (item: Item, why: NotApplicable) => void;
  /** An item that could not be played because the client did not start again. */
  readonly onLost: (item: Item, error: StartError) => void;
  /** Playing threw: a fault of the harness, not of the client. */
  readonly onFault: (item: Item, error: unknown) => void;
  /** A window that killed the client, or silenced it, although none of its items does so alone. */
  readonly onUnblamed: (items: readonly Item[], result: WindowResult, instance: Instance) => void;
}

/** Where a held run stands. */
export interface HeldMoment {
  /** Null for a client without a process of its own. */
  readonly pid: number | null;
  readonly port: number;
  readonly ids: readonly string[];
  readonly played: boolean;
}
