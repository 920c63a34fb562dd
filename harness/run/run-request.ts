import type { ClientChoice, ClientReport, Result, Standard } from '../../reports/model/report.ts';
import type { InProcessSpec } from '../client/in-process/spec.ts';
import type { ServedSpec } from '../client/served/spec.ts';
import type { ClientSpec } from '../client/spec.ts';
import type { Scenario, Suite } from '../scenario/model.ts';
import type { Session } from '../server/session.ts';
import type { Settled } from './judge/attempts.ts';
import type { Declined, DisplayPatterns, Knowledge } from './knowledge.ts';
import type { Item } from './play/play.ts';
import type { HeldMoment } from './schedule/schedule-model.ts';

export interface ClientUnderTest {
  readonly name: string;
  readonly profile: string | null;
  /** Null for a client inside this process. */
  readonly command: string | null;
  readonly choice: ClientChoice;
  readonly settings: string;
  readonly spec: ClientSpec | InProcessSpec | ServedSpec;
  /** What its users run, by which floods are judged; null where that is `spec` as well, or where settings were asked for. */
  readonly stock?: ClientSpec | null;
  readonly display: DisplayPatterns | null;
  /** A word that names the product; null where none is known. */
  readonly product: string | null;
  /** Queries that its profile says it does not answer, on purpose. */
  readonly declines: Declined;
}

export interface RunRequest {
  readonly client: ClientUnderTest;
  readonly suite: Suite;
  readonly scenarios: readonly Scenario[];
  readonly standard: Standard;
  readonly gate: 'must' | 'should';
  readonly seed: number;
  /** Null: as many as help this client. */
  readonly jobs: number | null;
  /** How many queries at most are in flight together; null or absent: as many as this client takes. */
  readonly window?: number | null;
  readonly timeoutMs: number;
  readonly host: string;
  readonly keepHome: boolean;
  readonly signal: AbortSignal;
  /** The command that plays a scenario again under these settings. */
  readonly replay: (id: string, settings: string) => string;
  readonly onDiscovered?: (discovery: NonNullable<ClientReport['discovery']>) => void;
  /** How often at most an item is played; fewer than 3 is for tests of deterministic clients. */
  readonly attempts?: number;
  /** Waited for before and after each window; null plays straight on. */
  readonly onHold?: ((moment: HeldMoment) => Promise<void>) | null;
  /** Told of each throw-away home that is kept. */
  readonly onHome?: (home: string) => void;
  /** Told of each connection of the client, before a byte of it was read. */
  readonly onSession?: (session: Session) => void;
  readonly onKnown?: (knowledge: Knowledge) => void;
  /** Told of each case with all that was seen: for tests that judge the judge. */
  readonly onSettled?: (item: Item, settled: Settled) => void;
  readonly onResult?: (result: Result, done: number, of: number) => void;
}

/** What playing alone tells of a client; whether that is good enough is for the gate. */
export type PlayedClient = Omit<ClientReport, 'gate' | 'apart'>;

export interface RunOutcome {
  readonly report: PlayedClient;
  /** The client could not be tested: exit code 3. */
  readonly untestable: boolean;
  /** How many instances of the client played side by side. */
  readonly jobs: number;
  readonly interrupted: boolean;
}
