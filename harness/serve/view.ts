import type { Verdict } from '../../reports/model/report.ts';

/** What a page, or a terminal, shows of a run with clients that persons start; plain data, for the wire. */
export interface ServeView {
  readonly address: AddressView;
  /** How many scenarios each client is played. */
  readonly scenarios: number;
  readonly clients: readonly ClientView[];
  readonly tasks: readonly TaskView[];
  /** Whether there is a report. */
  readonly isWritten: boolean;
  /** Where it lies on this machine. */
  readonly files: readonly string[];
  /** The command is over: nothing more will come. */
  readonly isOver: boolean;
}

export interface AddressView {
  /** What clients may be told to connect to. */
  readonly hosts: readonly string[];
  readonly port: number;
  readonly tls: boolean;
  readonly channel: string;
  /** Whether others than this machine can connect. */
  readonly isOpen: boolean;
}

export interface ClientView {
  readonly id: string;
  /** Its nick, which tells it apart. */
  readonly nick: string;
  /** The address that it came from. */
  readonly from: string;
  /** Its answer to VERSION, in byte notation. */
  readonly version: string | null;
  readonly isConnected: boolean;
  readonly phase: 'discovery' | 'playing' | 'finished' | 'untestable' | 'stopped';
  readonly done: number;
  readonly total: number;
  readonly counts: Readonly<Partial<Record<Verdict, number>>>;
  /** The scenario that was settled last. */
  readonly last: string | null;
  /** Why nothing happens for a while. */
  readonly resting: string | null;
  /** Why it could not be tested. */
  readonly problem: string | null;
}

export interface TaskView {
  readonly id: number;
  readonly client: string;
  readonly nick: string;
  readonly kind: 'type' | 'set' | 'look' | 'connect' | 'lost';
  readonly title: string;
  readonly says: readonly string[];
  readonly typed: readonly {
    readonly line: string;
    readonly action: string;
    readonly target: string | null;
    readonly command: string | null;
    readonly text: string | null;
  }[];
  readonly choices: readonly {
    readonly name: string;
    readonly label: string;
    readonly example: string | null;
  }[];
  readonly skip: { readonly label: string; readonly allLabel: string | null } | null;
  /** Milliseconds since the epoch. */
  readonly untilMs: number;
}

/** A line of the exchange, in byte notation. */
export interface LineView {
  /** From 1, for each client. */
  readonly number: number;
  readonly from: 'server' | 'client' | 'note';
  readonly atMs: number;
  readonly text: string;
}

/** What the page is sent. */
export type ToPage =
  | { readonly kind: 'view'; readonly view: ServeView }
  | { readonly kind: 'lines'; readonly client: string; readonly lines: readonly LineView[] };

/** What the page may send. */
export type FromPage =
  | { readonly kind: 'choice'; readonly task: number; readonly name: string }
  | { readonly kind: 'skip' | 'skip-all'; readonly task: number }
  /** Plays nothing more on this client, and writes its report. */
  | { readonly kind: 'stop'; readonly client: string }
  /** Ends the command. */
  | { readonly kind: 'end' };
