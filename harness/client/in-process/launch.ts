import type { Duplex } from 'node:stream';
import { ClientStartError } from '../client-error.ts';
import { within } from '../deadline.ts';
import type { LaunchTarget } from '../launch.ts';
import { InProcessClient } from './in-process-client.ts';
import type { ClientHandle, InProcessSpec } from './spec.ts';

export interface InProcessTarget extends LaunchTarget {
  /**
   * Gives the client's side of a stream whose other side is attached to the server.
   *
   * @param inside runs a function as the client, so that what comes of the events of its side is its own
   */
  readonly openStream: (inside: <T>(act: () => T) => T) => Duplex;
}

/**
 * Starts a client inside this process.
 *
 * @param options how long its start function may take, in milliseconds
 * @throws ClientStartError `client-cannot-start` when that function throws, takes too long or gives no handle
 */
export async function launchInProcess(
  spec: InProcessSpec,
  target: InProcessTarget,
  { timeoutMs }: { readonly timeoutMs: number },
): Promise<InProcessClient> {
  const client = new InProcessClient(spec.name);
  try {
    const started = client.inside(starter(spec, client, target));
    const handle = await within(started, timeoutMs);
    if (handle === null) {
      void started.then((late) => late.close()).catch(() => undefined);
      throw cannotStart(
        `did not return within ${timeoutMs} ms`,
        'Do not wait for what comes after the start.',
      );
    }
    if (!isHandle(handle))
      throw cannotStart('returned no handle with a close() function', 'Return { close() { … } }.');
    client.take(handle);
    return client;
  } catch (error) {
    await client.end();
    if (error instanceof ClientStartError) throw error;
    const problem = error instanceof Error ? (error.stack ?? error.message) : String(error);
    throw cannotStart(`threw ${problem}`, 'Try the same by hand.', error);
  }
}

/** The stream is opened out here, since our side of it is not the client's. */
function starter(
  { inProcess }: InProcessSpec,
  client: InProcessClient,
  { host, port, nick, url, certificates, openStream }: InProcessTarget,
): () => Promise<ClientHandle> {
  const { signal } = client;
  if (inProcess.kind === 'connect') {
    const beyond = {
      ...(url === undefined ? {} : { url }),
      ...(certificates === undefined ? {} : { ca: certificates.authority }),
    };
    return async () => inProcess.start({ host, port, nick, signal, ...beyond });
  }
  const stream = openStream((act) => client.inside(act));
  return async () => inProcess.start(stream, { nick, signal });
}

function isHandle(value: unknown): value is ClientHandle {
  return typeof (value as { close?: unknown } | undefined)?.close === 'function';
}

function cannotStart(what: string, mend: string, cause?: unknown): ClientStartError {
  return new ClientStartError(
    'client-cannot-start',
    `The function that starts the client ${what}. ${mend}`,
    cause,
  );
}
