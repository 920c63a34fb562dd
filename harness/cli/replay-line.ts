import { quote } from 'shlex';
import type { ClientUnderTest } from '../run/run-client.ts';

/** The command that plays one scenario again, ready to be pasted into a shell. */
export function replayLine(
  client: ClientUnderTest,
  options: { seed: number; suites: readonly string[]; profileFile: string | null },
): (id: string) => string {
  const who =
    options.profileFile !== null
      ? ['--profile', quote(options.profileFile)]
      : client.profile === null
        ? ['--exec', quote(client.command)]
        : client.profile === 'reference'
          ? []
          : [client.profile, '--settings', client.settings];
  const suites = options.suites.flatMap((directory) => ['--suite', quote(directory)]);
  return (id) =>
    ['npx ctcpspec run', ...who, ...suites, '--filter', quote(id), '--seed', String(options.seed)].join(' ');
}
