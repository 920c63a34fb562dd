import { connect, createServer, type Server, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { afterEach, describe, expect, test } from 'vitest';
import { serverIdentity } from '../server/server-identity.ts';
import { contentAt } from './content.ts';
import { DccPeer } from './dcc-peer.ts';
import type { ReceivePlan } from './receiving.ts';
import type { SendPlan } from './sending.ts';

const peers: DccPeer[] = [];
const sockets: Socket[] = [];
const servers: Server[] = [];

afterEach(() => {
  for (const peer of peers.splice(0)) peer.close();
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

function newPeer(): DccPeer {
  const peer = new DccPeer();
  peers.push(peer);
  return peer;
}

function client(port: number, host = '127.0.0.1'): Socket {
  const socket = connect(port, host);
  sockets.push(socket);
  return socket;
}

/** Waits for what a peer sees; the time limit of the test ends a wait in vain. */
async function until(peer: DccPeer, isThere: () => boolean): Promise<void> {
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (!isThere()) return;
      stop();
      resolve();
    };
    const stop = peer.onChange(look);
    look();
  });
}

function collected(socket: Socket): { readonly all: () => Buffer; readonly ended: Promise<void> } {
  const parts: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => parts.push(chunk));
  return {
    all: () => Buffer.concat(parts),
    ended: new Promise((resolve) => socket.on('close', () => resolve())),
  };
}

/** A client that listens; everything that comes in goes to `onPeer`. */
async function listening(onPeer: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    onPeer(socket);
  });
  servers.push(server);
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(address !== null && typeof address === 'object' ? address.port : 0);
    });
  });
}

const sends = (plan: Partial<SendPlan>) =>
  ({
    kind: 'send',
    plan: { octets: 1000, from: 0, block: 100, ahead: false, hasty: false, stays: false, ...plan },
  }) as const;
const receives = (plan: Partial<ReceivePlan>) =>
  ({ kind: 'receive', plan: { octets: 1000, from: 0, acks: 'each', ...plan } }) as const;

function acknowledging(socket: Socket, onTotal: (total: number) => void = () => undefined): void {
  let total = 0;
  socket.on('data', (chunk: Buffer) => {
    total += chunk.length;
    onTotal(total);
    const octets = Buffer.alloc(4);
    octets.writeUInt32BE(total);
    socket.write(octets);
  });
}

describe('a chat', () => {
  test.each(['ipv4', 'ipv6'] as const)('has lines, whatever ends them, over %s', async (over) => {
    const peer = newPeer();
    const port = await peer.listen({ kind: 'chat' }, over);
    const socket = client(port, over === 'ipv4' ? '127.0.0.1' : '::1');
    socket.write('one\ntwo\r\nth');
    const { task } = peer;
    await until(peer, () => task?.kind === 'chat' && task.octetsIn === 11);
    const lines = task?.kind === 'chat' ? task.lines : [];
    expect(lines.map(({ octets, end }) => [octets.toString(), end])).toEqual([
      ['one', 'lf'],
      ['two', 'crlf'],
      ['th', 'none'],
    ]);
    expect(peer.firstOctets.toString()).toBe('one\ntwo\r\nth');
  });

  test('a client that never ends a line is not listened to for ever', async () => {
    const peer = newPeer();
    const socket = client(await peer.listen({ kind: 'chat' }));
    socket.on('error', () => undefined);
    const { ended } = collected(socket);
    socket.write(Buffer.alloc(2 * 1024 * 1024, 'x'));
    await ended;
    expect(peer.task?.octetsIn).toBe(1024 * 1024);
  });

  test('over TLS both ways, and what comes first is what is said in it', async () => {
    const peer = newPeer();
    const { context } = await serverIdentity('127.0.0.1');
    const port = await peer.listen({ kind: 'chat' }, 'ipv4', context);
    const socket = connectTls({ host: '127.0.0.1', port, rejectUnauthorized: false });
    sockets.push(socket);
    socket.write('hello\n');
    await until(peer, () => peer.task?.octetsIn === 6);
    expect(peer.firstOctets.toString()).toBe('hello\n');
  });

  test('a reset is told from an end in good order', async () => {
    const peer = newPeer();
    const socket = client(await peer.listen({ kind: 'chat' }));
    socket.on('error', () => undefined);
    await until(peer, () => peer.link !== null);
    socket.resetAndDestroy();
    await until(peer, () => peer.link?.isOpen === false);
    expect(peer.link?.ended).toBe('reset');
  });
});

describe('a file to the client', () => {
  test('goes block by block, each when the last one is acknowledged', async () => {
    const peer = newPeer();
    const socket = client(await peer.listen(sends({ octets: 1050 })));
    const totals: number[] = [];
    acknowledging(socket, (total) => totals.push(total));
    const { all, ended } = collected(socket);
    await ended;
    expect(all().equals(contentAt(0, 1050))).toBe(true);
    expect(totals).toHaveLength(11);
    expect(peer.task?.kind === 'send' && peer.task.acknowledgements.form(1050)).toBe('totals');
  });

  test('goes ahead of all acknowledgements, from where it was resumed, and ends behind its last octet', async () => {
    const peer = newPeer();
    const plan = sends({ octets: 5_000_000, from: 400, block: 65_536, ahead: true, hasty: true });
    const { all, ended } = collected(client(await peer.listen(plan)));
    await ended;
    expect(all().equals(contentAt(400, 5_000_000 - 400))).toBe(true);
    expect(peer.task?.kind === 'send' && peer.task.acknowledgements.form(5_000_000)).toBe('none');
  });

  test('beyond 4 GiB nothing of it has to be anywhere', async () => {
    const peer = newPeer();
    const from = 2 ** 32 - 6;
    const { all, ended } = collected(
      client(await peer.listen(sends({ octets: from + 10, from, hasty: true, ahead: true }))),
    );
    await ended;
    expect(all().equals(contentAt(from, 10))).toBe(true);
  });

  test('blocks of which there would be too many are refused', async () => {
    await expect(newPeer().listen(sends({ octets: 2 ** 40, block: 1 }))).rejects.toThrow(
      'Give blocks of which',
    );
  });
});

describe('a file from the client', () => {
  test('is known by its octets, and acknowledged', async () => {
    const peer = newPeer();
    const said = new Promise<Buffer>((resolve) => {
      void listening((socket) => {
        socket.once('data', resolve);
        socket.write(contentAt(400, 600));
      }).then((port) => peer.connect(receives({ from: 400 }), port));
    });
    await until(peer, () => peer.task?.isDone === true);
    expect(peer.task?.kind === 'receive' && peer.task.isContent).toBe(true);
    expect((await said).readUInt32BE(0)).toBe(1000);
  });

  test('other octets are told, and one that never ends is broken off', async () => {
    const port = await listening((socket) => {
      socket.on('data', () => undefined);
      const more = (): void => {
        while (socket.writable && socket.write(Buffer.alloc(65_536)));
        socket.once('drain', more);
      };
      more();
    });
    const peer = newPeer();
    await peer.connect(receives({ acks: 'none' }), port);
    await until(peer, () => peer.link?.socket.destroyed === true);
    expect(peer.task?.kind === 'receive' && peer.task.isContent).toBe(false);
    expect(peer.task?.octetsIn).toBeLessThan(1024 * 1024);
  });

  test.each([
    ['split', Buffer.from([0, 0, 3, 232])],
    ['last', Buffer.from([0, 0, 3, 232])],
    ['beyond', Buffer.from([255, 255, 255, 255])],
    ['zero', Buffer.alloc(4)],
    ['garbage', Buffer.from([0, 255, 1])],
  ] as const)('acknowledgements of the kind %s', async (acks, wanted) => {
    const said = new Promise<Buffer>((resolve) => {
      void listening((socket) => {
        let all = Buffer.alloc(0);
        socket.on('data', (chunk: Buffer) => {
          all = Buffer.concat([all, chunk]);
          if (all.length >= wanted.length) resolve(all);
        });
        socket.write(contentAt(0, 1000));
      }).then((port) => newPeer().connect(receives({ acks }), port));
    });
    expect((await said).subarray(0, wanted.length)).toEqual(wanted);
  });
});

describe('the bounds of a peer', () => {
  test('a second connection of the client is counted, and nothing is said on it', async () => {
    const peer = newPeer();
    const port = await peer.listen({ kind: 'chat' });
    client(port);
    await until(peer, () => peer.accepted === 1);
    client(port);
    await until(peer, () => peer.accepted === 2);
    expect(peer.accepted).toBe(2);
  });

  test.each([0, 22, 1023, 65_536, -1, NaN])('it does not connect to port %s', async (port) => {
    const peer = newPeer();
    expect(await peer.connect({ kind: 'chat' }, port)).toBe(false);
    expect(peer.refused).toBe(1);
  });

  test('a second connection of its own that nobody takes is told as refused', async () => {
    const peer = newPeer();
    const first = await listening(() => undefined);
    await peer.connect({ kind: 'chat' }, first);
    const closing = await listening((socket) => socket.destroy());
    await peer.connect({ kind: 'chat' }, closing);
    await until(peer, () => peer.refused === 1);
    expect(peer.link?.isOpen).toBe(true);
  });

  test('when it is closed nobody gets in any more', async () => {
    const peer = newPeer();
    const port = await peer.listen({ kind: 'chat' });
    peer.close();
    const refused = await new Promise((resolve) => {
      client(port).on('error', (error) => resolve('code' in error ? error.code : null));
    });
    expect(refused).toBe('ECONNREFUSED');
  });
});
