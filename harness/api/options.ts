import type { ReportFormatName } from '../../reports/write.ts';
import type { Standard } from '../../reports/model/report.ts';
import type { ConnectTarget, ClientHandle, StreamTarget } from '../client/in-process/spec.ts';
import type { SettingName } from '../run/profile/load.ts';
import type { Transport } from '../wire/transport.ts';
import type { Duplex } from 'node:stream';

/** What a client inside this process can tell about itself besides what its handle can do; all of it is optional. */
export interface InProcessTraits {
  /** Its name in the report. */
  readonly name?: string;
  /** Queries that it leaves unanswered on purpose, such as `['PING']`; `'all'` when it answers no CTCP. */
  readonly declines?: readonly string[] | 'all';
  /** A word that its VERSION reply has to hold, in any letter case. */
  readonly product?: string;
  /**
   * How `shown()` shows an ACTION and a message: patterns in byte notation with `\{nick}` and `\{text}`. `window`: of a
   * line in the window of `\{target}`, where the lines say in which window they stand.
   */
  readonly display?: {
    readonly action?: readonly string[];
    readonly message?: readonly string[];
    readonly window?: readonly string[];
  };
}

/** A client inside this process that connects to a port of the loopback interface by itself. */
export interface ConnectingClient extends InProcessTraits {
  /** Starts it. Need not wait for the connection. May be called several times, also side by side. */
  connect(target: ConnectTarget): ClientHandle | Promise<ClientHandle>;
  /** What it speaks: `tcp`, the default, `tls`, `websocket` or `wss`. The target then has `ca`, `url`, or both. */
  readonly transport?: Transport;
}

/** A client inside this process that is given its end of the connection. */
export interface StreamingClient extends InProcessTraits {
  /** Starts it on a stream of octets. May be called several times, also side by side. */
  stream(stream: Duplex, target: StreamTarget): ClientHandle | Promise<ClientHandle>;
}

/** A client that is started as a process by a command line, as `--exec` does. */
export interface CommandClient {
  /** `{host} {port} {nick} {home}` are filled in; split into words as a shell would and never given to one. */
  readonly exec: string;
  readonly name?: string;
  /** As `--tls` and `--websocket`; `{ca} {cert}` or `{url}` are filled in too. */
  readonly transport?: Transport;
}

/** A client that is started by a profile: the name of a built-in one, or the path of a file that ends with `.yaml`. */
export interface ProfiledClient {
  readonly profile: string;
  /** Replaces the profile's command line. */
  readonly exec?: string;
  readonly name?: string;
  readonly settings?: SettingName;
  readonly transport?: Transport;
}

/** The client under test. */
export type ClientOption = ConnectingClient | StreamingClient | CommandClient | ProfiledClient;

/** Which scenarios: those that all three let through, each being an "or" of its globs. */
export interface SelectionOptions {
  /** Globs by id, such as `ping/**`. */
  readonly filter?: readonly string[];
  readonly area?: readonly string[];
  /** `MUST`, `SHOULD`, `MAY`, `NONE`. */
  readonly level?: readonly string[];
  /** The text by which levels are told and outcomes graded; `modern` by default. */
  readonly standard?: Standard;
}

export interface RunClientOptions extends SelectionOptions {
  readonly client: ClientOption;
  /** Folders with further scenarios, relative to the working directory. */
  readonly suites?: readonly string[];
  /** What makes a result unexpected: `must`, the default, a `fail`; `should` a `warn` as well. */
  readonly gate?: 'must' | 'should';
  /** A file of expectations, relative to the working directory: a result is expected when it is as the file says. */
  readonly expect?: string;
  /** Writes what was found into that file, as `--update-expect` does; refused where `CI` is set. */
  readonly updateExpect?: boolean;
  /** The client's version, for expectations, where it does not say it itself. */
  readonly clientVersion?: string;
  /** All nicks and tokens are derived from it; 1 by default. */
  readonly seed?: number;
  /** So many instances of the client side by side, from 1; by default as many as help this client. */
  readonly jobs?: number;
  /** So many queries in flight together at most, from 1; by default as many as the client takes. */
  readonly window?: number;
  /** The deadline in ms of each step and of each wait without progress, from 100; 20000 by default. */
  readonly timeoutMs?: number;
  /** Stops the run; what was not played by then is `inconclusive`, and the report not complete. */
  readonly signal?: AbortSignal;
  /** Told of each result as it comes: how many of how many there are. */
  readonly onProgress?: (done: number, of: number, id: string) => void;
}

export type { ReportFormatName };
