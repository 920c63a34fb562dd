import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadProfile, type LoadedClient } from '../../run/profile/load.ts';
import { PROFILES_DIRECTORY } from '../package-root.ts';
import { captureClient } from './capture-client.ts';
import { printCaptures } from './captures-text.ts';
import { disagreement } from './disagreement.ts';
import { titled } from './finding.ts';
import type { FindingData } from './schema.ts';

const REFERENCE = join(PROFILES_DIRECTORY, 'reference', 'profile.yaml');

/** The reference client, or one with a defect. */
async function client(mutant: string | null): Promise<LoadedClient> {
  const loaded = await loadProfile(REFERENCE, null, null);
  const command = mutant === null ? loaded.spec.command : `${loaded.spec.command} --mutant ${mutant}`;
  return { ...loaded, spec: { ...loaded.spec, command } };
}

async function captures(
  findings: readonly Omit<FindingData, 'scenario' | 'outcome' | 'verdict' | 'does'>[],
  mutant: string | null = null,
): Promise<{ text: string; wrong: (string | null)[] }> {
  const all = titled(
    findings.map((one) => ({
      scenario: 'ping/echo',
      outcome: 'loses-it',
      verdict: 'fail' as const,
      does: 'does so',
      ...one,
    })),
  );
  const wrong: (string | null)[] = [];
  const played = await captureClient(
    await client(mutant),
    { client: 'reference', name: 'reference', version: '1', control: 'PING', notes: [], findings: all },
    (finding, capture) => void wrong.push(disagreement(finding, capture)),
  );
  return { text: printCaptures(['head'], played), wrong };
}

test('what is sent, what comes and what is shown', async () => {
  const { text, wrong } = await captures([
    { sent: ':w!w@h PRIVMSG me :\\x01PING \\{30*x}\\x01', came: 'NOTICE w :\\x01PING \\{30*x}\\x01' },
    { user: 'ctcp', target: 'w', command: 'XYZZY', text: 'a', came: 'PRIVMSG w :\\x01XYZZY a\\x01' },
    { sent: ':w!w@h PRIVMSG #chan :\\x01ACTION waves\\x01', came: [], shown: '* w waves' },
  ]);
  expect(wrong).toEqual([null, null, null]);
  expect(text).toBe(
    String.raw`## head

# ping/echo
<- :w!w@h PRIVMSG me :\x01PING \{30*x}\x01\r\n
<- :ctl!c@h PRIVMSG me :\x01PING control\x01\r\n
-> NOTICE w :\x01PING \{30*x}\x01\r\n
-> NOTICE ctl :\x01PING control\x01\r\n

# ping/echo (2)
>> ["ctcp", "w", "XYZZY", "a"]
-> PRIVMSG w :\x01XYZZY a\x01\r\n
<- :ctl!c@h PRIVMSG me :\x01PING control\x01\r\n
-> NOTICE ctl :\x01PING control\x01\r\n

# ping/echo (3)
<- :w!w@h PRIVMSG #chan :\x01ACTION waves\x01\r\n
<- :ctl!c@h PRIVMSG me :\x01PING control\x01\r\n
-> NOTICE ctl :\x01PING control\x01\r\n
:: [#chan] * w waves
`,
  );
});

test('in which window it is shown', async () => {
  const { text, wrong } = await captures(
    [
      {
        sent: [':w!w@h PRIVMSG me :waves', ':x!x@h PRIVMSG me :\\x01XYZZY waves\\x01'],
        came: [],
        shown: 'waves',
        window: 'x',
      },
    ],
    'queries-open-windows',
  );
  expect(wrong).toEqual([null]);
  expect(text.split('\n').filter((line) => line.startsWith('::'))).toEqual([
    ':: in the window of x: [x] CTCP XYZZY: waves from x',
  ]);
});

test('what a user types after a line is typed when that has been heard', async () => {
  const { text, wrong } = await captures([
    {
      sent: ':irc.test 396 me h :is it',
      user: 'ctcp',
      target: 'w',
      command: 'X',
      came: 'PRIVMSG w :\\x01X\\x01',
    },
  ]);
  expect(wrong).toEqual([null]);
  expect(text).toBe(
    String.raw`## head

# ping/echo
<- :irc.test 396 me h :is it\r\n
<- :ctl!c@h PRIVMSG me :\x01PING control\x01\r\n
-> NOTICE ctl :\x01PING control\x01\r\n
>> ["ctcp", "w", "X"]
-> PRIVMSG w :\x01X\x01\r\n
<- :ctl!c@h PRIVMSG me :\x01PING control\x01\r\n
-> NOTICE ctl :\x01PING control\x01\r\n
`,
  );
});

test('what a user sets is set before anything is sent, and for this finding alone', async () => {
  const asked = ':w!w@h PRIVMSG me :\\x01VERSION\\x01';
  const { text, wrong } = await captures([
    {
      alone: true,
      user: 'version-text',
      text: 'mine',
      sent: asked,
      came: 'NOTICE w :\\x01VERSION mine\\x01',
    },
    { sent: asked, came: 'NOTICE w :\\x01VERSION ctcpspec\\{any}\\x01' },
  ]);
  expect(wrong).toEqual([null, null]);
  expect(text.indexOf('>> ["version-text", "mine"]')).toBeLessThan(text.indexOf('<- :w!w@h PRIVMSG'));
});

test('a finding that the client does not show is told', async () => {
  const { wrong } = await captures([{ sent: ':w!w@h PRIVMSG me :\\x01PING a\\x01', came: [] }]);
  expect(wrong).toEqual(['this came: NOTICE w :\\x01PING a\\x01\\r\\n']);
});

test('a client that does not register is told, and nothing of it is left', async () => {
  const gone = { ...(await client(null)), name: 'gone' };
  const spec = { ...gone.spec, command: `${process.execPath} -e 0` };
  const finding = titled([
    { scenario: 'ping/echo', outcome: 'x', verdict: 'fail', does: 'x', sent: 'PING :x', came: [] },
  ]);
  const findings = { client: 'gone', name: 'gone', version: '1', control: 'PING' as const, notes: [] };
  await expect(
    captureClient({ ...gone, spec }, { ...findings, findings: finding }, () => undefined),
  ).rejects.toMatchObject({ code: 'not-registered' });
});
