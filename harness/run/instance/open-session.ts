import type { StartedClient } from '../../client/started-client.ts';
import type { FakeServer } from '../../server/fake-server.ts';
import type { ReceivedLine, Session } from '../../server/session.ts';
import { printBytes } from '../../wire/notation.ts';
import type { InstanceOptions } from './instance.ts';
import { InterruptedError, StartError } from './start-error.ts';
import { StepClock, type StartStep } from './start-steps.ts';
import { wireTranscript } from './wire-transcript.ts';

export interface OpenedSession {
  readonly session: Session;
  /** What the client sent until it was in the channel. */
  readonly lines: readonly ReceivedLine[];
}

/**
 * Waits until the client has connected, registered, answered a PING and been put into its channels.
 *
 * @throws StartError naming the step that did not happen within its deadline, with what the client did instead
 */
export async function openSession(
  server: FakeServer,
  client: StartedClient,
  options: Pick<InstanceOptions, 'timeoutMs' | 'signal'> & {
    readonly channels: readonly string[];
    readonly clock?: StepClock;
  },
): Promise<OpenedSession> {
  const watch = new StartWatch(server, client, options);
  try {
    await watch.until('connect', () => server.sessions.length > 0);
    // A client may try more than one connection; the one that registers is the one that is meant.
    await watch.until('register', () => registered(server) !== undefined);
    const session = registered(server);
    if (session === undefined) throw new Error('a session that was registered is not any more');
    const token = 'ctcpspec-ready';
    session.serverPing(token);
    await watch.until('ping', () => watch.lines.some((line) => isPong(line, token)));
    for (const channel of options.channels) session.forceJoin(channel);
    session.serverPing(`${token}-joined`);
    await watch.until('join', () => watch.lines.some((line) => isPong(line, `${token}-joined`)));
    return { session, lines: watch.lines };
  } finally {
    watch.stop();
  }
}

function registered(server: FakeServer): Session | undefined {
  return server.sessions.find((session) => session.registered && !session.closed);
}

export function isPong(received: ReceivedLine, token: string): boolean {
  return (
    received.line?.command === 'PONG' && (received.line.params.at(-1)?.equals(Buffer.from(token)) ?? false)
  );
}

/** What each step means to the reader of a finding. */
const STEPS: Readonly<Record<StartStep, { code: string; did: string; next: string }>> = {
  start: { code: 'cannot-start', did: 'could not be started', next: 'Check the command line.' },
  connect: {
    code: 'never-connects',
    did: 'did not connect',
    next: 'Check that the command line uses {host} and {port}; a client that insists on TLS needs --tls.',
  },
  register: {
    code: 'never-registers',
    did: 'connected but did not register (NICK, USER and, if it negotiates capabilities, CAP END)',
    next: 'Look at the transcript for what it waits for.',
  },
  ping: {
    code: 'no-pong',
    did: 'registered but did not answer PING',
    next: 'A real server would drop it; answer PING with PONG and the same token.',
  },
  join: {
    code: 'lost-after-join',
    did: 'stopped answering PING after the server put it into a channel',
    next: 'Look at the transcript for what it was doing.',
  },
};

/** A client that sends this much before it can be tested is flooding. */
const FLOOD_BYTES = 8 * 1024 * 1024;
const FLOOD_LINES = 5000;

class StartWatch {
  readonly lines: ReceivedLine[] = [];
  readonly #server: FakeServer;
  readonly #client: StartedClient;
  readonly #timeoutMs: number;
  readonly #signal: AbortSignal;
  readonly #clock: StepClock;
  readonly #unsubscribe: (() => void)[] = [];
  #lineCount = 0;
  #wake: () => void = () => undefined;

  constructor(
    server: FakeServer,
    client: StartedClient,
    options: Pick<InstanceOptions, 'timeoutMs' | 'signal'> & { readonly clock?: StepClock },
  ) {
    this.#server = server;
    this.#client = client;
    this.#timeoutMs = options.timeoutMs;
    this.#signal = options.signal;
    this.#clock = options.clock ?? new StepClock();
    for (const session of server.sessions) this.#follow(session);
    this.#unsubscribe.push(server.onSession((session) => this.#follow(session)));
    void client.whenExited().then(() => this.#wake());
    const abort = (): void => this.#wake();
    options.signal.addEventListener('abort', abort);
    this.#unsubscribe.push(() => options.signal.removeEventListener('abort', abort));
  }

  stop(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
  }

  /** @throws StartError when the client exits, floods or the deadline passes before `done` holds */
  async until(step: StartStep, done: () => boolean): Promise<void> {
    const deadline = Date.now() + this.#timeoutMs;
    for (;;) {
      if (this.#signal.aborted) throw new InterruptedError();
      if (done()) {
        this.#clock.take(step);
        return;
      }
      this.#failIfLost(step);
      const left = deadline - Date.now();
      if (left <= 0)
        throw this.#error(
          STEPS[step].code,
          step,
          `The client ${STEPS[step].did} within ${this.#timeoutMs} ms. ${STEPS[step].next}`,
        );
      await new Promise<void>((resolve) => {
        // Timers come before what the sockets hold by then: read that first.
        const timer = setTimeout(() => setImmediate(resolve), Math.min(left, 100));
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  #failIfLost(step: StartStep): void {
    const { exit } = this.#client;
    if (exit !== null) {
      const { error, signal, code } = exit;
      const how =
        error ?? (signal === null ? `ended with code ${code ?? 'unknown'}` : `ended by signal ${signal}`);
      const words = printBytes(this.#client.outputTail().subarray(-400)).trim();
      const last = words === '' ? 'It printed nothing.' : `Its last words: ${words}`;
      throw this.#error(
        'exits-early',
        step,
        `The client ${how} before it could be tested (at the step '${step}'). ${last}`,
      );
    }
    const bytes = this.#server.sessions.reduce((sum, session) => sum + session.bytesReceived, 0);
    if (bytes > FLOOD_BYTES || this.#lineCount > FLOOD_LINES) {
      throw this.#error(
        'floods',
        step,
        `The client sent ${bytes} bytes in ${this.#lineCount} lines before anything was asked of it. Stop the flood; a real server would drop it.`,
      );
    }
    const all = this.#server.sessions;
    if (step !== 'connect' && all.length > 0 && all.every((session) => session.closed)) {
      if (step !== 'register' || all.length >= 20) {
        throw this.#error(
          'disconnects-early',
          step,
          `The client closed its connection at the step '${step}'. ${STEPS[step].next}`,
        );
      }
    }
  }

  #error(code: string, step: StartStep, message: string): StartError {
    const busiest = this.#server.sessions.at(-1);
    const transcript = wireTranscript(busiest?.transcript ?? []);
    return new StartError(code, step, message, transcript, this.#clock.taken);
  }

  #follow(session: Session): void {
    this.#unsubscribe.push(
      session.onLine((line) => {
        this.#lineCount += 1;
        if (this.lines.length < FLOOD_LINES) this.lines.push(line);
        this.#wake();
      }),
      session.onRegistered(() => this.#wake()),
      session.onClose(() => this.#wake()),
    );
    this.#wake();
  }
}
