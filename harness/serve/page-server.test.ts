import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { serveSample, type SamplePage } from './testing/sample-page.ts';
import { sampleViews } from './testing/sample-views.ts';

let sample: SamplePage;
let address: URL;

beforeAll(async () => {
  sample = await serveSample(sampleViews.step);
  address = new URL(sample.server.address);
});
afterAll(() => sample.server.close());

test('whoever has the address gets the page, which may load nothing from elsewhere', async () => {
  const { status, headers, body } = await get(address.pathname);
  expect([status, body]).toEqual([200, expect.stringContaining('<script src="page.js"')]);
  expect(headers['content-security-policy']).toMatch(
    /^default-src 'none'; script-src 'self'; style-src 'self';/,
  );
  expect(headers['referrer-policy']).toBe('no-referrer');
});

test.each([
  ['without the token', '/', {}],
  ['with another token', `/${'0'.repeat(32)}/`, {}],
  ['by a name that somebody has pointed here', null, { host: 'evil.example' }],
] as const)('nobody gets it %s', async (_, path, headers) => {
  const answer = await get(path ?? address.pathname, headers);
  expect(answer.status).toBe(403);
  expect(answer.body).not.toContain(sample.server.address);
});

test('there is nothing else to be had', async () => {
  const statuses = ['../package.json', 'report.html', 'ca.pem', 'x'].map(
    async (path) => (await get(`${address.pathname}${path}`)).status,
  );
  expect(await Promise.all(statuses)).toEqual([404, 404, 404, 404]);
});

test('a page that has just been opened is told everything, and its answers are heard', async () => {
  const page = await open({ origin: address.origin });
  expect(JSON.parse(await page.next())).toEqual({ kind: 'view', view: sampleViews.step });
  expect(JSON.parse(await page.next())).toMatchObject({ kind: 'lines', client: 'client-1' });
  page.socket.send(JSON.stringify({ kind: 'choice', task: 7, name: 'done' }));
  page.socket.send('{"kind":"end","and":"more"}');
  expect(await page.closed).toBe(1008);
  expect(sample.messages).toEqual([{ kind: 'choice', task: 7, name: 'done' }]);
});

test.each([
  ['another page', { origin: 'https://evil.example' }],
  ['a page of another port', { origin: 'http://127.0.0.1:1' }],
  ['a file', { origin: 'null' }],
  ['a program that does not say who it is', {}],
  ['a name that was pointed here', { host: 'evil.example', origin: 'http://evil.example' }],
])('%s can do nothing', async (_, headers) => {
  const heard = sample.messages.length;
  await expect(open(headers)).rejects.toThrow(/403/);
  await expect(open({ origin: address.origin }, '/live')).rejects.toThrow(/403/);
  expect(sample.messages).toHaveLength(heard);
});

test.each([
  ['no JSON', '<script>'],
  ['nothing that is known', '{"kind":"run","command":"ls"}'],
  ['a message that is too long', JSON.stringify({ kind: 'stop', client: 'x'.repeat(5000) })],
])('%s ends the page that says it, and no other', async (_, text) => {
  const [page, other] = await Promise.all([
    open({ origin: address.origin }),
    open({ origin: address.origin }),
  ]);
  page.socket.send(text);
  expect([1008, 1009]).toContain(await page.closed);
  other.socket.send('{"kind":"stop","client":"client-1"}');
  await other.next();
  other.socket.close();
  await other.closed;
  expect(sample.messages.at(-1)).toEqual({ kind: 'stop', client: 'client-1' });
});

function get(
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ status: number; headers: Readonly<Record<string, unknown>>; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest({ host: '127.0.0.1', port: address.port, path, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    asked.on('error', reject).end();
  });
}

interface OpenPage {
  readonly socket: WebSocket;
  /** The code with which it was closed. */
  readonly closed: Promise<number>;
  /** The next message, or one that has come already. */
  next(): Promise<string>;
}

async function open(
  headers: Readonly<Record<string, string>>,
  path = `${address.pathname}live`,
): Promise<OpenPage> {
  const socket = new WebSocket(`ws://127.0.0.1:${address.port}${path}`, { headers });
  const messages: string[] = [];
  let wake = (): void => undefined;
  socket.on('message', (data: Buffer) => {
    messages.push(data.toString('utf8'));
    wake();
  });
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  await new Promise<void>((resolve, reject) => socket.on('open', resolve).on('error', reject));
  const next = async (): Promise<string> => {
    while (messages.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    return messages.shift() ?? '';
  };
  return { socket, closed, next };
}
