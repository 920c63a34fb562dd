import { chooseClients } from '../cli/client-choice.ts';
import { UsageError } from '../cli/usage-error.ts';
import type { InProcessStart } from '../client/in-process/spec.ts';
import type { ClientUnderTest } from '../run/run-request.ts';
import type { ClientOption, InProcessTraits } from './options.ts';

/**
 * @throws UsageError when the option names no client or several, or an unknown profile
 * @throws InputError when a profile is faulty
 */
export async function clientUnderTest(option: ClientOption): Promise<ClientUnderTest> {
  const kinds = (['connect', 'stream', 'exec', 'profile'] as const).filter((kind) => kind in option);
  if (kinds.length !== 1 && kinds.join() !== 'exec,profile') {
    throw new UsageError(
      'which-client',
      kinds.length === 0
        ? 'The option client says no client.'
        : `The option client has ${kinds.join(' and ')}.`,
      'Give one of connect, stream, exec and profile.',
    );
  }
  if ('connect' in option) {
    const client = inProcess(option, { kind: 'connect', start: (target) => option.connect(target) });
    return option.transport === undefined
      ? client
      : { ...client, spec: { ...client.spec, transport: option.transport } };
  }
  if ('stream' in option) {
    return inProcess(option, { kind: 'stream', start: (stream, target) => option.stream(stream, target) });
  }
  const profile = 'profile' in option ? option.profile : null;
  const isFile = profile !== null && /\.ya?ml$/.test(profile);
  const [client] = await chooseClients({
    profiles: profile === null || isFile ? [] : [profile],
    exec: option.exec ?? null,
    profileFile: isFile ? profile : null,
    name: option.name ?? null,
    settings: 'settings' in option ? (option.settings ?? null) : null,
    transport: option.transport ?? null,
  });
  if (client === undefined) throw new Error('no client was chosen');
  return client;
}

function inProcess(traits: InProcessTraits, start: InProcessStart): ClientUnderTest {
  const name = traits.name ?? 'client';
  const { display, declines, product } = traits;
  return {
    name,
    profile: null,
    command: null,
    choice: { profile: null, profileFile: null, exec: null },
    settings: 'stock',
    spec: { name, inProcess: start },
    product: product ?? null,
    display:
      display === undefined
        ? null
        : { action: display.action ?? [], message: display.message ?? [], window: display.window ?? [] },
    declines: declines === 'all' ? 'all' : new Set(declines ?? []),
  };
}
