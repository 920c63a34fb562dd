import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClientChoice } from '../../reports/model/report.ts';
import { loadProfile, type LoadedClient, type SettingName } from '../run/profile/load.ts';
import type { ClientUnderTest } from '../run/run-request.ts';
import { didYouMean } from '../scenario/nearest.ts';
import { isSecure, isWebSocket, type Transport } from '../wire/transport.ts';
import { PROFILES_DIRECTORY } from './package-root.ts';
import { UsageError } from './usage-error.ts';

/** How the command line says which clients to test. */
export interface ChoiceOptions {
  readonly profiles: readonly string[];
  readonly exec: string | null;
  readonly profileFile: string | null;
  readonly name: string | null;
  readonly settings: SettingName | null;
  /** What the client is to speak; null for what its profile says, or plain TCP. */
  readonly transport: Transport | null;
}

/** What the options --tls and --websocket ask for; null when neither is there. */
export function askedTransport({ tls, websocket }: { tls: boolean; websocket: boolean }): Transport | null {
  if (websocket) return tls ? 'wss' : 'websocket';
  return tls ? 'tls' : null;
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
    const client = await loadProfile(choice.profileFile, ...wishes(choice));
    return [chosenAs(withCommand(client, choice), choice)];
  }
  if (choice.exec !== null && choice.profiles.length === 0) return [execClient(choice.exec, choice)];
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
    const client = await loadProfile(path, ...wishes(choice));
    clients.push(chosenAs(withCommand(client, choice), choice));
  }
  return clients;
}

/** A command of one's own says itself how it speaks what is asked for, whatever the profile knows of that. */
function wishes({
  settings,
  name,
  exec,
  transport,
}: ChoiceOptions): [SettingName | null, string | null, Transport | null] {
  return [settings, name, exec === null ? transport : null];
}

/** With a profile, --exec says what is started in place of the installed program: a build of one's own. */
function withCommand(client: LoadedClient, { exec: command, transport }: ChoiceOptions): LoadedClient {
  if (command === null) return client;
  const own = { command, ...spoken(command, transport ?? client.spec.transport ?? 'tcp') };
  const stock = client.stock == null ? null : { ...client.stock, ...own };
  return { ...client, command, spec: { ...client.spec, ...own }, stock };
}

/** @throws UsageError for a command that is told where something is that this server does not have */
function spoken(command: string, transport: Transport): { transport?: Transport } {
  const file = ['{ca}', '{cert}'].find((name) => command.includes(name));
  if (file !== undefined && !isSecure(transport)) {
    const problem = `The command has ${file}, but a server without TLS has no certificate.`;
    throw new UsageError('needs-tls', problem, 'Add --tls.');
  }
  if (command.includes('{url}') && !isWebSocket(transport)) {
    const problem = 'The command has {url}, but a server without WebSocket has no address of that kind.';
    throw new UsageError('needs-websocket', problem, 'Add --websocket.');
  }
  if (isWebSocket(transport) && !['{url}', '{port}'].some((name) => command.includes(name))) {
    const problem = 'The server speaks WebSocket, and the command does not say where it is.';
    throw new UsageError('needs-url', problem, 'Put {url} into the command.');
  }
  return transport === 'tcp' ? {} : { transport };
}

/** The names of the built-in profiles. */
export async function profileNames(): Promise<string[]> {
  const entries = await readdir(PROFILES_DIRECTORY, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function chosenAs(client: LoadedClient, options: ChoiceOptions): ClientUnderTest {
  const { profileFile } = options;
  const choice = { profile: profileFile === null ? client.profile : null, ...commandOf(options) };
  return { ...client, choice };
}

function commandOf({
  profileFile,
  exec,
  transport,
}: ChoiceOptions): Pick<ClientChoice, 'profileFile' | 'exec' | 'transport'> {
  return { profileFile, exec, ...(transport === null ? {} : { transport }) };
}

function execClient(command: string, options: ChoiceOptions): ClientUnderTest {
  const { name, transport } = options;
  return {
    name: name ?? command.split(/\s+/)[0]?.split('/').at(-1) ?? 'client',
    profile: null,
    command,
    choice: { profile: null, ...commandOf(options) },
    settings: 'stock',
    spec: {
      name: name ?? 'client',
      command,
      terminal: { kind: 'pipe' },
      ...spoken(command, transport ?? 'tcp'),
    },
    display: null,
    product: null,
    declines: new Set(),
  };
}
