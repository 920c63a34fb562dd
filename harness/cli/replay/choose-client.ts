import type { ClientReport } from '../../../reports/model/report.ts';
import type { SettingName } from '../../run/profile/load.ts';
import type { ClientUnderTest } from '../../run/run-request.ts';
import type { Transport } from '../../wire/transport.ts';
import { chooseClients } from '../client-choice.ts';
import { UsageError } from '../usage-error.ts';

/** What the command line says of the client, in place of what was recorded. */
export interface ClientOverrides {
  readonly exec?: string;
  readonly profile?: string;
  readonly client?: string;
  readonly settings?: SettingName;
  readonly transport?: Transport;
}

/**
 * The client that a result was recorded on, or another build of it, or another client. `--exec` alone keeps the
 * recorded profile, unless that is the embedded reference client, which is what runs when nobody is named.
 *
 * @throws UsageError, InputError when there is no such client
 */
export async function clientToReplay(
  recorded: Pick<ClientReport, 'name' | 'choice' | 'settings'>,
  overrides: ClientOverrides,
): Promise<ClientUnderTest> {
  const { choice, name } = recorded;
  if (overrides.client !== undefined || overrides.profile !== undefined)
    return chosen({ ...overrides, name: null });
  const isReference = choice.profile === 'reference' && choice.exec === null;
  const profile = overrides.exec !== undefined && isReference ? null : choice.profile;
  const exec = overrides.exec ?? choice.exec;
  if (profile === null && choice.profileFile === null && exec === null)
    throw new UsageError(
      'no-client',
      `The report does not say how '${name}' is started.`,
      "Say it with --exec './myclient {host} {port} {nick}', or with --profile.",
    );
  const hasSettings = profile !== null || choice.profileFile !== null;
  const settings = overrides.settings ?? settingOf(recorded.settings);
  return chosen({
    name,
    ...(exec === null ? {} : { exec }),
    ...(choice.transport === undefined ? {} : { transport: choice.transport }),
    ...(profile === null ? {} : { client: profile }),
    ...(choice.profileFile === null ? {} : { profile: choice.profileFile }),
    ...(hasSettings && settings !== null ? { settings } : {}),
  });
}

/** The client that the command line names, else the embedded reference client. */
export async function chosen(choice: ClientOverrides & { name: string | null }): Promise<ClientUnderTest> {
  const [client] = await chooseClients({
    profiles: choice.client === undefined ? [] : [choice.client],
    exec: choice.exec ?? null,
    profileFile: choice.profile ?? null,
    name: choice.name,
    settings: choice.settings ?? null,
    transport: choice.transport ?? null,
  });
  if (client === undefined) throw new Error('no client was chosen, and no error says why');
  return client;
}

function settingOf(name: string): SettingName | null {
  return name === 'stock' || name === 'unthrottled' ? name : null;
}
