import type { Environment, ServerSetup } from './model.ts';
import type { ServerData } from './schema.ts';
import type { SourceText } from './source-text.ts';

/** The channel that a client is put into where a scenario does not say otherwise. */
export const USUAL_CHANNEL = '#ctcpspec';

/** @returns the server that a scenario has to itself; null for the usual one */
export function compileServer(
  data: ServerData | undefined,
  source: SourceText,
  known: ReadonlySet<string>,
): ServerSetup | null {
  if (data === undefined) return null;
  const lines = (data.beforeWelcome ?? [])
    .map((text, index) => source.at('beforeWelcome', index).template(text, { wildcards: false, known }))
    .filter((line) => line !== null);
  return {
    capabilities: data.capabilities ?? [],
    isupport: data.isupport ?? [],
    censors: data.censors ?? null,
    channels: data.channels ?? [USUAL_CHANNEL],
    beforeWelcome: lines,
    subprotocols: data.subprotocols ?? null,
  };
}

/** Equal for starts that are alike, whatever is said before 001; empty for the usual server and environment. */
export function setupKey(server: ServerSetup | null, environment: Environment): string {
  const variables = Object.entries(environment).sort(([one], [other]) => (one < other ? -1 : 1));
  if (server === null && variables.length === 0) return '';
  const { capabilities, isupport, censors, channels, subprotocols } = server ?? {
    capabilities: [],
    isupport: [],
    censors: null,
    channels: [USUAL_CHANNEL],
    subprotocols: null,
  };
  return JSON.stringify([
    capabilities,
    isupport,
    ...(censors === null ? [] : [censors]),
    channels,
    ...(subprotocols === null ? [] : [{ subprotocols }]),
    variables,
  ]);
}
