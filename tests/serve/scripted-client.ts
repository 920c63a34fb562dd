import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from '../fixture-run.ts';

/** The reference client as a person has it: it is started again whenever its connection has ended. */
export class ScriptedClient {
  readonly #port: number;
  readonly #nick: string;
  readonly #options: readonly string[];
  #process: ChildProcess | null = null;
  #output = '';
  #isWanted = true;

  /** @param comesBack whether it connects again after the end of a connection */
  constructor(about: {
    readonly port: number;
    readonly nick: string;
    /** More words of its command line. */
    readonly options?: readonly string[];
    readonly comesBack?: boolean;
  }) {
    this.#port = about.port;
    this.#nick = about.nick;
    this.#options = about.options ?? [];
    this.comesBack = about.comesBack ?? true;
    this.start();
  }

  comesBack: boolean;

  start(): void {
    const program = join(root, 'fixtures/reference/client.js');
    const child = spawn(
      process.execPath,
      [program, '127.0.0.1', String(this.#port), this.#nick, ...this.#options],
      {
        // That nobody listens any more in the end is no news.
        stdio: ['pipe', 'pipe', 'ignore'],
      },
    );
    this.#process = child;
    child.stdout.setEncoding('utf8').on('data', (text: string) => (this.#output += text));
    child.stdin.on('error', () => undefined);
    child.on('close', () => {
      if (this.#isWanted && this.comesBack) this.start();
    });
  }

  /** All that it has printed so far, line by line, without colours. */
  get lines(): readonly string[] {
    return stripVTControlCharacters(this.#output).split('\n');
  }

  /** Types a line of JSON, as users of the reference client do. */
  type(words: readonly (string | undefined)[]): void {
    const given = words.filter((word) => word !== undefined);
    this.#process?.stdin?.write(`${JSON.stringify(given)}\n`);
  }

  /** Cuts the connection, as a person does who ends the client. */
  kill(): void {
    this.#process?.kill('SIGKILL');
  }

  end(): void {
    this.#isWanted = false;
    this.kill();
  }
}
