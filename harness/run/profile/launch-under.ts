import type { SourceText } from '../../scenario/source-text.ts';
import { TRANSPORT_NAMES, type Transport } from '../../wire/transport.ts';
import type { ProfileData, SettingData } from './schema.ts';

/** How a client is started, with all that its profile says put together. */
export interface Launch {
  readonly command: string;
  readonly env: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, string>>;
  readonly terminal: ProfileData['terminal'];
}

/**
 * What a client is to speak. One that does not speak what is asked for becomes a problem of `source`.
 *
 * @param wanted null for what the profile says
 */
export function spokenBy(profile: ProfileData, wanted: Transport | null, source: SourceText): Transport {
  const own = profile.transport ?? 'tcp';
  const transport = wanted ?? own;
  if (transport === own || (transport !== 'tcp' && profile.transports?.[transport] !== undefined))
    return transport;
  source.problem(
    `this profile does not say how the client speaks ${TRANSPORT_NAMES[transport]}`,
    `Say it under transports: ${transport}, or leave out ${OPTIONS[transport]}.`,
  );
  return own;
}

const OPTIONS: Readonly<Record<Transport, string>> = {
  tcp: 'the choice of TCP',
  tls: '--tls',
  websocket: '--websocket',
  wss: 'one of --tls and --websocket',
};

/** What the transport says comes before what the setting says, and that before the profile. */
export function launchUnder(
  profile: ProfileData,
  setting: SettingData,
  transport: Transport,
  source: SourceText,
): Launch {
  const carried = transport === 'tcp' ? {} : (profile.transports?.[transport] ?? {});
  const command = carried.command ?? setting.command ?? profile.command;
  if (command === undefined) {
    source.problem("the key 'command' is missing", "Add 'command:' here or in each setting.");
  }
  return {
    command: [command ?? '', ...(carried.arguments === undefined ? [] : [carried.arguments])].join(' '),
    env: { ...profile.env, ...setting.env, ...carried.env },
    files: { ...profile.files, ...setting.files, ...carried.files },
    terminal: carried.terminal ?? setting.terminal ?? profile.terminal,
  };
}
