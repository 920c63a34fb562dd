import { SERVER_NAME, type OwnStart } from '../instance/instance.ts';
import type { Ending, Observation, PlayEvent } from './observation.ts';
import { Play, type Item } from './play.ts';
import type { StartError } from '../instance/start-error.ts';

/** What is said before 001 can be said to a client once. */
export function hasPrelude({ scenario }: Item): boolean {
  return (scenario.server?.beforeWelcome ?? []).length > 0;
}

/** How an item has the client started for itself; null for the usual start. */
export function ownStart(item: Item, seed: number, attempt: number): OwnStart | null {
  const { server, environment, setupKey } = item.scenario;
  if (setupKey === '') return null;
  const channel = server?.channels[0] ?? '';
  return {
    setupKey,
    server,
    environment,
    beforeWelcome: hasPrelude(item)
      ? (session) => {
          const play = new Play(item, seed, attempt, { session, channel, server: SERVER_NAME });
          return (server?.beforeWelcome ?? []).map((line) => play.bytes(line));
        }
      : null,
  };
}

const ENDINGS: Readonly<Record<string, Ending['kind']>> = {
  'exits-early': 'crashed',
  'disconnects-early': 'disconnected',
  floods: 'flooded',
};

/** What there is to judge of a client that starts otherwise, and not when it is spoken to before 001. */
export function lostBeforeWelcome(
  item: Item,
  { message, code }: StartError,
  { seed, attempt }: { seed: number; attempt: number },
): Observation {
  const session = { nick: Buffer.from('*'), source: Buffer.from('*') };
  const play = new Play(item, seed, attempt, { session, channel: '', server: SERVER_NAME });
  const event: PlayEvent = { ms: 0, from: 'process', bytes: Buffer.from(message), role: 'caused' };
  return {
    play,
    alone: true,
    fresh: true,
    caused: [],
    shown: null,
    styled: null,
    printed: null,
    ending: { kind: ENDINGS[code] ?? 'hung', note: message, event },
    exit: null,
    epochMs: 0,
    canary: false,
    taken: null,
    measured: null,
    dcc: null,
    evidence: null,
    observationMs: null,
    observationDeclared: false,
    cause: null,
    events: [event],
    fence: null,
  };
}
