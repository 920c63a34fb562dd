import { readdir, readFile, writeFile } from 'node:fs/promises';
import { hostname, release } from 'node:os';
import { join } from 'node:path';
import { launchClient } from '../../harness/client/launch.ts';
import type { ClientSpec } from '../../harness/client/spec.ts';
import { RecordingProxy } from '../../harness/record/proxy.ts';
import { printWireText } from '../../harness/record/wire-text.ts';
import { Lifeline } from '../../harness/run/instance/lifeline.ts';
import { openSession } from '../../harness/run/instance/open-session.ts';
import { loadProfile } from '../../harness/run/profile/load.ts';
import { FakeServer } from '../../harness/server/fake-server.ts';
import { root } from '../fixture-run.ts';

/**
 * Makes fixtures/recordings anew: `npx tsx tests/recordings/make-recordings.ts [NAME…]`. Each client is played a few
 * messages by the fake server, through the recording proxy; irssi and WeeChat keep a raw log of their own meanwhile.
 */

const NICK = 'alice';
const FOLDER = join(root, 'fixtures/recordings');
const MESSAGES = [
  ':heron!h@heron.example PRIVMSG {nick} :\x01PING 1700000000 \\a\x01',
  ':heron!h@heron.example PRIVMSG {nick} :\x01VERSION\x01',
  ':wren!w@wren.example NOTICE {nick} :\x01VERSION\x01',
  ':wren!w@wren.example PRIVMSG {nick} :\x01WINGSPAN now\x01',
  ':finch!f@finch.example PRIVMSG #ctcpspec :\x01PING in the channel\x01',
  ':finch!f@finch.example PRIVMSG {nick} :\x01PING without a closing delimiter',
  ":heron!h@heron.example PRIVMSG {nick} :an ordinary line, with 'quotes', \xe9 and \x02bold\x02",
  ':heron!h@heron.example PRIVMSG {nick} :\x01PING last\x01',
];

/** What a client is told to type so that it keeps a raw log, before the messages and behind them. */
const RAW_LOGS: Readonly<Record<string, { before: string[]; after: string[]; find: RegExp; to: string }>> = {
  irssi: {
    before: [],
    after: ['/rawlog save {home}/raw.log'],
    find: /^raw\.log$/,
    to: 'irssi.rawlog',
  },
  weechat: {
    before: [
      'core.weechat */server raw',
      'core.weechat */command -buffer irc.irc_raw core /buffer set localvar_del_no_log',
      'core.weechat */set logger.level.irc 9',
    ],
    after: ['core.weechat */command -buffer irc.irc_raw core /print -escape end'],
    find: /irc_raw/,
    to: 'weechat.rawlog',
  },
};

async function record(name: string): Promise<void> {
  const profile = await loadProfile(join(root, 'fixtures/clients', name, 'profile.yaml'), null, null);
  const spec: ClientSpec = withRawCommand(profile.spec);
  const { signal } = new AbortController();
  const server = await FakeServer.listen({ host: '127.0.0.1', name: 'irc.example' });
  const proxy = await RecordingProxy.listen({
    listen: 0,
    to: { host: server.host, port: server.port },
    signal,
  });
  const client = await launchClient(
    spec,
    { host: '127.0.0.1', port: proxy.port, nick: NICK },
    { keepHome: false },
  );
  try {
    const { session } = await openSession(server, client, {
      timeoutMs: 20_000,
      signal,
      channels: ['#ctcpspec'],
    });
    const lifeline = new Lifeline(session, client, signal);
    const raw = RAW_LOGS[name];
    const type = (line: string): Promise<void> =>
      client.act('raw', { text: line.replace('{home}', client.home) });
    for (const line of raw?.before ?? []) await type(line);
    for (const line of MESSAGES) {
      session.sendLines([Buffer.from(line.replace('{nick}', session.nick.toString()), 'latin1')]);
      await lifeline.answersPing(20_000);
    }
    await lifeline.until(() => lifeline.lines.some(({ raw: bytes }) => bytes.includes('PING last')), {
      quietMs: 20_000,
    });
    if (raw !== undefined) {
      for (const line of raw.after) await type(line);
      await writeFile(join(FOLDER, raw.to), ofNoMachine(await fileIn(client.home, raw.find)), 'latin1');
    }
    lifeline.stop();
  } finally {
    await client.end();
    await server.close();
  }
  await proxy.ended;
  await writeFile(join(FOLDER, `${name}.wire`), ofNoMachine(printWireText(proxy.tap.entries)));
}

/** Some clients tell the name of the machine, its kernel, or who runs them. */
function ofNoMachine(session: string | Buffer): string {
  return session
    .toString('latin1')
    .replace(/( USER \S+ )(\S+)( .*?:)root\b/g, (_, head: string, host: string, tail: string) => {
      return `${head}${host === hostname() ? 'host' : host}${tail}ctcpspec`;
    })
    .replace(/ :0 root\b/g, ' :0 ctcpspec')
    .replaceAll(release(), '6.1.0');
}

function withRawCommand(spec: ClientSpec): ClientSpec {
  if (spec.user === undefined) return spec;
  return { ...spec, user: { ...spec.user, commands: { ...spec.user.commands, raw: '{text}' } } };
}

/** The file appears when the client gets to it. */
async function fileIn(home: string, name: RegExp): Promise<Buffer> {
  for (let tries = 0; tries < 100; tries += 1) {
    const entries = await readdir(home, { recursive: true, withFileTypes: true });
    const found = entries.find((entry) => entry.isFile() && name.test(entry.name));
    if (found !== undefined) {
      const bytes = await readFile(join(found.parentPath, found.name));
      if (bytes.includes('PING last')) return bytes;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${String(name)} was not written in ${home}`);
}

const names = process.argv.slice(2);
for (const name of names.length > 0 ? names : ['irssi', 'weechat', 'epic5', 'ircii', 'hexchat'])
  await record(name);
