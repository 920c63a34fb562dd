import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('./sink.js', import.meta.url));

/** A process that connects, and takes what it is sent. */
export interface Sink {
  /** Resolves when it has registered, or at once for a server that welcomes nobody. */
  readonly ready: Promise<void>;
  /** From now on it counts; the promise inside resolves when it has taken all. */
  count(): Promise<{ readonly done: Promise<void> }>;
  end(): Promise<void>;
}

/** @param octets how many it is to count */
export function startSink(host: string, port: number, octets: number): Sink {
  const child = spawn(process.execPath, [PROGRAM, host, String(port), String(octets)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const said = new Map<string, () => void>();
  const heard = new Set<string>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    heard.add(line);
    said.get(line)?.();
  });
  const hear = (line: string): Promise<void> =>
    new Promise((resolve) => (heard.has(line) ? resolve() : said.set(line, resolve)));
  return {
    ready: hear('ready'),
    count: async () => {
      const done = hear('done');
      child.stdin.write('count\n');
      await hear('counting');
      return { done };
    },
    end: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
  };
}
