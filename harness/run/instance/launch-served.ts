import { ServedClient, type Hearing } from '../../client/served/served-client.ts';
import type { ServedSpec } from '../../client/served/spec.ts';
import type { FakeServer } from '../../server/fake-server.ts';
import type { ReceivedLine } from '../../server/session.ts';

/**
 * Waits for a connection of a client that a person starts, and gives it to the server.
 *
 * @throws PersonError `skipped`
 */
export async function launchServed({ served }: ServedSpec, server: FakeServer): Promise<ServedClient> {
  const { person, refusals } = served;
  const connection = await served.connection(served.why);
  const hearing: Hearing = ({ verb, target }, listener) => {
    const isMeant = ({ line }: ReceivedLine): boolean =>
      line?.command === verb &&
      (target === null || line.params[0]?.toString().toLowerCase() === target.toLowerCase());
    const stops = server.sessions.map((session) =>
      session.onLine((received) => {
        if (isMeant(received)) listener();
      }),
    );
    return () => {
      for (const stop of stops) stop();
    };
  };
  server.attach(connection.stream);
  // Nobody has read it since its first lines.
  connection.stream.resume();
  const gone = Promise.all(server.sessions.map((session) => session.whenClosed()));
  return new ServedClient({ person, connection, hearing, refusals, gone });
}
