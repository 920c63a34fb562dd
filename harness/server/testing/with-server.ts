import { afterEach } from 'vitest';
import { FakeServer } from '../fake-server.ts';
import type { ServerOptions } from '../fake-server.ts';

const open: FakeServer[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

/** A server that is closed when the test ends. */
export async function startServer(options?: ServerOptions): Promise<FakeServer> {
  const server = await FakeServer.listen(options);
  open.push(server);
  return server;
}
