import { PersonError } from '../client/served/person.ts';
import type { RunOutcome } from '../run/run-request.ts';
import { SERVER_NAME } from '../run/instance/instance.ts';
import { USUAL_CHANNEL } from '../scenario/compile-server.ts';
import type { ServerIdentity } from '../server/server-identity.ts';
import { Desk } from './desk.ts';
import { Gateway } from './gateway.ts';
import type { Newcomer } from './newcomer.ts';
import { reachableHosts } from './reachable-hosts.ts';
import { ServedRun, type PlayRequest } from './served-run.ts';
import type { AddressView, ServeView } from './view.ts';

export interface ServingRequest {
  readonly play: PlayRequest;
  readonly port: number;
  /** Null for plain TCP. */
  readonly identity: ServerIdentity | null;
  /** How long a request waits for the person, in ms. */
  readonly patienceMs: number;
  /** The name in the report of the first client; others go by their nicks. */
  readonly name: string | null;
  /** A word that names the product of the clients; null where none is known. */
  readonly product: string | null;
  /** Stops all that is played. */
  readonly signal: AbortSignal;
  /** Told of each client whose play is over. */
  readonly onPlayed: (run: ServedRun, outcome: RunOutcome) => Promise<void>;
  /** Told of a fault of our own. */
  readonly onFault: (error: unknown) => void;
}

/** Clients of this suite at a time: more than a person can sit at. */
const MOST_CLIENTS = 16;

/** Waits for clients that persons start, and plays each of them as it comes. */
export class Serving {
  readonly desk: Desk;
  readonly address: AddressView;
  readonly #request: ServingRequest;
  readonly #gateway: Gateway;
  readonly #runs: ServedRun[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #playing = new Set<Promise<void>>();
  #isOver = false;

  private constructor(request: ServingRequest, gateway: Gateway, desk: Desk) {
    const { host } = request.play;
    this.#request = request;
    this.#gateway = gateway;
    this.desk = desk;
    this.address = {
      ...reachableHosts(host),
      port: gateway.port,
      tls: request.identity !== null,
      channel: USUAL_CHANNEL,
    };
    desk.onChange(() => this.#changed());
    request.signal.addEventListener('abort', () => {
      for (const run of this.#runs) run.stop();
    });
  }

  /** @throws ServerError `listen-failed` */
  static async listen(request: ServingRequest): Promise<Serving> {
    const desk = new Desk(request.patienceMs);
    const early: [Newcomer, string][] = [];
    const known: { serving: Serving | null } = { serving: null };
    const gateway = await Gateway.listen(
      { host: request.play.host, port: request.port, identity: request.identity },
      (newcomer, from) => {
        if (known.serving === null) early.push([newcomer, from]);
        else known.serving.#welcome(newcomer, from);
      },
    );
    const serving = new Serving(request, gateway, desk);
    known.serving = serving;
    for (const [newcomer, from] of early) serving.#welcome(newcomer, from);
    return serving;
  }

  get runs(): readonly ServedRun[] {
    return this.#runs;
  }

  /** At least one client has come, and all that came are done with, their reports too. */
  get isIdle(): boolean {
    return this.#runs.length > 0 && this.#playing.size === 0 && this.#runs.every((run) => run.isFinished);
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  view(written: Pick<ServeView, 'isWritten' | 'files'>): ServeView {
    return {
      ...written,
      address: this.address,
      scenarios: this.#request.play.scenarios.length,
      clients: this.#runs.map((run) => run.view),
      tasks: this.desk.tasks.map(({ id, client, request, untilMs }) => ({
        ...request,
        id,
        client,
        untilMs,
        nick: this.#runs.find((run) => run.id === client)?.nick ?? '',
      })),
      isOver: this.#isOver,
    };
  }

  /** Takes no more clients, and waits for what still plays; the signal of the request ends that early. */
  async close(): Promise<void> {
    await Promise.all(this.#playing);
    this.#isOver = true;
    this.#changed();
    await this.#gateway.close();
  }

  #welcome(newcomer: Newcomer, from: string): void {
    this.#admit(newcomer, from).catch((error: unknown) => {
      newcomer.stream.destroy();
      this.#request.onFault(error);
    });
  }

  async #admit(newcomer: Newcomer, from: string): Promise<void> {
    for (;;) {
      const nick = await newcomer.nick();
      if (nick === null || this.#request.signal.aborted) {
        newcomer.stream.destroy();
        return;
      }
      const run = this.#runOf(nick, from);
      if (run === null) {
        this.#begin(newcomer, from, nick);
        return;
      }
      if (run.isFinished) {
        newcomer.stream.end(
          `ERROR :Closing Link: ctcpspec has played ${nick} to the end; another nick is another client\r\n`,
        );
        return;
      }
      if (!(await run.isAlive())) {
        if (newcomer.stream.destroyed) return;
        run.take(newcomer);
        return;
      }
      newcomer.refuse(nick, SERVER_NAME);
    }
  }

  /** One that has not said its nick yet is whoever is waited for at that address. */
  #runOf(nick: string, from: string): ServedRun | null {
    const isIt = (run: ServedRun): boolean =>
      nick === '' ? run.isWaiting && run.from === from : run.isCalled(nick);
    return this.#runs.find(isIt) ?? null;
  }

  #begin(newcomer: Newcomer, from: string, nick: string): void {
    if (this.#runs.length >= MOST_CLIENTS) {
      newcomer.stream.end('ERROR :Closing Link: ctcpspec plays no more clients\r\n');
      return;
    }
    const number = this.#runs.length + 1;
    const id = `client-${number}`;
    const name = number === 1 ? this.#request.name : null;
    const { product } = this.#request;
    const run = new ServedRun({ id, nick, from, name, product }, this.#request.play, () => this.#changed());
    this.#runs.push(run);
    run.take(newcomer);
    const playing = this.#play(run).catch((error: unknown) => this.#request.onFault(error));
    this.#playing.add(playing);
    void playing.then(() => {
      this.#playing.delete(playing);
      this.#changed();
    });
  }

  async #play(run: ServedRun): Promise<void> {
    try {
      const outcome = await run.play(this.desk.person(run.id, run.signal));
      await this.#request.onPlayed(run, outcome);
    } catch (error) {
      // The first connection was gone before anything was asked.
      if (!(error instanceof PersonError)) throw error;
      this.#runs.splice(this.#runs.indexOf(run), 1);
    }
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
