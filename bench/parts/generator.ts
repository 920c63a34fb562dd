import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { loadSuites } from '../../harness/cli/load-suites.ts';
import { ChunkWriter } from '../../harness/run/flood/chunk-writer.ts';
import { FloodLines } from '../../harness/run/flood/flood-lines.ts';
import { FloodPeers } from '../../harness/run/flood/flood-peers.ts';
import { Play } from '../../harness/run/play/play.ts';
import { FakeServer } from '../../harness/server/fake-server.ts';
import { parseTemplate } from '../../harness/wire/template.ts';
import { comparedRow } from '../figures.ts';
import type { Part } from '../part.ts';
import { startSink } from '../run/sink.ts';

const LINES = 1_000_000;
const PEERS = 50;
const HOST = '127.0.0.1';

export const generator: Part = {
  name: 'generator',
  about:
    'A million queries made and sent by the fake server, against plain writes of the same bytes, into a process that reads.',
  async measure(bench) {
    const chunks = await theChunks();
    const octets = chunks.reduce((sum, { length }) => sum + length, 0);
    const pairs = await bench.eachRound(async () => ({
      ours: await ourMs(octets),
      bare: await rawMs(chunks, octets),
    }));
    const rate = pairs.map(({ ours, bare }) => ({
      ours: perSecond(octets, ours),
      bare: perSecond(octets, bare),
    }));
    const bar = { on: 'ratio', limit: 'at least', is: 0.8 } as const;
    const details = { lines: LINES, octets };
    return { rows: [comparedRow('octets a second', 'MB', rate, { bar, details })], skipped: [] };
  },
};

async function theLines(): Promise<FloodLines> {
  const [scenario] = (await loadSuites([])).scenarios;
  const [first] = scenario?.cases ?? [];
  if (scenario === undefined || first === undefined) throw new Error('the suite is empty');
  const session = { nick: Buffer.from('sink'), source: Buffer.from('sink!s@h') };
  const play = new Play({ scenario, case: first }, 1, 0, { session, channel: '#c', server: 's' });
  const line = parseTemplate(':\\{peer} PRIVMSG \\{nick} :\\x01PING \\{n}\\x01');
  return new FloodLines({ lines: [line], count: LINES }, play, new FloodPeers(1, 'bench').take(PEERS));
}

async function theChunks(): Promise<Buffer[]> {
  const lines = await theLines();
  const chunks: Buffer[] = [];
  for (let chunk = lines.next(); chunk !== null; chunk = lines.next()) chunks.push(chunk.bytes);
  return chunks;
}

async function ourMs(octets: number): Promise<number> {
  const server = await FakeServer.listen({ host: HOST });
  const sink = startSink(HOST, server.port, octets);
  try {
    await sink.ready;
    const [session] = server.sessions;
    if (session === undefined) throw new Error('the sink did not connect');
    await session.whenRegistered();
    const lines = await theLines();
    const { done } = await sink.count();
    session.recording = false;
    const began = performance.now();
    const writer = new ChunkWriter(session);
    for (let chunk = lines.next(); chunk !== null; chunk = lines.next()) await writer.write(chunk);
    await done;
    return performance.now() - began;
  } finally {
    await sink.end();
    await server.close();
  }
}

async function rawMs(chunks: readonly Buffer[], octets: number): Promise<number> {
  const server = createServer({ noDelay: true });
  server.listen(0, HOST);
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const connected = once(server, 'connection') as Promise<[Socket]>;
  const sink = startSink(HOST, port, octets);
  const [socket] = await connected;
  try {
    const { done } = await sink.count();
    const began = performance.now();
    for (const chunk of chunks) if (!socket.write(chunk)) await once(socket, 'drain');
    await done;
    return performance.now() - began;
  } finally {
    socket.on('error', () => undefined);
    await sink.end();
    server.close();
  }
}

/** Millions of octets in a second. */
function perSecond(octets: number, ms: number): number {
  return octets / 1e6 / (ms / 1000);
}
