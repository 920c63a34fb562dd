import { expect, test } from 'vitest';
import { builtInSuite } from '../../../tests/fixture-run.ts';
import type { WebSocketTerms } from '../../server/carrier.ts';
import type { Transport } from '../../wire/transport.ts';
import { whyNotByTransport } from './by-transport.ts';

const TEXT: WebSocketTerms = { offered: ['text.ircv3.net'], subprotocol: 'text.ircv3.net', frame: 'text' };
const BINARY: WebSocketTerms = {
  offered: ['binary.ircv3.net', 'text.ircv3.net'],
  subprotocol: 'binary.ircv3.net',
  frame: 'binary',
};

async function why(
  id: string,
  transport: Transport,
  webSocket: WebSocketTerms | null = null,
): Promise<string> {
  const scenario = (await builtInSuite()).scenarios.find((one) => one.id === id);
  const [first] = scenario?.cases ?? [];
  if (scenario === undefined || first === undefined) throw new Error(`there is no ${id}`);
  return whyNotByTransport({ scenario, case: first }, { transport, webSocket })?.sentence ?? 'played';
}

test.each<[string, Transport, WebSocketTerms | null, string]>([
  ['transport/over-tls', 'tls', null, 'played'],
  ['transport/over-tls', 'wss', BINARY, 'played'],
  ['transport/over-tls', 'tcp', null, 'it is about TLS, and the client speaks plain TCP'],
  ['transport/one-line-a-message', 'tls', null, 'it is about WebSocket, and the client speaks TLS'],
  ['transport/one-line-a-message', 'websocket', TEXT, 'played'],
  ['transport/binary-octets', 'websocket', BINARY, 'played'],
  ['transport/binary-octets', 'websocket', TEXT, 'the client does not ask for binary.ircv3.net'],
  ['transport/text-is-utf8', 'websocket', BINARY, 'played'],
  ['transport/text-is-utf8', 'tcp', null, 'it is about WebSocket, and the client speaks plain TCP'],
  ['replies/line-ending', 'tls', null, 'played'],
  [
    'replies/line-ending',
    'websocket',
    TEXT,
    'it is about a stream of octets, and the client speaks WebSocket',
  ],
  ['robustness/line-feed-alone', 'tls', null, 'played'],
  [
    'robustness/line-feed-alone',
    'websocket',
    BINARY,
    'a WebSocket message is a line, so that there are no other line ends and no half lines',
  ],
  ['characters/utf8-only', 'websocket', BINARY, 'played'],
  [
    'characters/utf8-only',
    'websocket',
    TEXT,
    'it needs octets that are no UTF-8, which no text message of a WebSocket holds',
  ],
  ['ping/time-pair', 'websocket', TEXT, 'played'],
])('%s over %s, %j: %s', async (id, transport, webSocket, sentence) => {
  expect(await why(id, transport, webSocket)).toBe(sentence);
});
