import type { Template } from '../wire/template.ts';
import type { DccConditionData, DccStepData } from './dcc-schema.ts';

export type DccTask = 'chat' | 'send' | 'receive';
export type DccAwaited = NonNullable<DccStepData['await']>;
export type AckHabit = NonNullable<DccStepData['acks']>;

/** How the peer sends or takes a file; positions and sizes in octets. */
export interface DccPlan {
  readonly task: DccTask;
  readonly over: 'ipv4' | 'ipv6';
  readonly secure: boolean;
  readonly octets: number;
  readonly from: number;
  readonly block: number;
  readonly ahead: boolean;
  readonly hasty: boolean;
  readonly stays: boolean;
  readonly acks: AckHabit;
}

/** What the peer does in one step. */
export type DccStep =
  | { readonly do: 'listen'; readonly plan: DccPlan }
  | { readonly do: 'connect'; readonly plan: DccPlan }
  | { readonly do: 'say'; readonly pieces: readonly Template[] }
  | { readonly do: 'close'; readonly how: 'fin' | 'reset' | 'port' }
  | {
      readonly do: 'await';
      readonly what: DccAwaited;
      /** For how long nothing may happen; null for as long as the client may need. */
      readonly withinMs: number | null;
    }
  | {
      readonly do: 'lay';
      readonly name: Template;
      /** Null for a link that leads to a file outside the folder. */
      readonly octets: number | null;
    };

/** How many octets there are, and whether they are the file's; null where that does not matter. */
export interface OctetsWanted {
  readonly is: 'content' | 'other' | 'none' | null;
  readonly octets: number | null;
}

export type DccWanted = Omit<DccConditionData, 'line' | 'received' | 'saved'> & {
  readonly line: Template | null;
  readonly received: OctetsWanted | null;
  readonly saved: OctetsWanted | null;
};
