import { describe, expect, it } from 'vitest';
import { numerics, RawClient } from './testing/raw-client.ts';
import { startServer } from './testing/with-server.ts';

const CAP_LS = /^:irc\.ctcpspec\.test CAP \* LS :message-tags server-time multi-prefix$/;

describe('registration', () => {
  it.each([
    ['NICK, USER', ['NICK tester', 'USER u 0 * :real']],
    ['USER, NICK', ['USER u 0 * :real', 'NICK tester']],
    ['with a password', ['PASS secret', 'NICK tester', 'USER u 0 * :real']],
    [
      'with capabilities',
      ['CAP LS 302', 'NICK tester', 'USER u 0 * :real', 'CAP REQ :server-time', 'CAP END'],
    ],
    ['as Limnoria writes CAP', ['CAP LS :302', 'NICK :tester', 'USER u 0 * :real', 'CAP :END']],
    ['CAP END before NICK', ['CAP LS', 'CAP END', 'NICK tester', 'USER u 0 * :real']],
    ['CAP after NICK', ['NICK tester', 'CAP LS 302', 'USER u 0 * :real', 'CAP END']],
    ['in lower case, without a colon', ['nick tester', 'user u 0 * real']],
    ['with empty lines between', ['', 'NICK tester', '', '  ', 'USER u 0 * :real']],
    [
      'as irssi, which joins nothing early',
      ['CAP LS 302', 'JOIN :', 'CAP END', 'NICK tester', 'USER u u 127.0.0.1 :real'],
    ],
  ])('works: %s', async (_, lines) => {
    const server = await startServer();
    const client = await RawClient.connect(server);
    client.send(...lines);
    const welcome = numerics(await client.until(/ 376 /)).filter((code) => code !== '451');
    expect(welcome).toEqual([
      '001',
      '002',
      '003',
      '004',
      '005',
      '005',
      '251',
      '254',
      '255',
      '375',
      '372',
      '376',
    ]);
    expect(client.session.registered).toBe(true);
    expect(client.session.nick.toString()).toBe('tester');
    expect(client.session.source.toString()).toBe('tester!~u@127.0.0.1');
  });

  it('greets with the source that peers see, and announces what the server can do', async () => {
    const server = await startServer({ isupport: ['NETWORK=Other', '-MONITOR', 'BOT=B'] });
    const client = await RawClient.connect(server);
    const lines = await client.exchange('NICK tester', 'USER u 0 * :real');
    expect(lines[0]).toBe(
      ':irc.ctcpspec.test 001 tester :Welcome to the ctcpspec network, tester!~u@127.0.0.1',
    );
    const tokens = lines
      .filter((line) => line.includes(' 005 '))
      .flatMap((line) => line.split(' :')[0]?.split(' ').slice(3));
    const wanted = [
      'CHANTYPES=#&',
      'PREFIX=(ov)@+',
      'STATUSMSG=@+',
      'CASEMAPPING=rfc1459',
      'CHANMODES=b,k,l,imnpst',
      'NICKLEN=30',
    ];
    expect(tokens).toEqual(expect.arrayContaining([...wanted, 'NETWORK=Other', 'BOT=B']));
    expect(
      tokens.filter((token) => token?.startsWith('MONITOR') ?? token?.startsWith('NETWORK=ctcp')),
    ).toEqual([]);
  });

  it('tells listeners, and those who wait', async () => {
    const server = await startServer();
    const client = await RawClient.connect(server);
    let heard = 0;
    client.session.onRegistered(() => (heard += 1));
    const waiting = client.session.whenRegistered();
    client.send('NICK tester', 'USER u 0 * :real');
    await waiting;
    await client.session.whenRegistered();
    expect(heard).toBe(1);
  });

  it('is held while capabilities are negotiated', async () => {
    const server = await startServer();
    const client = await RawClient.connect(server);
    const before = await client.exchange('CAP LS 302', 'NICK tester', 'USER u 0 * :real');
    expect(before).toEqual([expect.stringMatching(CAP_LS)]);
    expect(client.session.registered).toBe(false);
    expect(numerics(await client.exchange('CAP END'))).toContain('001');
  });

  it('refuses everything else until then', async () => {
    const server = await startServer();
    const client = await RawClient.connect(server);
    expect(numerics(await client.exchange('JOIN :', 'PRIVMSG x :hi', 'NOSUCH', 'WHO'))).toEqual([
      '451',
      '451',
      '451',
      '451',
    ]);
  });

  it('is done once only', async () => {
    const server = await startServer();
    const client = await RawClient.registered(server);
    expect(numerics(await client.exchange('USER a 0 * :b', 'PASS x', 'CAP END'))).toEqual(['462', '462']);
  });

  it('asks for what is missing', async () => {
    const server = await startServer();
    const client = await RawClient.connect(server);
    expect(numerics(await client.exchange('USER u', 'USER', 'PASS', 'CAP', 'NICK'))).toEqual([
      '461',
      '461',
      '461',
      '461',
      '431',
    ]);
  });

  it('makes a visible user name out of any octets', async () => {
    const server = await startServer();
    const client = await RawClient.connect(server);
    await client.exchange('USER a@!\xe9b-very-long-name 0 * :real', 'NICK tester');
    expect(client.session.source.toString()).toBe('tester!~ab-very-l@127.0.0.1');
  });
});

describe('NICK', () => {
  it('refuses the first one when told to, and takes the next', async () => {
    const server = await startServer({ refuseNick: true });
    const client = await RawClient.connect(server);
    expect(await client.exchange('NICK tester', 'USER u 0 * :real')).toEqual([
      ':irc.ctcpspec.test 433 * tester :Nickname is already in use',
    ]);
    expect(numerics(await client.exchange('NICK tester_'))).toContain('001');
    expect(client.session.nick.toString()).toBe('tester_');
  });

  it('refuses the nick of a peer in any case, also as rfc1459 folds it', async () => {
    const server = await startServer();
    server.world.addPeer({ nick: 'Peer[1]' });
    const client = await RawClient.registered(server);
    expect(numerics(await client.exchange('NICK peer{1}'))).toEqual(['433']);
    expect(client.session.nick.toString()).toBe('tester');
  });

  it.each(['1abc', '-a', 'a b'.replace(' ', '!'), '#chan', 'n\xe9', 'a:b'])(
    'refuses what is no nick: %s',
    async (nick) => {
      const server = await startServer();
      const client = await RawClient.registered(server);
      expect(numerics(await client.exchange(`NICK ${nick}`))).toEqual(['432']);
    },
  );

  it('cuts a nick that is too long', async () => {
    const server = await startServer();
    const client = await RawClient.registered(server, 'n'.repeat(40));
    expect(client.session.nick.toString()).toBe('n'.repeat(30));
  });

  it('confirms a change with the old source', async () => {
    const server = await startServer();
    const client = await RawClient.registered(server);
    expect(await client.exchange('NICK other', 'NICK other')).toEqual([':tester!~u@127.0.0.1 NICK other']);
    expect(client.session.source.toString()).toBe('other!~u@127.0.0.1');
  });

  it('is told of another host by 396, and by CHGHOST where it asked for that', async () => {
    const server = await startServer({ capabilities: ['chghost'] });
    const client = await RawClient.registered(server);
    client.session.forceHost('one.cloak.test');
    expect(await client.next()).toBe(
      ':irc.ctcpspec.test 396 tester one.cloak.test :is now your displayed host',
    );
    await client.exchange('CAP REQ chghost');
    client.session.forceHost('two.cloak.test');
    expect(await client.next()).toBe(':tester!~u@one.cloak.test CHGHOST ~u two.cloak.test');
    expect(await client.next()).toMatch(/ 396 tester two\.cloak\.test :/);
    expect(client.session.source.toString()).toBe('tester!~u@two.cloak.test');
    expect(() => client.session.forceHost('a b')).toThrow(expect.objectContaining({ code: 'bad-host' }));
  });

  it('is changed by the server as well', async () => {
    const server = await startServer();
    const client = await RawClient.registered(server);
    client.session.forceNick('forced');
    expect(await client.next()).toBe(':tester!~u@127.0.0.1 NICK forced');
    expect(client.session.nick.toString()).toBe('forced');
    expect(() => client.session.forceNick('a b')).toThrow(expect.objectContaining({ code: 'bad-nick' }));
  });
});
