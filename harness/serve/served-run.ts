import { PersonError, type Person } from '../client/served/person.ts';
import { ACTION_PATTERN, MESSAGE_PATTERN } from '../client/served/look.ts';
import type { ServedConnection, ServedSpec } from '../client/served/spec.ts';
import { runClient } from '../run/run-client.ts';
import type { ClientUnderTest, RunOutcome, RunRequest } from '../run/run-request.ts';
import type { Session } from '../server/session.ts';
import { foldNick } from '../wire/casemap.ts';
import { ExchangeLog } from './exchange-log.ts';
import type { Newcomer } from './newcomer.ts';
import type { ClientView } from './view.ts';

/** What each client is played, and how. */
export type PlayRequest = Pick<
  RunRequest,
  'suite' | 'scenarios' | 'standard' | 'gate' | 'seed' | 'window' | 'timeoutMs' | 'host'
> & { readonly transport: 'tcp' | 'tls'; readonly replay: (id: string) => string };

/** A connection that is still open answers the server's PING within so long. */
const ALIVE_MS = 5000;

interface Connection extends ServedConnection {
  replaced: boolean;
}

/** One client that a person has started, over all of its connections, and what came of it. */
export class ServedRun {
  readonly id: string;
  readonly from: string;
  readonly log = new ExchangeLog();
  readonly #request: PlayRequest;
  readonly #name: string | null;
  readonly #product: string | null;
  readonly #stop = new AbortController();
  readonly #changed: () => void;
  readonly #counts: Record<string, number> = {};
  #nick: string;
  #present: Connection | null = null;
  #session: Session | null = null;
  #waiting: Connection | null = null;
  #arrived: () => void = () => undefined;
  #done = 0;
  #last: string | null = null;
  #version: string | null = null;
  #resting: string | null = null;
  #problem: string | null = null;
  #phase: ClientView['phase'] = 'discovery';

  constructor(
    about: {
      readonly id: string;
      /** Empty for a client that has not said it yet. */
      readonly nick: string;
      readonly from: string;
      /** In the report; null for its nick. */
      readonly name: string | null;
      readonly product: string | null;
    },
    request: PlayRequest,
    changed: () => void,
  ) {
    this.id = about.id;
    this.#nick = about.nick;
    this.from = about.from;
    this.#name = about.name;
    this.#product = about.product;
    this.#request = request;
    this.#changed = changed;
  }

  /** By which it is known, or its id as long as it has said none. What it is called later on does not count. */
  get nick(): string {
    return this.#nick === '' ? this.id : this.#nick;
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  get isFinished(): boolean {
    return this.#phase === 'finished' || this.#phase === 'untestable' || this.#phase === 'stopped';
  }

  /** Whether it has no connection, and waits for one. */
  get isWaiting(): boolean {
    return !this.isFinished && !this.#isConnected;
  }

  get view(): ClientView {
    return {
      id: this.id,
      nick: this.nick,
      from: this.from,
      version: this.#version,
      isConnected: this.#isConnected,
      phase: this.#phase,
      done: this.#done,
      total: this.#request.scenarios.length,
      counts: { ...this.#counts },
      last: this.#last,
      resting: this.#resting,
      problem: this.#problem,
    };
  }

  isCalled(nick: string): boolean {
    return foldNick(Buffer.from(nick)) === foldNick(Buffer.from(this.nick));
  }

  /** Plays nothing more. */
  stop(): void {
    this.#stop.abort();
  }

  /** Whether the present connection is one on which the client still answers. */
  async isAlive(): Promise<boolean> {
    const session = this.#session;
    if (!this.#isConnected) return false;
    if (session === null || session.closed) return this.#waiting !== null;
    const token = `ctcpspec-there-${Date.now()}`;
    return new Promise((resolve) => {
      const finish = (isThere: boolean): void => {
        clearTimeout(timer);
        stop();
        resolve(isThere);
      };
      const timer = setTimeout(() => finish(false), ALIVE_MS);
      const stop = session.onLine(({ line }) => {
        if (line?.command === 'PONG' && line.params.at(-1)?.toString('latin1') === token) finish(true);
      });
      session.serverPing(token);
    });
  }

  /** Gives the client a new connection, in the place of the one that it has, if any. */
  take(newcomer: Newcomer): void {
    const connection: Connection = { stream: newcomer.handOver(), replaced: false };
    this.#waiting?.stream.destroy();
    if (this.#present !== null && !this.#present.stream.destroyed) {
      this.#present.replaced = true;
      this.#present.stream.destroy();
    }
    this.#waiting = connection;
    connection.stream.on('close', () => this.#changed());
    this.#arrived();
    this.#changed();
  }

  async play(person: Person): Promise<RunOutcome> {
    const { replay } = this.#request;
    const outcome = await runClient({
      ...this.#request,
      replay: (id) => replay(id),
      client: this.#client(person),
      jobs: 1,
      keepHome: false,
      signal: this.signal,
      onSession: (session) => {
        this.#session = session;
        this.log.follow(session);
        void session.whenRegistered().then(() => this.#learnNick(session));
        void session.whenClosed().then(() => this.#changed());
        this.#changed();
      },
      onDiscovered: ({ version }) => {
        this.#version = version;
        this.#phase = 'playing';
        this.#changed();
      },
      onResult: ({ verdict, id }, done) => {
        this.#done = done;
        this.#last = id;
        this.#counts[verdict] = (this.#counts[verdict] ?? 0) + 1;
        this.#changed();
      },
    });
    this.#phase = outcome.interrupted ? 'stopped' : outcome.untestable ? 'untestable' : 'finished';
    this.#problem = outcome.report.findings.find(({ fatal }) => fatal)?.message ?? null;
    this.#waiting?.stream.destroy();
    this.#changed();
    // It may have said its nick only after it was begun with.
    return { ...outcome, report: { ...outcome.report, name: this.#name ?? this.nick } };
  }

  get #isConnected(): boolean {
    return (
      (this.#waiting !== null && !this.#waiting.stream.destroyed) ||
      (this.#present !== null && !this.#present.stream.destroyed)
    );
  }

  #client(person: Person): ClientUnderTest {
    const { transport } = this.#request;
    const name = this.#name ?? this.nick;
    const spec: ServedSpec = {
      name,
      transport,
      served: {
        person,
        refusals: { actions: new Set(), looks: false },
        why: null,
        connection: (why) => this.#connection(person, why),
        resting: (why) => {
          this.#resting = why;
          this.#changed();
        },
      },
    };
    return {
      name,
      profile: null,
      command: null,
      choice: { profile: null, profileFile: null, exec: null, ...(transport === 'tls' ? { transport } : {}) },
      // Nobody has set anything for the test.
      settings: 'stock',
      spec,
      stock: null,
      display: { action: [ACTION_PATTERN], message: [MESSAGE_PATTERN], window: [] },
      product: this.#product,
      declines: new Set(),
    };
  }

  #learnNick({ nick }: Session): void {
    if (this.#nick === '') this.#nick = nick.toString('latin1');
    this.#changed();
  }

  async #connection(person: Person, why: string | null): Promise<ServedConnection> {
    if (this.#waiting === null || this.#waiting.stream.destroyed) await this.#askToConnect(person, why);
    const connection = this.#waiting;
    if (connection === null)
      throw new PersonError('skipped', 'connect', 'the person at the client did not connect it again');
    this.#waiting = null;
    this.#present = connection;
    return connection;
  }

  async #askToConnect(person: Person, why: string | null): Promise<void> {
    const arrived = new Promise<string>((resolve) => (this.#arrived = () => resolve('connected')));
    await person.ask(
      {
        kind: 'connect',
        title: `Connect ${this.nick} again`,
        says: [
          why ?? 'The connection has ended.',
          'Many clients do so by themselves. Keep the nick: by it the client is known.',
        ],
        typed: [],
        choices: [],
        skip: { label: 'Leave out what needs this', allLabel: null },
      },
      arrived,
    );
  }
}
