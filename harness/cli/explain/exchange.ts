import type { Scenario, ScenarioCase, ServerSetup, Step } from '../../scenario/model.ts';
import { SAMPLE_VALUES } from '../../scenario/placeholders.ts';
import { dccLine } from './dcc-words.ts';
import type { BytesText } from './condition-words.ts';

/** A line of an exchange, and who it comes from. */
export interface ExchangeLine {
  readonly from: 'server' | 'user' | 'screen' | 'peer';
  readonly text: string;
}

/** The values that stand for what the engine makes up, in one scenario. */
export function samplesFor({ server }: Scenario): ReadonlyMap<string, string> {
  const [channel] = server?.channels ?? [];
  return channel === undefined ? SAMPLE_VALUES : new Map([...SAMPLE_VALUES, ['channel', channel]]);
}

/** What happens, in order; lines without their CR LF. */
export function exchangeOf(steps: readonly Step[], bytes: BytesText): ExchangeLine[] {
  return steps.flatMap((step) => stepLines(step, bytes));
}

function stepLines(step: Step, bytes: BytesText): ExchangeLine[] {
  const server = (text: string): ExchangeLine => ({ from: 'server', text });
  switch (step.do) {
    case 'send':
      return step.lines.map((line) => server(bytes(line)));
    case 'raw':
      return step.pieces.map((piece) => server(`${bytes(piece)} (a segment of its own)`));
    case 'user': {
      const words = [step.target, step.command, step.text].filter((one) => one !== null).map(bytes);
      const filled =
        step.fill === null ? '' : ` and x, so that the line arrives with ${bytes(step.fill)} octets`;
      const sized = step.octets === null ? '' : ` of ${step.octets} octets`;
      return [{ from: 'user', text: `${step.action} ${words.join(' ')}${filled}${sized}` }];
    }
    case 'rename':
      return [server(`the nick is now ${bytes(step.nick)}`)];
    case 'host':
      return [server(`the host is now ${bytes(step.host)}`)];
    case 'heard':
      return [server('PING, and waits for the PONG')];
    case 'show':
      return [{ from: 'screen', text: 'is waited for' }];
    case 'end':
      return [server(step.how === 'close' ? 'closes the connection' : 'resets the connection')];
    case 'reading':
      return [server(step.goesOn ? 'reads again' : 'stops reading')];
    case 'flood': {
      const [first, ...more] = step.lines.map(bytes);
      const rounds = step.rounds > 1 ? `, ${step.rounds} times` : '';
      const from = step.peers > 1 ? `, from ${step.peers} peers in turn` : '';
      const within = step.withinMs > 0 ? ` within ${step.withinMs} ms` : ' at once';
      const thrown =
        step.throwsOff === null
          ? []
          : [server(`throws the client off when more than ${step.throwsOff} octets of it wait`)];
      return [
        server(`${first ?? ''} (${step.count} lines${within}${from}${rounds})`),
        ...more.map((line) => server(`${line} (in turn with it)`)),
        ...thrown,
      ];
    }
    case 'reflect':
      return [server(`from now on sends each reply back as a query, ${step.most} times at most`)];
    case 'copies':
      return [
        ...step.lines.map((line) => server(bytes(line))),
        server('lets a second copy of the client hear, and answer, what this one says'),
      ];
    case 'reconnect':
      return [server('closes the connection, and waits for the client to come back')];
    case 'dcc':
      return [dccLine(step.act, bytes)];
    case 'fuzz':
      return [server(`${step.lines} seeded lines of the grammar`)];
  }
}

/** What the server is, when it is not the usual one. */
export function serverWords(server: ServerSetup | null, bytes: BytesText): string[] {
  if (server === null) return [];
  return [
    ...(server.capabilities.length > 0 ? [`offers ${server.capabilities.join(', ')}`] : []),
    ...(server.isupport.length > 0 ? [`has ISUPPORT ${server.isupport.join(' ')}`] : []),
    ...(server.subprotocols === null
      ? []
      : [`has ${server.subprotocols.map((one) => `${one}.ircv3.net`).join(' and ') || 'no subprotocol'}`]),
    ...(server.censors === null ? [] : [`blots out the word ${server.censors}`]),
    ...(server.channels.length === 0
      ? ['puts the client into no channel']
      : [`puts the client into ${server.channels.join(', ')}`]),
    ...(server.beforeWelcome.length > 0
      ? [`says before it welcomes the client: ${server.beforeWelcome.map(bytes).join(', ')}`]
      : []),
  ];
}

/** What the client is started with besides the usual variables. */
export function environmentWords({ environment }: Pick<Scenario, 'environment'>): string[] {
  return Object.entries(environment).map(([name, value]) => `${name}=${value}`);
}

const TRANSPORT_WORDS = {
  stream: 'TCP or TLS',
  tls: 'TLS',
  websocket: 'WebSocket',
  text: 'WebSocket with text.ircv3.net',
  binary: 'WebSocket with binary.ircv3.net',
} as const;

/** What a client must have for a scenario or one of its cases to be played. */
export function needsWords(needs: ScenarioCase['needs']): string[] {
  const {
    answers = [],
    unlessDeclined = [],
    user = [],
    display = false,
    product = false,
    capability = [],
    transport,
  } = needs;
  return [
    ...(transport === undefined ? [] : [TRANSPORT_WORDS[transport]]),
    ...(answers.length > 0 ? [`answers ${answers.join(', ')}`] : []),
    ...(unlessDeclined.length > 0 ? [`does not decline ${unlessDeclined.join(', ')}`] : []),
    ...(user.length > 0 ? [`a user who can ${user.join(', ')}`] : []),
    ...(display ? ['a visible display'] : []),
    ...(product ? ['a profile that names the product'] : []),
    ...(capability.length > 0 ? [`asks for ${capability.join(', ')}`] : []),
  ];
}

/** The needs that all cases share, in words. */
export function sharedNeeds({ cases }: Pick<Scenario, 'cases'>): string[] {
  const [first, ...rest] = cases.map(({ needs }) => needsWords(needs));
  return (first ?? []).filter((need) => rest.every((other) => other.includes(need)));
}
