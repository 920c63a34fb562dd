import { describe, expect, it } from 'vitest';
import type { FakeServer } from '../fake-server.ts';
import { numerics, RawClient } from '../testing/raw-client.ts';
import { startServer } from '../testing/with-server.ts';

const SERVER = ':irc.ctcpspec.test';
const ME = ':tester!~u@127.0.0.1';

async function start(
  prepare: (server: FakeServer) => void = () => undefined,
  capabilities?: readonly string[],
) {
  const server = await startServer(capabilities === undefined ? {} : { capabilities });
  prepare(server);
  const client = await RawClient.registered(server);
  return { server, client, session: client.session };
}

function withPeers(server: FakeServer): void {
  const channel = server.world.channel('#Chan');
  channel.add(server.world.addPeer({ nick: 'alice', user: 'al', host: 'a.test' }), '@+');
  channel.add(server.world.addPeer({ nick: 'bob', user: 'bo', host: 'b.test' }));
  channel.topic = Buffer.from('a topic');
}

describe('channels', () => {
  it('are joined with the peers in NAMES and the topic', async () => {
    const { client, session } = await start(withPeers);
    expect(await client.exchange('JOIN #chan')).toEqual([
      `${ME} JOIN #Chan`,
      `${SERVER} 332 tester #Chan :a topic`,
      `${SERVER} 333 tester #Chan irc.ctcpspec.test 1767225600`,
      `${SERVER} 353 tester = #Chan :tester @alice bob`,
      `${SERVER} 366 tester #Chan :End of /NAMES list.`,
    ]);
    expect(session.channels()).toEqual(['#Chan']);
  });

  it('are joined several at once, with keys, and once only', async () => {
    const { client, session } = await start();
    const lines = await client.exchange('JOIN #a,&b,#\xe4 key1,key2', 'JOIN #A');
    expect(lines.filter((line) => line.includes('JOIN'))).toEqual([
      `${ME} JOIN #a`,
      `${ME} JOIN &b`,
      `${ME} JOIN #\xe4`,
    ]);
    expect(lines).toContain(`${SERVER} 353 tester = #a :@tester`);
    expect(session.channels()).toHaveLength(3);
  });

  it('are joined when the server says so', async () => {
    const { client, session } = await start();
    const heard: string[] = [];
    session.onJoined((channel) => heard.push(channel));
    const waiting = session.whenJoined('#Forced');
    session.forceJoin('#forced');
    session.forceJoin('#FORCED');
    await waiting;
    await session.whenJoined('#forced');
    expect(await client.exchange()).toEqual([
      `${ME} JOIN #forced`,
      `${SERVER} 353 tester = #forced :@tester`,
      `${SERVER} 366 tester #forced :End of /NAMES list.`,
    ]);
    expect(heard).toEqual(['#forced']);
  });

  it('cannot be forced on a client too early, or with a bad name', async () => {
    const server = await startServer();
    const client = await RawClient.connect(server);
    expect(() => client.session.forceJoin('#a')).toThrow(expect.objectContaining({ code: 'not-registered' }));
    expect(() => client.session.forceJoin('a')).toThrow(expect.objectContaining({ code: 'bad-channel' }));
    expect(() => server.world.channel('#a b')).toThrow(expect.objectContaining({ code: 'bad-channel' }));
  });

  it('are refused by the numeric for the fault', async () => {
    const { client } = await start();
    expect(
      numerics(
        await client.exchange('JOIN', 'JOIN :', 'JOIN nochan', 'JOIN #a\x07', `JOIN #${'x'.repeat(64)}`),
      ),
    ).toEqual(['461', '461', '403', '476', '476']);
  });

  it('are limited, and forgotten when a client leaves', async () => {
    const { client, server, session } = await start();
    const names = Array.from({ length: 101 }, (_, index) => `#c${index}`);
    const lines = await client.exchange(...names.map((name) => `JOIN ${name}`));
    expect(numerics(lines).filter((code) => code === '405')).toHaveLength(1);
    expect([...server.world.channels()]).toHaveLength(100);
    expect(numerics(await client.exchange('PART #nosuch'))).toEqual(['403']);
    expect(await client.exchange('PART #c0,#c1 :bye')).toEqual([
      `${ME} PART #c0 :bye`,
      `${ME} PART #c1 :bye`,
    ]);
    expect([...server.world.channels()]).toHaveLength(98);
    await client.exchange('JOIN 0');
    expect(session.channels()).toEqual([]);
    expect([...server.world.channels()]).toHaveLength(0);
  });

  it('say who is in them over as many lines as are needed', async () => {
    const { client } = await start((server) => {
      const channel = server.world.channel('#many');
      for (let index = 0; index < 2000; index += 1)
        channel.add(server.world.addPeer({ nick: `peer${index}` }));
    });
    const lines = await client.exchange('JOIN #many');
    const names = lines
      .filter((line) => line.includes(' 353 '))
      .flatMap((line) => line.split(' :')[1]?.split(' '));
    expect(names).toHaveLength(2001);
    expect(new Set(names).size).toBe(2001);
    expect(lines.every((line) => line.length <= 510)).toBe(true);
  });

  it('learn of peers that come later', async () => {
    const { client, server } = await start();
    await client.exchange('JOIN #c');
    const peer = server.world.addPeer({ nick: 'late' });
    server.world.channel('#C').add(peer);
    expect(await client.exchange('NAMES #c')).toContain(`${SERVER} 353 tester = #c :@tester late`);
    server.world.removePeer(peer);
    expect(await client.exchange('NAMES #c')).toContain(`${SERVER} 353 tester = #c :@tester`);
    expect(() => server.world.addPeer({ nick: 'late' })).not.toThrow();
    expect(() => server.world.addPeer({ nick: 'LATE' })).toThrow(
      expect.objectContaining({ code: 'nick-taken' }),
    );
  });

  it('have a topic that operators change', async () => {
    const { client } = await start(withPeers);
    await client.exchange('JOIN #chan,#own');
    expect(
      numerics(await client.exchange('TOPIC #chan', 'TOPIC #chan :x', 'TOPIC #own', 'TOPIC #nosuch')),
    ).toEqual(['332', '333', '482', '331', '403']);
    expect(await client.exchange('TOPIC #own :new one')).toEqual([`${ME} TOPIC #own :new one`]);
    expect(await client.exchange('TOPIC #own')).toContain(`${SERVER} 332 tester #own :new one`);
  });

  it('are parted only by who is in them, and listed', async () => {
    const { client } = await start(withPeers);
    expect(numerics(await client.exchange('PART #chan', 'PART #chan,#none', 'PART'))).toEqual([
      '442',
      '442',
      '403',
      '461',
    ]);
    expect(await client.exchange('LIST')).toEqual([
      `${SERVER} 321 tester Channel :Users  Name`,
      `${SERVER} 322 tester #Chan 2 :a topic`,
      `${SERVER} 323 tester :End of /LIST`,
    ]);
  });
});

describe('MODE', () => {
  it('of the client is confirmed', async () => {
    const { client } = await start();
    expect(
      await client.exchange('MODE tester +i', 'MODE tester +i', 'MODE TESTER', 'MODE tester -i+wZ'),
    ).toEqual([
      `${ME} MODE tester :+i`,
      `${SERVER} 221 tester +i`,
      `${SERVER} 501 tester :Unknown MODE flag`,
      `${ME} MODE tester :-i+w`,
    ]);
    expect(numerics(await client.exchange('MODE nobody +i', 'MODE'))).toEqual(['401', '461']);
  });

  it('of a channel is shown, and changed by its operator', async () => {
    const { client } = await start(withPeers);
    await client.exchange('JOIN #own,#chan');
    expect(await client.exchange('MODE #own', 'MODE #own b', 'MODE #own +b')).toEqual([
      `${SERVER} 324 tester #own +nt`,
      `${SERVER} 329 tester #own 1767225600`,
      `${SERVER} 368 tester #own :End of channel ban list`,
      `${SERVER} 368 tester #own :End of channel ban list`,
    ]);
    expect(
      await client.exchange('MODE #own +sk-t key', 'MODE #own +l 5', 'MODE #own +Z', 'MODE #own +o bob'),
    ).toEqual([
      `${ME} MODE #own +sk-t key`,
      `${ME} MODE #own +l 5`,
      `${SERVER} 472 tester Z :is unknown mode char to me`,
      `${ME} MODE #own +o bob`,
    ]);
    expect(await client.exchange('MODE #own')).toContain(`${SERVER} 324 tester #own +nskl key 5`);
    expect(numerics(await client.exchange('MODE #chan +s', 'MODE #none', 'MODE #chan b'))).toEqual([
      '482',
      '403',
      '368',
    ]);
  });
});

describe('questions about people', () => {
  it('WHO lists a channel, one nick, or nobody', async () => {
    const { client } = await start(withPeers);
    await client.exchange('JOIN #chan', 'AWAY :gone');
    expect(await client.exchange('WHO #chan', 'WHO bob', 'WHO tester', 'WHO *.nosuch')).toEqual([
      `${SERVER} 352 tester #chan ~u 127.0.0.1 irc.ctcpspec.test tester G :0 real`,
      `${SERVER} 352 tester #chan al a.test irc.ctcpspec.test alice H@ :0 al`,
      `${SERVER} 352 tester #chan bo b.test irc.ctcpspec.test bob H :0 bo`,
      `${SERVER} 315 tester #chan :End of /WHO list.`,
      `${SERVER} 352 tester * bo b.test irc.ctcpspec.test bob H :0 bo`,
      `${SERVER} 315 tester bob :End of /WHO list.`,
      `${SERVER} 352 tester * ~u 127.0.0.1 irc.ctcpspec.test tester G :0 real`,
      `${SERVER} 315 tester tester :End of /WHO list.`,
      `${SERVER} 315 tester *.nosuch :End of /WHO list.`,
    ]);
  });

  it('WHO gives the fields that are asked for, in their fixed order', async () => {
    const { client } = await start(withPeers);
    expect(await client.exchange('WHO #chan %nchtuaf,152', 'WHO bob n%nr')).toEqual([
      `${SERVER} 354 tester 152 #chan al a.test alice H@ 0`,
      `${SERVER} 354 tester 152 #chan bo b.test bob H 0`,
      `${SERVER} 315 tester #chan :End of /WHO list.`,
      `${SERVER} 354 tester bob :bo`,
      `${SERVER} 315 tester bob :End of /WHO list.`,
    ]);
  });

  it('multi-prefix shows all prefixes', async () => {
    const { client } = await start(withPeers);
    await client.exchange('CAP REQ multi-prefix');
    expect(await client.exchange('NAMES #chan')).toContain(
      `${SERVER} 353 tester = #Chan :@+alice bob`.replace('Chan', 'chan'),
    );
  });

  it('WHOIS describes peers and the client itself', async () => {
    const { client } = await start(withPeers);
    await client.exchange('JOIN #own');
    expect(await client.exchange('WHOIS ALICE')).toEqual([
      `${SERVER} 311 tester alice al a.test * :al`,
      `${SERVER} 319 tester alice :@#Chan`,
      `${SERVER} 312 tester alice irc.ctcpspec.test :A test server`,
      `${SERVER} 318 tester ALICE :End of /WHOIS list.`,
    ]);
    expect(await client.exchange('WHOIS tester tester')).toContain(`${SERVER} 319 tester tester :@#own`);
    expect(numerics(await client.exchange('WHOIS nobody', 'WHOIS', 'WHOWAS x'))).toEqual([
      '401',
      '318',
      '431',
      '406',
      '369',
    ]);
  });

  it('USERHOST, ISON, AWAY, MONITOR and WATCH know who is here', async () => {
    const { client } = await start(withPeers);
    expect(await client.exchange('USERHOST alice nobody tester', 'ISON bob nobody :alice Tester')).toEqual([
      `${SERVER} 302 tester :alice=+al@a.test tester=+~u@127.0.0.1`,
      `${SERVER} 303 tester :bob alice Tester`,
    ]);
    expect(
      numerics(
        await client.exchange('AWAY :x', 'AWAY', 'MONITOR + alice,nobody', 'MONITOR L', 'WATCH +bob +nobody'),
      ),
    ).toEqual(['306', '305', '730', '731', '733', '604', '605']);
  });
});

describe('other commands', () => {
  it('are answered or refused as a server does', async () => {
    const { client } = await start();
    const lines = await client.exchange(
      'NOSUCH a',
      'MOTD',
      'LUSERS',
      'VERSION',
      'TIME',
      'NAMES',
      'AUTHENTICATE PLAIN',
      'SETNAME :x',
    );
    expect(lines[0]).toBe(`${SERVER} 421 tester NOSUCH :Unknown command`);
    expect(numerics(lines)).toEqual([
      '421',
      '375',
      '372',
      '376',
      '251',
      '254',
      '255',
      '351',
      '005',
      '005',
      '391',
      '366',
      '904',
    ]);
  });
});

describe('messages', () => {
  it('to others get no answer, whether they exist or not', async () => {
    const { client } = await start(withPeers);
    expect(
      await client.exchange(
        'PRIVMSG alice :hi',
        'PRIVMSG nobody :hi',
        'NOTICE #none \x01X\x01',
        'TAGMSG bob',
      ),
    ).toEqual([]);
  });

  it('without target or text are refused, notices silently', async () => {
    const { client } = await start();
    expect(
      numerics(await client.exchange('PRIVMSG', 'PRIVMSG bob', 'PRIVMSG bob :', 'NOTICE', 'NOTICE bob')),
    ).toEqual(['411', '412', '412']);
  });

  it('are echoed as a peer sees them when the client asked for it', async () => {
    const { client } = await start(withPeers, ['echo-message']);
    await client.exchange('CAP REQ echo-message');
    const text = `\x01ACTION ${'x'.repeat(480)}\x01`;
    const lines = await client.exchange(
      'PRIVMSG alice \x01VERSION\x01',
      'notice a,b :two',
      'PRIVMSG tester :me',
      `PRIVMSG bob :${text}`,
    );
    expect(lines).toEqual([
      `${ME} PRIVMSG alice :\x01VERSION\x01`,
      `${ME} NOTICE a :two`,
      `${ME} NOTICE b :two`,
      `${ME} PRIVMSG tester :me`,
      `${ME} PRIVMSG bob :${text}`.slice(0, 510),
    ]);
  });

  it('are echoed without a word that the server does not want', async () => {
    const server = await startServer({ capabilities: ['echo-message'], censors: 'kettle' });
    const client = await RawClient.registered(server);
    await client.exchange('CAP REQ echo-message');
    expect(await client.exchange('PRIVMSG bob :a kettle of kettles')).toEqual([
      `${ME} PRIVMSG bob :a ****** of ******s`,
    ]);
  });

  it('to itself come back', async () => {
    const { client } = await start();
    expect(await client.exchange('PRIVMSG Tester :\x01KEEPALIVE 1\x01')).toEqual([
      `${ME} PRIVMSG Tester :\x01KEEPALIVE 1\x01`,
    ]);
  });
});
