import { performance } from 'node:perf_hooks';
import type { TranscriptEntry } from '../../reports/model/report.ts';
import { launchClient } from '../client/launch.ts';
import type { RunningClient } from '../client/running-client.ts';
import type { ClientSpec } from '../client/spec.ts';
import { FakeServer } from '../server/fake-server.ts';
import type { ReceivedLine, Session } from '../server/session.ts';
import { Lifeline } from './lifeline.ts';
import { openSession } from './open-session.ts';
import { StartError } from './start-error.ts';
import { wireTranscript } from './wire-transcript.ts';

export const CHANNEL = '#ctcpspec';
export const SERVER_NAME = 'irc.ctcpspec.test';
const NICK = 'alice';

export interface InstanceOptions {
  readonly spec: ClientSpec;
  readonly host: string;
  /** The deadline in ms of each step of the start, and of each wait without progress. */
  readonly timeoutMs: number;
  readonly keepHome: boolean;
  readonly signal: AbortSignal;
  /** Told of a home that is kept. */
  readonly onHome?: (home: string) => void;
}

/** A running client that is connected, registered and in the channel, on a fake server of its own. */
export class Instance {
  readonly session: Session;
  readonly client: RunningClient;
  readonly server: FakeServer;
  readonly channel = CHANNEL;
  readonly serverName = SERVER_NAME;
  readonly timeoutMs: number;
  readonly lifeline: Lifeline;
  readonly startMs: number;
  /** How many lines came before the first stimulus could be sent. */
  readonly linesAtStart: readonly ReceivedLine[];

  /** Nicks and tokens of what was played on this client before: an answer that names one of them is late. */
  readonly earlier = new Set<string>();

  private constructor(parts: {
    session: Session;
    client: RunningClient;
    server: FakeServer;
    lifeline: Lifeline;
    timeoutMs: number;
    startMs: number;
    lines: readonly ReceivedLine[];
  }) {
    this.session = parts.session;
    this.client = parts.client;
    this.server = parts.server;
    this.lifeline = parts.lifeline;
    this.timeoutMs = parts.timeoutMs;
    this.startMs = parts.startMs;
    this.linesAtStart = parts.lines;
  }

  /**
   * Starts the client and brings it to the point where scenarios can be played.
   *
   * @throws StartError naming the step that failed; nothing is left running
   * @throws InterruptedError when `signal` fires
   */
  static async start(options: InstanceOptions): Promise<Instance> {
    const startedAt = performance.now();
    const server = await FakeServer.listen({ host: options.host, name: SERVER_NAME });
    let client: RunningClient | null = null;
    try {
      client = await launch(options, server);
      if (options.keepHome) options.onHome?.(client.home);
      const { session, lines } = await openSession(server, client, options);
      const lifeline = new Lifeline(session, client, options.signal);
      const startMs = Math.round(performance.now() - startedAt);
      const { timeoutMs } = options;
      return new Instance({ session, client, server, lifeline, timeoutMs, startMs, lines });
    } catch (error) {
      await client?.end();
      await server.close();
      throw error;
    }
  }

  /** Ends the client's whole process tree and frees the port. Idempotent. */
  async end(): Promise<void> {
    this.lifeline.stop();
    await this.client.end();
    await this.server.close();
  }

  transcript(): TranscriptEntry[] {
    return wireTranscript(this.session.transcript);
  }
}

async function launch(options: InstanceOptions, server: FakeServer): Promise<RunningClient> {
  try {
    const target = { host: server.host, port: server.port, nick: NICK };
    return await launchClient(options.spec, target, { keepHome: options.keepHome });
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
      throw new StartError(error.code, 'start', error.message);
    }
    throw error;
  }
}
