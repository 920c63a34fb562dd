import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadSuite } from '../scenario/load.ts';
import type { Scenario } from '../scenario/model.ts';
import { SAMPLE_VALUES } from '../scenario/placeholders.ts';
import type { WireEntry } from '../server/transcript.ts';
import { fillTemplate } from '../wire/template.ts';
import { exchangesOf } from './exchanges.ts';
import { scenarioText, type ScenarioTextOptions } from './scenario-text.ts';

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'record-'));
  const rules = ['CTX-01', 'CTX-03', 'CTX-08', 'PNG-02', 'ACT-02'].map(
    (id) =>
      `- { id: ${id}, sentence: A rule., levels: { modern: MUST, classic: MUST }, basis: record, sources: [{ text: x }] }\n`,
  );
  await writeFile(join(directory, 'requirements.yaml'), rules.join(''));
});
afterAll(() => rm(directory, { recursive: true }));

const BEGIN = Buffer.from(':irc.example 001 starling :hi\r\n');

function textOf(
  messages: readonly (readonly ['<' | '>', Buffer | string])[],
  options: Partial<ScenarioTextOptions> = {},
): string {
  const entries: WireEntry[] = [['<', BEGIN] as const, ...messages].map(([mark, octets]) => ({
    ms: 0,
    from: mark === '<' ? 'server' : 'client',
    bytes: typeof octets === 'string' ? Buffer.from(`${octets}\r\n`, 'latin1') : octets,
  }));
  return scenarioText(exchangesOf(entries, { all: true }), {
    id: 'mine/x',
    answer: 'conforms',
    together: false,
    requirement: null,
    comment: ['a comment'],
    ...options,
  });
}

async function load(text: string): Promise<Scenario[]> {
  await writeFile(join(directory, 'file.yaml'), text);
  const { scenarios } = await loadSuite([{ name: 'own', directory, only: join(directory, 'file.yaml') }]);
  return [...scenarios];
}

/** What a scenario sends, when its placeholders are what they were in the session. */
function sent([scenario]: readonly Scenario[], values: Record<string, string>): Buffer {
  const value = (name: string): Buffer =>
    Buffer.from(values[name] ?? SAMPLE_VALUES.get(name) ?? '', 'latin1');
  return Buffer.concat(
    (scenario?.steps ?? []).flatMap((step) => {
      if (step.do === 'send')
        return step.lines.map((line) => Buffer.concat([fillTemplate(line, value), Buffer.from('\r\n')]));
      return step.do === 'raw' ? step.pieces.map((piece) => fillTemplate(piece, value)) : [];
    }),
  );
}

const VALUES = { peer: 'heron!h@h.example', 'peer.nick': 'heron', nick: 'starling', channel: '#nest' };

test('hostile octets are safe in YAML, and are sent as they were', async () => {
  const octet = fc.integer({ min: 0, max: 255 }).filter((one) => one !== 0x0a);
  await fc.assert(
    fc.asyncProperty(fc.array(octet, { maxLength: 60 }), async (octets) => {
      const line = Buffer.concat([
        Buffer.from(':heron!h@h.example PRIVMSG starling :\x01'),
        Buffer.from(octets),
        Buffer.from('\r\n'),
      ]);
      const scenarios = await load(textOf([['<', line]]));
      expect(sent(scenarios, VALUES).toString('hex')).toBe(line.toString('hex'));
    }),
    { numRuns: 100 },
  );
}, 120_000);

test.each([
  [
    "quotes ' and \\{peer} and `# x`: y",
    ":heron!h@h.example PRIVMSG starling :\x01PING ' \\{peer} # x: - y\x01",
  ],
  ['a bare LF', Buffer.from(':heron!h@h.example PRIVMSG starling :\x01PING\x01\n')],
  ['names in the text', ':heron!h@h.example PRIVMSG #nest :\x01PING starling heron #nest starlings\x01'],
  ['a source that is the client itself', ':starling!s@s PRIVMSG starling :\x01PING\x01'],
  ['a server as the source', ':irc.example NOTICE starling :\x01PING\x01'],
  ['no source', 'PRIVMSG starling :\x01PING\x01'],
])('%s: the same octets', async (_, line) => {
  const octets = typeof line === 'string' ? Buffer.from(`${line}\r\n`, 'latin1') : line;
  const scenarios = await load(textOf([['<', octets]]));
  const values = { ...VALUES, self: 'starling!s@s', server: 'irc.example' };
  expect(sent(scenarios, values).toString('latin1')).toBe(octets.toString('latin1'));
});

describe('names become placeholders', () => {
  test('in what is sent and in what came', () => {
    const text = textOf([
      ['<', ':heron!h@h.example PRIVMSG #nest :\x01PING starling heron starlings\x01'],
      ['>', 'NOTICE heron :\x01PING starling heron starlings\x01'],
    ]);
    expect(text).toContain(
      String.raw`- send: ':\{peer} PRIVMSG \{channel} :\x01PING \{nick} \{peer.nick} starlings\x01'`,
    );
    expect(text).toContain(String.raw`when: { reply: '\x01PING \{nick} \{peer.nick} starlings\x01' }`);
  });

  test('of two peers in one scenario', async () => {
    const text = textOf(
      [
        ['<', ':heron!h@h.example PRIVMSG starling :\x01PING 1\x01'],
        ['<', ':wren!w@w.example PRIVMSG starling :\x01PING 2\x01'],
        ['>', 'NOTICE heron :\x01PING 1\x01'],
        ['>', 'NOTICE wren :\x01PING 2\x01'],
      ],
      { together: true },
    );
    expect(text).toContain(String.raw`':\{other} PRIVMSG \{nick} :\x01PING 2\x01'`);
    expect(text).toContain(String.raw`{ replies: ['\x01PING 1\x01', '\x01PING 2\x01'] }`);
    expect(await load(text)).toHaveLength(1);
  });
});

test('what changes each time is left open, and what is no reply is told line by line', async () => {
  const time = textOf([
    ['<', ':heron!h@h.example PRIVMSG starling :\x01TIME\x01'],
    ['>', 'NOTICE heron :\x01TIME Sat Nov 21\x01'],
  ]);
  expect(time).toContain(String.raw`reply: '\x01TIME \{some}\x01'`);
  const odd = textOf([
    ['<', ':heron!h@h.example PRIVMSG #nest :\x01PING 1\x01'],
    ['>', 'PRIVMSG #nest :\x01PING 1\x01'],
    ['>', 'PRIVMSG #nest :\x01PING 1\x01'],
  ]);
  expect(odd).toContain(
    String.raw`{ sends: [{ verb: 'PRIVMSG', to: '\{channel}', text: '\x01PING 1\x01', times: 2 }] }`,
  );
  expect(await load(odd)).toHaveLength(1);
});

test('nothing is green before a person has chosen', async () => {
  const text = textOf([['<', ':heron!h@h.example PRIVMSG starling :\x01PING 1\x01']], { answer: 'TODO' });
  const error: unknown = await load(text).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    problems: [{ message: "'class' is still to be chosen" }, { message: "'class' is still to be chosen" }],
  });
  for (const [answer, otherwise] of [
    ['conforms', 'violates'],
    ['violates', 'conforms'],
    ['deviates', 'conforms'],
  ] as const) {
    const [chosen] = await load(
      textOf([['<', ':heron!h@h.example PRIVMSG starling :\x01PING 1\x01']], { answer }),
    );
    expect(chosen?.outcomes.map((one) => one.class.modern)).toEqual([answer, otherwise]);
  }
});

test('tags ask for the capability that brings them', async () => {
  const line = ':heron!h@h.example PRIVMSG starling :\x01PING 1\x01';
  expect(textOf([['<', `@time=2026-11-21T00:00:00.000Z ${line}`]])).toContain('capability: [server-time]');
  const tagged = textOf([['<', `@msgid=a;+x=y ${line}`]]);
  expect(tagged).toContain('capability: [message-tags]');
  expect(await load(tagged)).toHaveLength(1);
});
