import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { split } from 'shlex';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import type { Result } from '../reports/model/report.ts';
import { browserRequired, launchBrowser, whyNoBrowser } from '../reports/testing/browser.ts';
import { runCli } from './cli-run.ts';
import { commandsOf, missingFrom } from './docs/console-block.ts';
import { pageOf } from './docs/pages.ts';
import { ScriptedBrowser } from './serve/scripted-browser.ts';
import { ScriptedClient } from './serve/scripted-client.ts';
import { startServe } from './serve/serve-call.ts';
import { Truthful } from './serve/truthful.ts';

const missing = browserRequired ? null : whyNoBrowser();

/** Content, what is looked at, typed and set, servers of their own, and an end of the connection. */
const SELECTION = [
  'action/{is-shown-as-action,letter-case,leading-spaces,two-in-one-line,private}',
  'context/{query-in-a-notice,away,ignored-peer-is-not-answered,ignored-action}',
  'framing/*',
  'ping/*',
  'privacy/{asker-is-shown,version-switched-off}',
  'registration/*',
  'sending/{action,own-action-is-shown,empty-action,typed-reply,query-to-channel,notice-that-is-a-frame}',
  'version/*',
  'robustness/connection-closed',
  'capabilities/own-action-is-shown-once',
].flatMap((glob) => ['--filter', glob]);

describe.skipIf(missing !== null)('at the page', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  test(
    'a client that a person drives has the outcomes that it has under run, whatever reloads meanwhile',
    { timeout: 240_000 },
    async () => {
      const serve = await startServe(['--once', '--product', 'reference', ...SELECTION]);
      const client = new ScriptedClient({ port: serve.port, nick: 'alice' });
      const person = new Truthful(client);
      const at = await ScriptedBrowser.open(browser, serve.page, new Map([['', person]]));
      let answered = 0;
      try {
        await at.answerAll(async () => {
          answered += 1;
          if (answered === 2) await at.page.reload();
        });
      } finally {
        client.end();
      }
      const end = await serve.ended;
      const run = await runCli(['run', ...SELECTION]);

      expect(answered).toBeGreaterThan(20);
      expect(at.watched.complaints).toEqual([]);
      const served = end.report?.clients[0]?.results ?? [];
      const usual = new Map(run.report?.clients[0]?.results.map((result) => [result.id, result]));
      expect(served.filter(isAsked).map(cellOf)).toEqual(
        served.filter(isAsked).map(({ id }) => cellOf(usual.get(id))),
      );
      expect(served.filter((result) => !isAsked(result)).map(({ id, reason }) => [id, reason])).toEqual([
        ['robustness/connection-closed', 'the client has no process of its own that could end'],
        [
          'sending/notice-that-is-a-frame',
          'a person types on a keyboard, which has no key for a control character',
        ],
      ]);
      expect([end.code, end.stderr]).toEqual([run.code, run.stderr]);
    },
  );
});

describe('in the terminal', () => {
  test('steps are told and asked there, and a client that went away takes up where it was', async () => {
    const serve = await startServe(['--no-page', '--once', '--filter', 'sending/action']);
    const client = new ScriptedClient({ port: serve.port, nick: 'alice' });
    try {
      await serve.waitFor(/\/me (waves \w+)\n/);
      client.kill();
      await serve.waitFor(/What happened\?/);
      serve.type('7');
      await serve.waitFor(/'7' is no answer here/);
      serve.type('1');
      await serve.waitFor(/What happened\?[^]*\/me (waves \w+)\n/);
      const [, text] = /What happened\?[^]*\/me (waves \w+)\n/.exec(serve.printed()) ?? [];
      client.type(['action', '#ctcpspec', text]);
      const { code, report } = await serve.ended;
      expect(report?.clients.map(({ results }) => results.map(cellOf))).toEqual([
        [['sending/action', 'framed', 'pass', expect.any(String)]],
      ]);
      expect(code).toBe(0);
    } finally {
      client.end();
    }
  });

  test('two clients are told apart by nick, over TLS, and what a person leaves out is not applicable', async () => {
    const serve = await startServe(['--tls', '--once', '--filter', 'sending/{action,query-to-channel}']);
    const folder = await mkdtemp(join(tmpdir(), 'serve-'));
    const ca = join(folder, 'ca.pem');
    await writeFile(ca, await (await fetch(`${serve.page}ca.pem`)).text());
    const options = ['--tls', '--ca', ca];
    const clients = ['alice', 'bob'].map((nick) => new ScriptedClient({ port: serve.port, nick, options }));
    try {
      for (let times = 1; times <= 4; times += 1) {
        await serve.waitFor(new RegExp(`(?:Leave this out[^]*?q  End[^]*?){${times}}`));
        serve.type('s');
      }
      const { report } = await serve.ended;
      expect(
        report?.clients
          .map(({ name, choice, results }) => [
            name,
            choice.transport,
            results.map(({ notApplicable }) => notApplicable),
          ])
          .sort(),
      ).toEqual([
        ['alice', 'tls', ['no-user-command', 'no-user-command']],
        ['bob', 'tls', ['no-user-command', 'no-user-command']],
      ]);
    } finally {
      for (const client of clients) client.end();
      await rm(folder, { recursive: true });
    }
  });

  test('a client that says its nick only when CAP LS is answered is known by it all the same', async () => {
    const serve = await startServe(['--no-page', '--once', '--filter', 'context/query-in-a-notice']);
    const client = connect(serve.port, '127.0.0.1', () => client.write('CAP LS 302\r\n'));
    createInterface(client).on('line', (line) => {
      if (/ CAP .* LS /.test(line)) client.write('NICK zoe\r\nUSER zoe 0 * :Zoe\r\nCAP END\r\n');
      const [, token] = /^(?::[^ ]+ )?PING (.*)/.exec(line) ?? [];
      if (token !== undefined) client.write(`PONG ${token}\r\n`);
      const [, peer, query] = /^:([^ !]+)[^ ]* PRIVMSG zoe :(\x01PING .*)/.exec(line) ?? [];
      if (peer !== undefined && query !== undefined) client.write(`NOTICE ${peer} :${query}\r\n`);
    });
    try {
      const { report } = await serve.ended;
      expect(report?.clients.map(({ name }) => name)).toEqual(['zoe']);
      expect(serve.printed()).toContain('zoe: is being played');
    } finally {
      client.destroy();
    }
  });

  test('nobody is waited for in vain on a port that is taken', async () => {
    const serve = await startServe(['--no-page']);
    const second = await runCli(['serve', '--no-page', '--port', String(serve.port)]);
    expect([second.code, second.stderr]).toEqual([2, expect.stringMatching(/choose another --port/)]);
    serve.type('q');
    expect([(await serve.ended).code, serve.printed()]).toEqual([
      1,
      expect.stringMatching(/No client was played/),
    ]);
  });
});

describe('docs/serve.md', () => {
  const commands = pageOf('docs/serve.md')
    .fences.filter(({ language, comment }) => language === 'console' && comment === null)
    .flatMap(commandsOf);

  test.each(commands)('$command', { timeout: 180_000 }, async ({ command, output }) => {
    const [, , , ...args] = split(command);
    // One scenario is enough to see what is printed before.
    const little = args.includes('--filter') ? [] : ['--level', 'must', '--area', 'sending'];
    const serve = await startServe([...args, ...little, '--once']);
    const client = new ScriptedClient({ port: serve.port, nick: 'alice', comesBack: false });
    try {
      await serve.waitFor(/ a {2}Leave out/);
      serve.type('q');
      await serve.ended;
      const shown = output.filter((line) => little.length === 0 || !line.startsWith('left out'));
      expect(missingFrom(shown, serve.printed())).toBeNull();
    } finally {
      client.end();
    }
  });
});

function isAsked({ verdict }: Result): boolean {
  return verdict !== 'not-applicable';
}

function cellOf(result: Result | undefined): unknown {
  return [result?.id, result?.outcome, result?.verdict, result?.reason];
}
