import { startCli, type CliCall } from '../cli-run.ts';

export interface ServeCall extends CliCall {
  /** Where clients connect to, on 127.0.0.1. */
  readonly port: number;
  /** The address of the page; empty without one. */
  readonly page: string;
  /** Types a line into the terminal where it runs. */
  type(line: string): void;
  /** What it has printed so far. */
  printed(): string;
}

/** Starts `ctcpspec serve` on free ports, and waits until it waits for clients. */
export async function startServe(args: readonly string[]): Promise<ServeCall> {
  const call = await startCli(['serve', '--port', '0', '--http', '0', ...args], { stdinOpen: true });
  let printed = '';
  call.process.stdout?.on('data', (chunk: string) => (printed += chunk));
  await call.waitFor(/^end {7}.*\n/m);
  const [, port = ''] = /client to 127\.0\.0\.1:(\d+)/.exec(printed) ?? [];
  const [, page = ''] = /^page {6}(http\S+)/m.exec(printed) ?? [];
  return {
    ...call,
    port: Number(port),
    page,
    type: (line) => call.process.stdin?.write(`${line}\n`),
    printed: () => printed,
  };
}
