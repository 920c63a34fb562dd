import { quote } from 'shlex';
import type { ClientUnderTest } from '../run/run-request.ts';

/** The command that plays one scenario again under the settings that it was played under, ready to be pasted into a shell. */
export function replayLine(
  client: ClientUnderTest,
  options: { seed: number; suites: readonly string[]; profileFile: string | null; exec: string | null },
): (id: string, settings: string) => string {
  const profile =
    options.profileFile !== null
      ? ['--profile', quote(options.profileFile)]
      : client.profile === null || (client.profile === 'reference' && options.exec === null)
        ? []
        : [client.profile];
  const hasSettings = client.profile !== null && client.profile !== 'reference';
  const exec = options.exec === null ? [] : ['--exec', quote(options.exec)];
  const transport = client.choice.transport;
  const carried = [
    ...(transport === 'tls' || transport === 'wss' ? ['--tls'] : []),
    ...(transport === 'websocket' || transport === 'wss' ? ['--websocket'] : []),
  ];
  const suites = options.suites.flatMap((directory) => ['--suite', quote(directory)]);
  return (id, settings) =>
    [
      'npx ctcpspec run',
      ...profile,
      ...(hasSettings ? ['--settings', settings] : []),
      ...exec,
      ...carried,
      ...suites,
      '--filter',
      quote(id),
      '--seed',
      String(options.seed),
    ].join(' ');
}
