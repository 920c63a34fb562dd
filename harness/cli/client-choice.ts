import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { loadProfile, type LoadedClient, type SettingName } from '../run/profile/load.ts';
import type { ClientUnderTest } from '../run/run-request.ts';
import { didYouMean } from '../scenario/nearest.ts';
import { PROFILES_DIRECTORY } from './package-root.ts';
import { UsageError } from './usage-error.ts';

/** How the command line says which clients to test. */
export interface ChoiceOptions {
  readonly profiles: readonly string[];
  readonly exec: string | null;
  readonly profileFile: string | null;
  readonly name: string | null;
  readonly settings: SettingName | null;
}

/** The embedded reference client, which is what runs when no client is named. */
const REFERENCE = 'reference';

/**
 * @throws UsageError when the choice contradicts itself or names an unknown profile
 * @throws InputError when a profile is faulty
 */
export async function chooseClients(choice: ChoiceOptions): Promise<ClientUnderTest[]> {
  if (choice.profileFile !== null && choice.profiles.length > 0) {
    throw new UsageError(
      'two-profiles',
      'Both --profile and names of profiles were given.',
      'Use one of them.',
    );
  }
  if (choice.exec !== null && choice.profiles.length > 1) {
    throw new UsageError('one-command', '--exec fits one client only.', 'Name a single profile with it.');
  }
  if (choice.profileFile !== null) {
    const client = await loadProfile(choice.profileFile, choice.settings, choice.name);
    return [chosenAs(withCommand(client, choice.exec), choice)];
  }
  if (choice.exec !== null && choice.profiles.length === 0) return [execClient(choice.exec, choice.name)];
  const names = choice.profiles.length > 0 ? choice.profiles : [REFERENCE];
  if (names.length > 1 && choice.name !== null) {
    throw new UsageError(
      'one-name',
      '--name fits one client only.',
      'Leave it out, or name a single profile.',
    );
  }
  const known = await profileNames();
  const clients: ClientUnderTest[] = [];
  for (const name of names) {
    if (!known.includes(name))
      throw new UsageError('unknown-profile', `There is no profile '${name}'.`, didYouMean(name, known));
    const path = join(PROFILES_DIRECTORY, name, 'profile.yaml');
    const client = await loadProfile(path, choice.settings, choice.name);
    clients.push(chosenAs(withCommand(client, choice.exec), choice));
  }
  return clients;
}

/** With a profile, --exec says what is started in place of the installed program: a build of one's own. */
function withCommand(client: LoadedClient, command: string | null): LoadedClient {
  if (command === null) return client;
  const stock = client.stock == null ? null : { ...client.stock, command };
  return { ...client, command, spec: { ...client.spec, command }, stock };
}

/** The names of the built-in profiles. */
export async function profileNames(): Promise<string[]> {
  const entries = await readdir(PROFILES_DIRECTORY, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function chosenAs(client: LoadedClient, { profileFile, exec }: ChoiceOptions): ClientUnderTest {
  return { ...client, choice: { profile: profileFile === null ? client.profile : null, profileFile, exec } };
}

function execClient(command: string, name: string | null): ClientUnderTest {
  return {
    name: name ?? command.split(/\s+/)[0]?.split('/').at(-1) ?? 'client',
    profile: null,
    command,
    choice: { profile: null, profileFile: null, exec: command },
    settings: 'stock',
    spec: { name: name ?? 'client', command, terminal: { kind: 'pipe' } },
    display: null,
    product: null,
    declines: new Set(),
  };
}
