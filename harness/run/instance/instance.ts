import { performance } from 'node:perf_hooks';
import type { Duplex } from 'node:stream';
import type { TranscriptEntry } from '../../../reports/model/report.ts';
import { launchInProcess } from '../../client/in-process/launch.ts';
import type { InProcessSpec } from '../../client/in-process/spec.ts';
import { streamPair } from '../../client/in-process/stream-pair.ts';
import { launchClient, type Certificates, type LaunchTarget } from '../../client/launch.ts';
import type { ServedSpec } from '../../client/served/spec.ts';
import type { ClientSpec } from '../../client/spec.ts';
import type { StartedClient } from '../../client/started-client.ts';
import {
  DEFAULT_CAPABILITIES,
  FakeServer,
  type BeforeWelcome,
  type ServerOptions,
} from '../../server/fake-server.ts';
import { serverIdentity } from '../../server/server-identity.ts';
import type { ReceivedLine, Session } from '../../server/session.ts';
import { isSecure, isWebSocket, type Transport } from '../../wire/transport.ts';
import type { Carried } from '../schedule/by-transport.ts';
import { launchServed } from './launch-served.ts';
import { Lifeline } from './lifeline.ts';
import { openSession } from './open-session.ts';
import type { Environment, ServerSetup } from '../../scenario/model.ts';
import { USUAL_CHANNEL } from '../../scenario/compile-server.ts';
import { StartError } from './start-error.ts';
import { StepClock, type TakenStep } from './start-steps.ts';
import { wireTranscript } from './wire-transcript.ts';

export const SERVER_NAME = 'irc.ctcpspec.test';
const NICK = 'alice';
const ANY_MESSAGES = ['binary', 'text'] as const;

export interface InstanceOptions {
  readonly spec: ClientSpec | InProcessSpec | ServedSpec;
  readonly host: string;
  /** The deadline in ms of each step of the start, and of each wait without progress. */
  readonly timeoutMs: number;
  readonly keepHome: boolean;
  readonly signal: AbortSignal;
  /** Told of each connection, before a byte of it was read. */
  readonly onSession?: (session: Session) => void;
  /** Told of a home that is kept. */
  readonly onHome?: (home: string) => void;
  /** Told of each start that came to its end, in ms. */
  readonly onStarted?: (ms: number) => void;
}

/** A start for scenarios that need a server or an environment of their own. */
export interface OwnStart {
  readonly setupKey: string;
  /** Null: the usual server. */
  readonly server: ServerSetup | null;
  readonly environment: Environment;
  /** What is said before 001; null when nothing is. */
  readonly beforeWelcome: BeforeWelcome | null;
}

/** What was said to the client before 001, and when (ms of the session's clock). */
export interface Prelude {
  readonly ms: number;
  readonly lines: readonly Buffer[];
}

/** A running client that is connected, registered and in the channel, on a fake server of its own. */
export class Instance {
  readonly session: Session;
  readonly client: StartedClient;
  readonly server: FakeServer;
  readonly channel: string;
  /** Equal for instances that were started alike; empty for the usual server and environment. */
  readonly setupKey: string;
  /** Null when nothing was said to it before 001. */
  readonly prelude: Prelude | null;
  readonly serverName = SERVER_NAME;
  readonly transport: Transport;
  readonly timeoutMs: number;
  readonly lifeline: Lifeline;
  readonly startMs: number;
  readonly startSteps: readonly TakenStep[];
  /** How many lines came before the first stimulus could be sent. */
  readonly linesAtStart: readonly ReceivedLine[];

  /** How many queries it was asked by scenarios and their controls. */
  spent = 0;
  /** The last thing that it was asked was a control, and it has answered. */
  fenced = false;

  /** Nicks and tokens of what was played on this client before: an answer that names one of them is late. */
  readonly earlier: Set<string>;

  /** Something was played on the same connection before: it is no client that was started for what comes. */
  readonly isReused: boolean;

  /** Called when it ends. */
  onEnd: () => void = () => undefined;

  readonly #signal: AbortSignal;
  readonly #isKept: boolean;

  private constructor(parts: {
    session: Session;
    client: StartedClient;
    server: FakeServer;
    lifeline: Lifeline;
    timeoutMs: number;
    startMs: number;
    startSteps: readonly TakenStep[];
    lines: readonly ReceivedLine[];
    channel: string;
    setupKey: string;
    prelude: Prelude | null;
    transport: Transport;
    signal: AbortSignal;
    isKept: boolean;
    earlier?: Set<string>;
  }) {
    this.session = parts.session;
    this.client = parts.client;
    this.server = parts.server;
    this.lifeline = parts.lifeline;
    this.timeoutMs = parts.timeoutMs;
    this.startMs = parts.startMs;
    this.startSteps = parts.startSteps;
    this.linesAtStart = parts.lines;
    this.channel = parts.channel;
    this.setupKey = parts.setupKey;
    this.prelude = parts.prelude;
    this.transport = parts.transport;
    this.earlier = parts.earlier ?? new Set();
    this.isReused = parts.earlier !== undefined;
    this.#signal = parts.signal;
    this.#isKept = parts.isKept;
  }

  /** What carries its lines. */
  get carried(): Carried {
    return { transport: this.transport, webSocket: this.session.webSocket };
  }

  /**
   * Starts the client and brings it to the point where scenarios can be played.
   *
   * @throws StartError naming the step that failed; nothing is left running
   * @throws InterruptedError when `signal` fires
   */
  static async start(options: InstanceOptions, own: OwnStart | null = null): Promise<Instance> {
    let startedAt = performance.now();
    let clock = new StepClock();
    let said: readonly Buffer[] = [];
    const transport = options.spec.transport ?? 'tcp';
    // A served client comes through a door of its own, and what it says is plain by then.
    const listens = !('served' in options.spec);
    const identity = listens && isSecure(transport) ? await serverIdentity(options.host) : undefined;
    const server = await serverFor(options.spec, {
      host: options.host,
      name: SERVER_NAME,
      capabilities: [...DEFAULT_CAPABILITIES, ...(own?.server?.capabilities ?? [])],
      isupport: own?.server?.isupport ?? [],
      censors: own?.server?.censors ?? undefined,
      identity,
      webSocket: isWebSocket(transport) ? (own?.server?.subprotocols ?? ANY_MESSAGES) : undefined,
      beforeWelcome: (newcomer) => (said = own?.beforeWelcome?.(newcomer) ?? []),
    });
    if (options.onSession !== undefined) server.onSession(options.onSession);
    let client: StartedClient | null = null;
    try {
      client = await launch(options, server, own?.environment ?? {}, identity);
      if ('served' in options.spec) {
        // Nobody waits for a person with a watch in hand.
        startedAt = performance.now();
        clock = new StepClock();
      }
      clock.take('start');
      if (options.keepHome && client.home !== null) options.onHome?.(client.home);
      const { session, lines } = await openSession(server, client, {
        ...options,
        channels: own?.server?.channels ?? [USUAL_CHANNEL],
        clock,
      });
      const lifeline = new Lifeline(session, client, options.signal);
      const startMs = Math.round(performance.now() - startedAt);
      const { timeoutMs } = options;
      options.onStarted?.(startMs);
      const prelude = said.length === 0 ? null : { ms: sentAt(session, said), lines: said };
      return new Instance({
        session,
        client,
        server,
        lifeline,
        timeoutMs,
        startMs,
        startSteps: clock.taken,
        lines,
        channel: own?.server?.channels[0] ?? USUAL_CHANNEL,
        setupKey: own?.setupKey ?? '',
        prelude,
        transport,
        signal: options.signal,
        isKept: 'served' in options.spec,
      });
    } catch (error) {
      await client?.end();
      await server.close();
      throw error;
    }
  }

  /** Ends the client's whole process tree and frees the port. Idempotent. The connection of a served client goes on. */
  async end(): Promise<void> {
    this.lifeline.stop();
    this.onEnd();
    if (this.#isKept) return;
    await this.client.end();
    await this.server.close();
  }

  /** The same connection for something else. */
  again(): Instance {
    return new Instance({
      session: this.session,
      client: this.client,
      server: this.server,
      lifeline: new Lifeline(this.session, this.client, this.#signal),
      timeoutMs: this.timeoutMs,
      startMs: this.startMs,
      startSteps: this.startSteps,
      lines: this.linesAtStart,
      channel: this.channel,
      setupKey: this.setupKey,
      prelude: null,
      transport: this.transport,
      signal: this.#signal,
      isKept: true,
      earlier: this.earlier,
    });
  }

  transcript(): TranscriptEntry[] {
    return wireTranscript(this.session.transcript);
  }
}

/** When the first of some lines went out. */
function sentAt(session: Session, [first]: readonly Buffer[]): number {
  if (first === undefined) return 0;
  const wanted = session.asSent(Buffer.concat([first, Buffer.from('\r\n')]));
  return session.transcript.find(({ from, bytes }) => from === 'server' && bytes.equals(wanted))?.ms ?? 0;
}

/** A client that is given a stream needs no port. */
function serverFor(spec: InstanceOptions['spec'], options: ServerOptions): Promise<FakeServer> {
  const unlistened = 'served' in spec || ('inProcess' in spec && spec.inProcess.kind === 'stream');
  return unlistened ? Promise.resolve(FakeServer.unlistened(options)) : FakeServer.listen(options);
}

async function launch(
  options: InstanceOptions,
  server: FakeServer,
  environment: Environment,
  certificates: Certificates | undefined,
): Promise<StartedClient> {
  const { spec, timeoutMs } = options;
  if ('served' in spec) return launchServed(spec, server);
  const target: LaunchTarget = {
    host: server.host,
    port: server.port,
    nick: NICK,
    ...(certificates === undefined ? {} : { certificates }),
    ...(server.url === null ? {} : { url: server.url }),
  };
  try {
    if ('inProcess' in spec) {
      const openStream = (inside: <T>(act: () => T) => T): Duplex => {
        const { ours, theirs } = streamPair(inside);
        server.attach(ours);
        return theirs;
      };
      return await launchInProcess(spec, { ...target, openStream }, { timeoutMs });
    }
    return await launchClient({ ...spec, env: { ...spec.env, ...environment } }, target, {
      keepHome: options.keepHome,
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
      throw new StartError(error.code, 'start', error.message);
    }
    throw error;
  }
}
