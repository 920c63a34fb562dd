import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli, type CliEnd } from './cli-run.ts';
import { root } from './fixture-run.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'doctor-'));
});
afterAll(() => rm(folder, { recursive: true }));

const reference = 'node fixtures/reference/client.js {host} {port} {nick}';
const hostile = (name: string): string => `node fixtures/hostile/${name}.mjs {host} {port} {nick}`;

/** What each step came to, by its name: `ok`, `FAILED`, `?` or `-`. */
function marksOf({ stdout }: CliEnd): Map<string, string> {
  const rows = [...stdout.matchAll(/^ {2}(ok|FAILED|\?|-) +(.*?)(?: \(\d+ ms\)|:|$)/gm)];
  return new Map(rows.map(([, mark = '', step = '']) => [step, mark]));
}

function failedIn(end: CliEnd): string[] {
  return [...marksOf(end)].filter(([, mark]) => mark === 'FAILED').map(([step]) => step);
}

/** What stands below a step: its mend. */
function mendOf({ stdout }: CliEnd, step: string): string {
  const lines = stdout.split('\n');
  const at = lines.findIndex((line) => line.slice(9).startsWith(step));
  const below = lines[at + 1] ?? '';
  return below.startsWith('         ') ? below.trim() : '';
}

/** A client made of what the hostile ones have in common. */
async function clientOf(name: string, body: string): Promise<string> {
  const file = join(folder, `${name}.mjs`);
  await writeFile(
    file,
    `import { startClient } from '${root}fixtures/hostile/connection.mjs';
const client = startClient(${body});
client.socket.on('data', (chunk) => {
  if (${String(name === 'leaves')} && / JOIN /.test(chunk)) client.send('PART #ctcpspec');
});
`,
  );
  return `node ${file} {host} {port} {nick}`;
}

/** The profile of a client, with keys that replace those of the reference's. */
async function profileOf(keys: Readonly<Record<string, unknown>>): Promise<string> {
  const file = join(folder, 'profile.yaml');
  const profile = {
    name: 'tried',
    about: 'A client that is tried here.',
    install: { note: 'Nowhere.' },
    command: reference,
    settings: { stock: {} },
    user: {
      through: 'input',
      commands: {
        action: '/action {target} {text}',
        message: '/msg {target} {text}',
        ctcp: '/ctcp {target} {command} {args}',
        ping: '/ping {target}',
      },
    },
    display: {
      source: 'output',
      action: '[\\{any}] * \\{nick} \\{text}',
      message: '[\\{any}] <\\{nick}> \\{text}',
    },
    quit: { commands: '/quit' },
    ...keys,
  };
  await writeFile(file, JSON.stringify(profile));
  return file;
}

const doctor = (exec: string, timeout = 10_000): Promise<CliEnd> =>
  runCli(['doctor', '--exec', exec, '--timeout', String(timeout)]);
const doctorOf = async (keys: Readonly<Record<string, unknown>>, timeout = 10_000): Promise<CliEnd> =>
  runCli(['doctor', '--profile', await profileOf(keys), '--timeout', String(timeout)]);

const STARTS = ['starts', 'connects', 'registers', "answers the server's PING", 'takes a JOIN'];
const ANSWERS = ['hears a message', 'answers CTCP', 'keeps order', 'answers many at a time'];
const TYPES = ["its user's action", "its user's message", "its user's ctcp", "its user's ping"];
const SHOWS = ['shows an ACTION', 'shows a message'];
const ENDS = ['ends when told', 'leaves nothing behind'];

test('a client with a profile is tried in every step', async () => {
  const end = await runCli(['doctor', 'reference']);
  expect(end.code, end.stdout).toBe(0);
  expect([...marksOf(end)]).toEqual(
    [...STARTS, ...ANSWERS, ...TYPES, ...SHOWS, ...ENDS].map((step) => [step, 'ok']),
  );
  expect(end.stdout).toMatch(/its user's action \(\d+ ms\) PRIVMSG #ctcpspec :\\x01ACTION waves \w+\\x01\n/);
  expect(end.stdout).toMatch(/its user's ping \(\d+ ms\) PRIVMSG \w+ :\\x01PING \d+\\x01\n/);
  expect(end.left).toEqual([]);
});

test('without a profile, what it would say is not known, and nothing is wrong with that', async () => {
  const end = await doctor(reference);
  expect(end.code, end.stdout).toBe(0);
  const marks = marksOf(end);
  expect([marks.get('user commands'), marks.get('display')]).toEqual(['?', '?']);
  expect(mendOf(end, 'user commands')).toContain('ctcpspec new profile NAME --exec');
  expect(failedIn(end)).toEqual([]);
});

describe('a client that cannot be tested', () => {
  test.each([
    ['starts', 'client-not-found', './there-is-none {host}', 10_000],
    ['connects', 'never-connects', hostile('never-connects'), 1500],
    ['registers', 'never-registers', hostile('says-nothing'), 3000],
    ['registers', 'exits-early', 'node -e process.exit(3) {host} {port}', 10_000],
  ])('%s: %s', async (step, code, exec, timeout) => {
    const end = await doctor(exec, timeout);
    expect(end.code, end.stdout).toBe(3);
    expect(failedIn(end)).toEqual([code === 'exits-early' ? 'connects' : step]);
    expect(end.stdout).toContain(code);
  });

  test('does not answer PING', async () => {
    const end = await doctor(await clientOf('pongless', '{ pongs: false, answers: true }'), 4000);
    expect(end.code, end.stdout).toBe(3);
    expect(failedIn(end)).toEqual(["answers the server's PING"]);
    expect(mendOf(end, "answers the server's PING")).toContain('answer PING with PONG');
    const marks = marksOf(end);
    expect(['starts', 'connects', 'registers'].map((step) => marks.get(step))).toEqual(['ok', 'ok', 'ok']);
    expect(
      ['takes a JOIN', ...ANSWERS, 'user commands', 'display', ...ENDS].map((step) => marks.get(step)),
    ).toEqual(Array.from({ length: 9 }, () => '-'));
    expect(end.stdout).toMatch(/<- PING :ctcpspec-ready/);
  });

  test('dies while it is asked what every client is asked', async () => {
    const end = await doctor(`${hostile('dies-by-signal')} 3`);
    expect(end.code, end.stdout).toBe(3);
    expect(failedIn(end)).toEqual(['stays while it is asked']);
    expect(STARTS.map((step) => marksOf(end).get(step))).toEqual(STARTS.map(() => 'ok'));
  });
});

describe('a step that fails', () => {
  test('leaves the channel again', async () => {
    const end = await doctor(await clientOf('leaves', '{ answers: true }'));
    expect(end.code, end.stdout).toBe(1);
    expect(failedIn(end)).toEqual(['takes a JOIN']);
    expect(end.stdout).toContain('it left #ctcpspec again');
  });

  test('answers nothing', async () => {
    const end = await doctor(hostile('registers-only'), 4000);
    expect(end.code, end.stdout).toBe(1);
    expect(failedIn(end)).toEqual(['answers CTCP']);
    expect(mendOf(end, 'answers CTCP')).toContain('replies: none');
  });

  test('answers nothing on purpose: then it is none', async () => {
    const end = await doctorOf(
      {
        command: hostile('registers-only'),
        replies: 'none',
        user: undefined,
        display: undefined,
        quit: undefined,
      },
      4000,
    );
    expect(end.code, end.stdout).toBe(0);
    expect(failedIn(end)).toEqual([]);
    expect(marksOf(end).get('hears a message')).toBe('?');
  });

  test('a message that is shown is heard, answered or not', async () => {
    const prints =
      "{ onMessage: (_, count, source, text) => console.log('<' + source.split('!')[0] + '> ' + text) }";
    const end = await doctorOf(
      {
        command: await clientOf('prints', prints),
        replies: 'none',
        user: undefined,
        display: { source: 'output', message: '<\\{nick}> \\{text}' },
        quit: undefined,
      },
      4000,
    );
    expect(end.code, end.stdout).toBe(0);
    expect(end.stdout).toMatch(/ok +hears a message \(\d+ ms\) it shows it/);
  });

  test('a command that the client does not know, and one that the profile leaves out', async () => {
    const end = await doctorOf({
      user: {
        through: 'input',
        commands: {
          action: '/nosuch {target} {text}',
          message: '/action {target} {text}',
          ping: '/ping {target}',
        },
      },
    });
    expect(end.code, end.stdout).toBe(1);
    expect(failedIn(end)).toEqual(["its user's action", "its user's message"]);
    expect(end.stdout).toMatch(/its user's action .* nothing went out/);
    expect(end.stdout).toMatch(
      /its user's message .* not what was meant: PRIVMSG #ctcpspec :\\x01ACTION waves \w+\\x01/,
    );
    expect(mendOf(end, "its user's message")).toContain('user.commands.message');
    expect(end.stdout).toContain("-      its user's ctcp: the profile leaves it out");
    expect(marksOf(end).get("its user's ping")).toBe('ok');
  });

  test('what is typed ends the client', async () => {
    const end = await doctorOf({
      user: { through: 'input', commands: { message: '/quit {text}', ping: '/ping {target}' } },
    });
    expect(end.code, end.stdout).toBe(1);
    expect(failedIn(end)).toEqual(["its user's message"]);
    expect(end.stdout).toMatch(/its user's message .* the client left, and ended with code 0/);
    expect(end.stdout).toContain("-      its user's ping: not tried: the client left");
  });

  test('a pattern that does not fit: one that does is proposed', async () => {
    const end = await doctorOf({
      display: { source: 'output', action: '\\{nick} \\{text}', message: '[\\{any}] <\\{nick}> \\{text}' },
    });
    expect(end.code, end.stdout).toBe(1);
    expect(failedIn(end)).toEqual(['shows an ACTION']);
    expect(end.stdout).toMatch(/shows an ACTION .* no pattern fits: \[#ctcpspec\] \* \w+ waves \w+\n/);
    expect(mendOf(end, 'shows an ACTION')).toBe(
      "That line fits display.action: '[\\{any}] * \\{nick} \\{text}'",
    );
  });

  test('an ACTION that is shown as chat: nothing is proposed', async () => {
    const end = await doctorOf({ command: `${reference} --mutant shows-raw-action` });
    expect(end.code, end.stdout).toBe(1);
    expect(failedIn(end)).toEqual(['shows an ACTION']);
    expect(mendOf(end, 'shows an ACTION')).toContain('No pattern of it can be told');
  });

  test('a display where nothing is shown', async () => {
    const end = await doctorOf(
      {
        display: { source: { file: '{home}/no-such.log' }, message: '<\\{nick}> \\{text}' },
      },
      4000,
    );
    expect(end.code, end.stdout).toBe(1);
    expect(failedIn(end)).toEqual(['shows a message']);
    expect(mendOf(end, 'shows a message')).toBe('Look at display.source. The last line there: there is none');
    expect(end.stdout).toContain('-      shows an ACTION: the profile has no display.action');
  });

  test('does not quit', async () => {
    const end = await doctor(hostile('ignores-sigterm'));
    expect(end.code, end.stdout).toBe(1);
    expect(failedIn(end)).toEqual(['ends when told']);
    expect(end.stdout).toContain('-      leaves nothing behind: not tried, for it did not end');
  });

  test('leaves a child behind', async () => {
    const end = await doctor(hostile('forks-survivor'));
    expect(end.code, end.stdout).toBe(1);
    expect(failedIn(end)).toEqual(['leaves nothing behind']);
    expect(end.stdout).toContain('leaves nothing behind: 1 process that it started');
  });
});

test('of several clients, the worst decides', async () => {
  const end = await runCli(['doctor', 'reference', 'reference']);
  expect(end.code, end.stdout).toBe(0);
  expect(end.stdout.match(/^reference: /gm)).toHaveLength(2);
});
