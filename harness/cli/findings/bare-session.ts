import { launchClient, type RunningClient } from '../../client/launch.ts';
import type { LoadedClient } from '../../run/profile/load.ts';
import { serverIdentity } from '../../server/server-identity.ts';
import { isSecure } from '../../wire/transport.ts';
import { BareServer } from './bare-server.ts';
import { CaptureError } from './capture-error.ts';
import type { ClientFindings, Finding } from './finding.ts';
import { CONTROL_PEER, CONTROL_TOKEN } from './disagreement.ts';

const HOST = '127.0.0.1';
const NICK = 'me';
const START_MS = 60_000;
const CONTROL_MS = 20_000;
const SETTLE_MS = 1000;
const MOST_SETTLING_MS = 10_000;

/** What clients ask a server of their own accord, at moments that nothing decides. */
const HOUSEKEEPING = /^(PING|WHO|MODE|ISON|CAP|JOIN) /i;

export type OnLine = (line: Buffer) => void;

/** One start of a client on a bare server. */
export class BareSession {
  readonly client: RunningClient;
  readonly port: number;
  readonly #server: BareServer;
  readonly #control: ClientFindings['control'];
  readonly #state: SessionState;

  private constructor(
    client: RunningClient,
    server: BareServer,
    port: number,
    control: ClientFindings['control'],
    state: SessionState,
  ) {
    this.client = client;
    this.port = port;
    this.#server = server;
    this.#control = control;
    this.#state = state;
  }

  /** Starts the client, and waits until it is in the channel and answers. @throws CaptureError */
  static async start(
    client: LoadedClient,
    control: ClientFindings['control'],
    { capabilities = [], environment = {} }: Finding,
  ): Promise<BareSession> {
    const state = new SessionState();
    const identity = isSecure(client.spec.transport ?? 'tcp') ? await serverIdentity(HOST) : null;
    const server = new BareServer({
      nick: NICK,
      capabilities,
      secure: identity?.context ?? null,
      onLine: (line) => state.hear(line),
      onClosed: () => state.close(),
    });
    const port = await server.listen();
    try {
      const running = await launchClient(
        { ...client.spec, env: { ...client.spec.env, ...environment } },
        { host: HOST, port, nick: NICK, ...(identity === null ? {} : { certificates: identity }) },
      );
      const session = new BareSession(running, server, port, control, state);
      try {
        await state.until(() => server.isJoined || running.exit !== null, START_MS);
        if (!server.isJoined)
          throw new CaptureError('not-registered', `${client.name} does not register. Try it with doctor.`);
        await state.quiet(SETTLE_MS, MOST_SETTLING_MS);
        if (!(await session.isFenced(() => undefined)))
          throw new CaptureError(
            'no-control',
            `${client.name} does not answer ${control}. Change 'control:' in its findings.yaml.`,
          );
        return session;
      } catch (error) {
        await running.end();
        throw error;
      }
    } catch (error) {
      server.close();
      throw error;
    }
  }

  get isOver(): boolean {
    return this.#state.closed;
  }

  /** Lines of the client go here from now on. */
  listen(onLine: OnLine): void {
    this.#state.onLine = onLine;
  }

  send(line: Buffer): void {
    this.#server.send(line);
  }

  /** Waits until the client says something, or for the time, and then until it has said all. */
  async heard(mostMs: number): Promise<void> {
    const before = this.#state.count;
    await this.#state.until(() => this.#state.count > before, mostMs);
    await this.#state.quiet(500, mostMs);
  }

  /** Asks the control query. @returns false when the client neither answers nor ends the connection in time */
  async isFenced(onSent: OnLine): Promise<boolean> {
    const line = Buffer.from(
      this.#control === 'none'
        ? `PING :${CONTROL_TOKEN}\r\n`
        : `:${CONTROL_PEER}!c@h PRIVMSG ${NICK} :\x01${this.#control}${this.#control === 'PING' ? ` ${CONTROL_TOKEN}` : ''}\x01\r\n`,
    );
    const before = this.#state.controls;
    onSent(line);
    this.#server.send(line);
    const answered = await this.#state.until(() => this.#state.controls > before || this.isOver, CONTROL_MS);
    await this.#state.quiet(200, 2000);
    return answered;
  }

  /** Waits for what is not told, such as what a client shows. */
  until(isSo: () => Promise<boolean>, mostMs: number): Promise<boolean> {
    return this.#state.poll(isSo, mostMs);
  }

  async end(): Promise<void> {
    this.#server.close();
    await this.client.end();
  }
}

/** What has been heard of the client, for whoever waits. */
class SessionState {
  closed = false;
  count = 0;
  controls = 0;
  onLine: OnLine = () => undefined;
  #changed: () => void = () => undefined;

  hear(line: Buffer): void {
    const text = line.toString('latin1');
    if (HOUSEKEEPING.test(text)) return;
    this.count += 1;
    // Anywhere in it: some clients do not end a line that is too long, so that the next one follows in it.
    if (text.includes(`NOTICE ${CONTROL_PEER} `) || text.startsWith('PONG ')) this.controls += 1;
    this.onLine(line);
    this.change();
  }

  close(): void {
    this.closed = true;
    this.change();
  }

  change(): void {
    this.#changed();
  }

  async until(isSo: () => boolean, mostMs: number): Promise<boolean> {
    return this.poll(() => Promise.resolve(isSo()), mostMs);
  }

  /** Until nothing has come for so long. */
  async quiet(forMs: number, mostMs: number): Promise<void> {
    const end = Date.now() + mostMs;
    while (Date.now() < end && !this.closed) {
      const before = this.count;
      if (!(await this.until(() => this.count > before || this.closed, forMs))) return;
    }
  }

  async poll(isSo: () => Promise<boolean>, mostMs: number): Promise<boolean> {
    const end = Date.now() + mostMs;
    while (!(await isSo())) {
      const left = end - Date.now();
      if (left <= 0) return false;
      await new Promise<void>((resolve) => {
        this.#changed = resolve;
        setTimeout(resolve, Math.min(left, 100));
      });
    }
    return true;
  }
}
