import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { commandWords } from './command-words.ts';
import { ClientStartError } from './client-error.ts';
import type { ClientProcess } from './client-process.ts';
import { createDisplay } from './display.ts';
import { clientEnvironment, markVariable } from './environment.ts';
import { findProgram } from './find-program.ts';
import { createHome, giveHomeTo, layFiles, removeHome } from './home.ts';
import { OutputTail } from './output-tail.ts';
import { startOnPipes } from './pipe-process.ts';
import { fillPlaceholders, type PlaceholderValues } from './placeholders.ts';
import { systemProcessTable } from './process-table.ts';
import { ProcessTree, type ClientTree } from './process-tree.ts';
import { startOnPty } from './pty-process.ts';
import { RunningClient } from './running-client.ts';
import { noteHome, noteHomeGone, noteStart } from './running-clients.ts';
import type { Screen } from './screen.ts';
import type { ClientSpec, HomeFile } from './spec.ts';
import { prepareInput } from './user-input.ts';
import { WindowsProcessTree } from './windows-process-tree.ts';

export type { Exit } from './client-process.ts';
export type { EndReport, RunningClient } from './running-client.ts';
export { endAllClients } from './running-clients.ts';

/** Where the client is to connect, and under which nick. */
export interface LaunchTarget {
  readonly host: string;
  readonly port: number;
  readonly nick: string;
  /** Over TLS: what a client may be told to trust. It is laid in its home. */
  readonly certificates?: Certificates;
  /** Over WebSocket: `ws://…` or `wss://…`. */
  readonly url?: string;
}

/** In PEM. */
export interface Certificates {
  /** That of the authority, which signed the server's. */
  readonly authority: string;
  readonly certificate: string;
}

export interface LaunchOptions {
  /** Leaves the throw-away home behind when the client is ended. */
  readonly keepHome?: boolean;
  /** How long `end()` waits after SIGTERM before it kills, in milliseconds; 500 by default. */
  readonly graceMs?: number;
}

/**
 * Starts a client in a throw-away home and a clean environment. It does not wait for the client to connect.
 *
 * @throws ClientStartError; nothing is left behind then
 */
export function launchClient(
  spec: ClientSpec,
  target: LaunchTarget,
  options: LaunchOptions = {},
): Promise<RunningClient> {
  return noteStart(launch(spec, target, options));
}

async function launch(
  spec: ClientSpec,
  target: LaunchTarget,
  options: LaunchOptions,
): Promise<RunningClient> {
  const home = await createHome();
  if (options.keepHome !== true) noteHome(home);
  try {
    return await launchIn(home, spec, target, options);
  } catch (error) {
    await removeHome(home);
    noteHomeGone(home);
    throw error;
  }
}

async function launchIn(
  home: string,
  spec: ClientSpec,
  { host, port, nick, certificates, url }: LaunchTarget,
  { keepHome = false, graceMs = 500 }: LaunchOptions,
): Promise<RunningClient> {
  const values: PlaceholderValues = {
    host,
    port,
    nick,
    home,
    ...(certificates === undefined ? {} : { ca: join(home, CA_FILE), cert: join(home, CERTIFICATE_FILE) }),
    ...(url === undefined ? {} : { url }),
  };
  const [name, ...args] = commandWords(spec.command, values);
  const { terminal } = spec;
  const connectInput = prepareInput(spec.user?.through ?? { kind: 'input' }, terminal, values);
  let started: ClientProcess | null = null;
  const answer = (data: string): void =>
    void started?.write(Buffer.from(data, 'latin1')).catch(() => undefined);
  const screen = terminal.kind === 'pty' ? await screenFor(terminal, answer) : null;
  const tail = new OutputTail();
  const display = spec.display === undefined ? null : createDisplay(spec.display, values, screen, tail);

  const runAs = process.getuid?.() === 0 ? spec.runAs : undefined;
  await layFiles([...(spec.files ?? []), ...certificateFiles(certificates)], values);
  if (runAs !== undefined) await giveHomeTo(home, runAs);
  const cwd = spec.cwd === undefined ? process.cwd() : fillPlaceholders(spec.cwd, values);
  await checkFolder(cwd);
  const mark = randomUUID();
  const env = clientEnvironment(values, mark, spec.env);
  const program = findProgram(name, env['PATH'] ?? '', cwd);

  const outputListeners = new Set<() => void>();
  const onOutput = (chunk: Buffer, stream: 'output' | 'errors'): void => {
    tail.push(chunk);
    screen?.feed(chunk);
    if (stream === 'output') display?.push(chunk);
    for (const listener of outputListeners) listener();
  };
  const start = { program, args, cwd, env, runAs, onOutput };
  started = await (terminal.kind === 'pty' ? startOnPty(start, terminal) : startOnPipes(start));
  const tree = treeOf(started.pid, `${markVariable}=${mark}`);
  const client: RunningClient = new RunningClient({
    spec,
    home,
    keepHome,
    graceMs,
    process: started,
    tree,
    input: connectInput(started, () => client.exit !== null),
    tail,
    display,
    screen,
    outputListeners,
  });
  return client;
}

/** The emulator is loaded with the first client that needs a terminal. */
async function screenFor(
  size: { columns: number; rows: number },
  answer: (data: string) => void,
): Promise<Screen> {
  const { Screen } = await import('./screen.ts');
  return new Screen(size.columns, size.rows, answer);
}

/** The processes of a client, by its first one and the mark (`NAME=value`) in its environment. */
export function treeOf(pid: number, mark: string): ClientTree {
  return process.platform === 'win32'
    ? new WindowsProcessTree(pid)
    : new ProcessTree(systemProcessTable(), pid, mark);
}

const CA_FILE = 'authority.pem';
const CERTIFICATE_FILE = 'server-certificate.pem';

function certificateFiles(certificates: Certificates | undefined): HomeFile[] {
  if (certificates === undefined) return [];
  const { authority, certificate } = certificates;
  return [
    { path: CA_FILE, content: Buffer.from(authority) },
    { path: CERTIFICATE_FILE, content: Buffer.from(certificate) },
  ];
}

async function checkFolder(cwd: string): Promise<void> {
  const found = await stat(cwd).catch(() => null);
  if (found?.isDirectory() !== true) {
    throw new ClientStartError(
      'bad-working-directory',
      `The working directory ${cwd} does not exist or is not a folder. Make it, or change cwd.`,
    );
  }
}
