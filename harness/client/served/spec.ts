import type { Duplex } from 'node:stream';
import type { Transport } from '../../wire/transport.ts';
import type { Person } from './person.ts';
import type { Refusals } from './served-client.ts';

/** A connection of a client that somebody else has started. */
export interface ServedConnection {
  readonly stream: Duplex;
  /** Whether another connection of the same client has taken the place of this one. */
  readonly replaced: boolean;
}

/** A client that this suite does not start: it connects by itself, and a person sits at it. */
export interface ServedSpec {
  readonly name: string;
  /** What its connections run over; whoever accepts them has taken that off. By default plain TCP. */
  readonly transport?: Transport;
  readonly served: {
    readonly person: Person;
    /** What the person has said once and for all. */
    readonly refusals: Refusals;
    /** Why the client has to connect, for the person, in one sentence; null for the first time. */
    readonly why: string | null;
    /**
     * The next connection of this client, which may be there already.
     *
     * @throws PersonError `skipped` when the person does not connect again
     */
    connection(why: string | null): Promise<ServedConnection>;
    /** Told what it is waited for, where that takes long: a sentence, or null when it is over. */
    resting(why: string | null): void;
  };
}
