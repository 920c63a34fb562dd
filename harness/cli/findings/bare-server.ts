import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { TLSSocket, type SecureContext } from 'node:tls';

/** Some clients never end the negotiation with a server that offers nothing. */
const ANY_CAPABILITY = 'multi-prefix';

/** Who listens to what the client does on its connection. */
export interface Ears {
  /** A whole line with its ending. */
  readonly onLine: (line: Buffer) => void;
  readonly onClosed: () => void;
  /** The client has registered and is in the channel. */
  readonly onJoined?: () => void;
}

export interface BareServerOptions extends Ears {
  /** The nick that the client is told to take. */
  readonly nick: string;
  readonly capabilities: readonly string[];
  /** For a client that insists on TLS. */
  readonly secure: SecureContext | null;
}

/**
 * The least server that a client takes for one: it registers the client, puts it into #chan and answers PING. It
 * shares no code with the fake server of the harness, so that a mistake there cannot confirm itself here.
 */
export class BareServer {
  readonly #options: BareServerOptions;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #client: Socket | null = null;

  constructor(options: BareServerOptions) {
    this.#options = options;
    this.#server = createServer((socket) => this.#take(socket));
  }

  async listen(): Promise<number> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  /** Whether a client has registered and is in the channel. */
  get isJoined(): boolean {
    return this.#client !== null;
  }

  send(bytes: Buffer): void {
    this.#client?.write(bytes);
  }

  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #take(plain: Socket): void {
    const { secure } = this.#options;
    const socket = secure === null ? plain : new TLSSocket(plain, { isServer: true, secureContext: secure });
    this.#sockets.add(plain);
    // What a client does to its connection is its own affair; that it is gone is told by `close`.
    plain.on('error', () => undefined);
    socket.on('error', () => undefined);
    const registration = new Registration(this.#options, (text) => void socket.write(`${text}\r\n`));
    let rest = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      rest = Buffer.concat([rest, chunk]);
      for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10)) {
        const line = rest.subarray(0, end + 1);
        rest = rest.subarray(end + 1);
        registration.hear(line.toString('latin1').trimEnd());
        if (this.#client === null && registration.done) {
          this.#client = socket;
          this.#options.onJoined?.();
        } else if (this.#client === socket) this.#options.onLine(line);
      }
    });
    socket.on('close', () => {
      if (this.#client === socket) this.#options.onClosed();
    });
  }
}

class Registration {
  readonly #options: BareServerOptions;
  readonly #say: (text: string) => void;
  #nick = '';
  #hasUser = false;
  #negotiates = false;
  done = false;

  constructor(options: BareServerOptions, say: (text: string) => void) {
    this.#options = options;
    this.#say = say;
  }

  hear(line: string): void {
    const [verb = '', first = ''] = line.replace(' :', ' ').split(' ');
    const rest = line.slice(verb.length + 1);
    if (verb === 'PING') this.#say(`:irc.test PONG irc.test ${rest}`);
    if (verb === 'CAP') this.#negotiate(first, rest);
    if (this.done) return;
    if (verb === 'NICK') this.#nick = first;
    if (verb === 'USER') this.#hasUser = true;
    if (this.#nick !== '' && this.#hasUser && !this.#negotiates) this.#welcome(this.#nick);
  }

  #negotiate(what: string, rest: string): void {
    if (what === 'END') this.#negotiates = false;
    if (what === 'REQ') this.#say(`:irc.test CAP * ACK ${rest.slice(4)}`);
    if (what !== 'LS') return;
    this.#negotiates = true;
    this.#say(`:irc.test CAP * LS :${[ANY_CAPABILITY, ...this.#options.capabilities].join(' ')}`);
  }

  #welcome(nick: string): void {
    this.done = true;
    const announced = 'CHANTYPES=# PREFIX=(ov)@+ NETWORK=t :are supported by this server';
    const source = `${nick}!u@h`;
    const numerics = [
      // Some clients take their own host from the end of the welcome.
      ...[
        `001 :Welcome ${source}`,
        '002 :Your host is irc.test',
        '003 :Created today',
        '004 irc.test bare o o',
      ],
      ...[`005 ${announced}`, '422 :No MOTD'],
    ];
    for (const numeric of numerics) this.#say(`:irc.test ${numeric.slice(0, 3)} ${nick} ${numeric.slice(4)}`);
    this.#say(`:${source} JOIN #chan`);
    this.#say(`:irc.test 353 ${nick} = #chan :${nick} w`);
    this.#say(`:irc.test 366 ${nick} #chan :End of names`);
  }
}
