import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { ReceivedLine } from './session.ts';
import { RawClient } from './testing/raw-client.ts';
import { startServer } from './testing/with-server.ts';

/** The lines that the server receives until one holds `last`. */
function linesUntil(client: RawClient, last: string): Promise<ReceivedLine[]> {
  return new Promise((resolve) => {
    const lines: ReceivedLine[] = [];
    const stop = client.session.onLine((line) => {
      lines.push(line);
      if (!line.raw.includes(last)) return;
      stop();
      resolve(lines);
    });
  });
}

describe('what a session receives', () => {
  it('is reported as it came, with its ending and whether it is duty', async () => {
    const client = await RawClient.registered(await startServer());
    const received = linesUntil(client, 'last');
    await client.write(
      'PONG :x\r\nprivmsg bob :\x01hi\x01\nNOSUCH\r\n\r\nmode tester\nTAGMSG bob\r\nNOTICE bob :a\rb\0c\r\nWHO last\r\n',
    );
    const seen = (await received).map(({ raw, ending, duty, line }) => [
      raw.toString('latin1'),
      ending,
      duty,
      line?.command,
    ]);
    expect(seen).toEqual([
      ['PONG :x', 'crlf', true, 'PONG'],
      ['privmsg bob :\x01hi\x01', 'lf', false, 'PRIVMSG'],
      ['NOSUCH', 'crlf', false, 'NOSUCH'],
      ['', 'crlf', false, undefined],
      ['mode tester', 'lf', true, 'MODE'],
      ['TAGMSG bob', 'crlf', false, 'TAGMSG'],
      ['NOTICE bob :a\rb\0c', 'crlf', false, 'NOTICE'],
      ['WHO last', 'crlf', true, 'WHO'],
    ]);
  });

  it('may come octet by octet, with LF only', async () => {
    const client = await RawClient.connect(await startServer());
    for (const octet of 'nick tester\nuser u 0 * :real\nPING :\x01\xff z\n') await client.write(octet);
    const lines = await client.until(/ PONG /);
    expect(lines.at(-1)).toBe(':irc.ctcpspec.test PONG irc.ctcpspec.test :\x01\xff z');
    expect(client.session.registered).toBe(true);
  });

  it('is cut when a line never ends, and the next line is a fresh one', async () => {
    const client = await RawClient.registered(await startServer());
    const received = linesUntil(client, 'after');
    const long = `NICK ${'x'.repeat(200_000)}`;
    await client.write(`${long}\r\nISON after\r\n`);
    const [first, second] = await received;
    expect(first).toMatchObject({ overlong: true, duty: false });
    expect(client.session.nick.toString()).toBe('tester');
    expect(first?.raw.length).toBeLessThan(long.length);
    expect(second?.raw.toString()).toBe('ISON after');
    expect(client.session.bytesReceived).toBeGreaterThan(200_000);
    expect(await client.exchange()).toEqual([':irc.ctcpspec.test 303 tester :']);
  });

  it('is reported, but not acted upon, when the connection ends in the middle of a line', async () => {
    const client = await RawClient.registered(await startServer());
    const received = linesUntil(client, 'QUIT');
    client.socket.end('QUIT :bye');
    expect((await received).at(-1)).toMatchObject({ ending: 'none', duty: true });
    await client.session.whenClosed();
    expect(client.session.closeReason).toBe('client');
    expect(await client.remaining()).toEqual([]);
  });

  it('is told to no listener that has unsubscribed', async () => {
    const client = await RawClient.registered(await startServer());
    const heard: string[] = [];
    const stop = client.session.onLine(({ raw }) => heard.push(raw.toString()));
    await client.exchange('PONG a');
    stop();
    await client.exchange('PONG b');
    expect(heard).toEqual(['PONG a', 'PING barrier-2']);
  });
});

describe('what a session sends', () => {
  it('carries PONG tokens back byte for byte', async () => {
    const client = await RawClient.registered(await startServer());
    const tokens = ['LAG1234.5', ':a b  c ', ':\x01\x02\x7f\xc3\xa4\xff', ':: colon', 'x'.repeat(300)];
    const lines = await client.exchange(...tokens.map((token) => `PING ${token}`));
    const given = tokens.map((token) => token.replace(/^:/, ''));
    expect(lines).toEqual(given.map((token) => `:irc.ctcpspec.test PONG irc.ctcpspec.test :${token}`));
    expect(await client.exchange('PING', 'PING :')).toEqual([
      ':irc.ctcpspec.test 409 tester :No origin specified',
      ':irc.ctcpspec.test 409 tester :No origin specified',
    ]);
  });

  it('keeps raw pieces together while the client talks in between', async () => {
    const client = await RawClient.registered(await startServer());
    const pieces = ':peer!p@h PRIVMSG tester :\x01PING split\x01\r\n:peer!p@h PRIVMSG tester :two\r\n';
    const sent = client.session.sendRaw(
      Array.from(Buffer.from(pieces, 'latin1'), (octet) => Buffer.of(octet)),
    );
    client.send('PING one', 'PING two');
    client.session.send(Buffer.from(':peer!p@h PRIVMSG tester :behind'));
    await sent;
    const lines = await client.until(/ :two$/);
    expect(lines.slice(0, 1)).toEqual([':peer!p@h PRIVMSG tester :\x01PING split\x01']);
    expect(lines).toContain(':peer!p@h PRIVMSG tester :two');
    await client.exchange();
    const wire = client.session.transcript
      .filter(({ from }) => from === 'server')
      .map(({ bytes }) => bytes.toString('latin1'));
    const start = wire.indexOf(
      ':',
      wire.findIndex((bytes) => bytes.includes(' 376 ')),
    );
    expect(wire.slice(start, start + pieces.length).join('')).toBe(pieces);
    expect(wire.slice(start + pieces.length)[0]).toBe(':peer!p@h PRIVMSG tester :behind\r\n');
  });

  it('ends politely after the raw pieces', async () => {
    const client = await RawClient.registered(await startServer());
    const sent = client.session.sendRaw([Buffer.from('PING :a'), Buffer.from('b\r\n')]);
    client.session.end();
    await sent;
    const [ping, error] = await client.remaining();
    expect(ping).toBe('PING :ab');
    expect(error).toMatch(/^ERROR :Closing Link: tester\[127\.0\.0\.1\]/);
  });

  it('is dropped without a word when the connection is gone', async () => {
    const client = await RawClient.registered(await startServer());
    client.close();
    await client.session.whenClosed();
    const before = client.session.transcript.length;
    client.session.send(Buffer.from('PING :x'));
    client.session.end();
    client.session.destroy();
    await client.session.sendRaw([Buffer.from('x'), Buffer.from('y')]);
    expect(client.session.transcript.length).toBe(before);
  });

  it('is put into the transcript with the endings, in order, beside what came in', async () => {
    const client = await RawClient.registered(await startServer());
    const start = client.session.transcript.length;
    client.session.serverPing('tok');
    expect(await client.next()).toBe('PING :tok');
    await client.write('PONG tok\n');
    await client.exchange();
    const entries = client.session.transcript.slice(start);
    expect(entries.map(({ from, bytes }) => [from, bytes.toString()])).toEqual([
      ['server', 'PING :tok\r\n'],
      ['client', 'PONG tok\n'],
      ['client', 'PING barrier-2\r\n'],
      ['server', ':irc.ctcpspec.test PONG irc.ctcpspec.test :barrier-2\r\n'],
    ]);
    const times = client.session.transcript.map(({ ms }) => ms);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });
});

describe('how a session ends', () => {
  it('by QUIT, with an ERROR line', async () => {
    const client = await RawClient.registered(await startServer());
    client.send('QUIT :bye', 'NICK late');
    expect(await client.remaining()).toEqual(['ERROR :Closing Link: tester[127.0.0.1] (Quit: bye)']);
    await client.session.whenClosed();
    expect(client.session.closeReason).toBe('client');
    expect(client.session.nick.toString()).toBe('tester');
  });

  it('by a reset, which is an error', async () => {
    const client = await RawClient.registered(await startServer());
    client.socket.resetAndDestroy();
    await client.session.whenClosed();
    expect(client.session.closed).toBe(true);
    expect(client.session.closeReason).toBe('error');
  });

  it('by the server, and calls the listeners once', async () => {
    const client = await RawClient.registered(await startServer());
    let closed = 0;
    client.session.onClose(() => (closed += 1));
    expect(client.session.closeReason).toBeNull();
    client.session.destroy();
    await client.session.whenClosed();
    expect(client.session.closeReason).toBe('server');
    expect(closed).toBe(1);
  });

  it('also when the client does not read and does not close', async () => {
    const server = await startServer();
    const client = await RawClient.registered(server);
    client.socket.pause();
    for (let count = 0; count < 8; count += 1)
      client.session.sendLines(Array<Buffer>(2000).fill(Buffer.alloc(500, 'x')));
    await server.close();
    expect(client.session.closed).toBe(true);
  });

  it('when more waits for the client than a server keeps', async () => {
    const client = await RawClient.registered(await startServer());
    client.socket.pause();
    const lines = Array<Buffer>(2000).fill(Buffer.alloc(500, 'x'));
    while (!client.session.closed && client.session.transcript.length < 200_000) {
      client.session.sendLines(lines);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(client.session.closeReason).toBe('server');
  });
});

describe('FakeServer', () => {
  it('listens on loopback and frees the port', async () => {
    const server = await startServer();
    expect(server.host).toBe('127.0.0.1');
    await RawClient.registered(server);
    await Promise.all([server.close(), server.close()]);
    expect(server.sessions.every(({ closed }) => closed)).toBe(true);
    const socket = connect(server.port, server.host);
    const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
    expect(error.code).toBe('ECONNREFUSED');
  });

  it('says what to do when the port is taken', async () => {
    const server = await startServer();
    await expect(startServer({ port: server.port })).rejects.toMatchObject({
      code: 'listen-failed',
      message: expect.stringContaining('choose another port') as string,
    });
  });

  it('keeps clients apart: two of them may have the same nick', async () => {
    const server = await startServer();
    const first = await RawClient.registered(server);
    const second = await RawClient.registered(server);
    await first.exchange('JOIN #c');
    expect(await second.exchange('NAMES #c', 'PRIVMSG tester :me')).toEqual([
      ':irc.ctcpspec.test 366 tester #c :End of /NAMES list.',
      ':tester!~u@127.0.0.1 PRIVMSG tester :me',
    ]);
    expect(await first.exchange()).toEqual([]);
    expect(server.sessions).toEqual([first.session, second.session]);
  });

  it('survives rubbish', async () => {
    const server = await startServer();
    const client = await RawClient.connect(server);
    await client.write(
      '\x16\x03\x01\x02\0\x01\0\x01\xfc\n\0\n:\n: \n@\n@a\n:x\nGET / HTTP/1.1\n\r\r\r\n\x01 \x01\nCAP\nCAP REQ\nUSER\nMODE\n',
    );
    await client.write(
      `NICK :\r\nNICK \r\nUSER \0 \0 \0 :\0\r\nWHO %\r\nPING :\0\r\n${'x '.repeat(300)}\r\n`,
    );
    expect(await client.exchange('CAP END', 'NICK tester', 'USER u 0 * :real')).toContainEqual(
      expect.stringContaining(' 376 tester '),
    );
    const verbs = [
      'JOIN',
      'PART',
      'NAMES',
      'TOPIC',
      'LIST',
      'MODE',
      'WHO',
      'WHOIS',
      'WHOWAS',
      'USERHOST',
      'ISON',
      'AWAY',
      'MONITOR',
    ];
    const tails = [
      '',
      ' :',
      ' \0 \r\x01',
      ' ,,,',
      ' # +b',
      ' #\xff +klb \0',
      ' tester :',
      ' tester +\xff',
      ' + ,a,,\0',
      ' & :\0',
      ' * %tcuihsnfdlaor,1',
    ];
    await client.exchange(
      ...[...verbs, 'WATCH', 'SETNAME', 'AUTHENTICATE', 'CAP', 'PRIVMSG'].flatMap((verb) =>
        tails.map((tail) => verb + tail),
      ),
    );
    expect(client.session.closed).toBe(false);
    const sent = client.session.transcript.filter(({ from }) => from === 'server');
    expect(
      sent.every(
        ({ bytes }) => bytes.length <= 512 && !/[\0\r\n]/.test(bytes.subarray(0, -2).toString('latin1')),
      ),
    ).toBe(true);
  });
});
