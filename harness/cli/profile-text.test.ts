import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadProfile, type LoadedClient } from '../run/profile/load.ts';
import type { Probed } from '../run/probe/probe.ts';
import { profileText } from './profile-text.ts';

async function loaded(text: string): Promise<LoadedClient> {
  const folder = await mkdtemp(join(tmpdir(), 'profile-text-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'profile.yaml'), text);
  return loadProfile(join(folder, 'profile.yaml'), null, null);
}

const ALL: Probed = {
  terminal: { kind: 'pty', columns: 160, rows: 50 },
  forms: {
    action: ['/query {target}', "/me '{text}"],
    message: ['/msg {target} {text}'],
    ctcp: ['/ctcp {target} {command} {args}'],
    ping: ['/ping {target}'],
  },
  display: {
    source: 'screen',
    action: "'\\{any}' * \\{nick} \\{text}",
    message: '# <\\{nick}>: \\{text}',
    lines: { action: 'x', message: 'y' },
  },
  quit: { commands: '/quit' },
  version: 'Hostile: "x" # \\x07 - {y}',
  unanswered: [],
};

const NOTHING: Probed = {
  terminal: { kind: 'pipe' },
  forms: {},
  display: { source: 'output', action: null, message: null, lines: { action: null, message: null } },
  quit: null,
  version: null,
  unanswered: 'all',
};

test('all that was found out is what the loader reads', async () => {
  const command = `./my client --about 'a: b # c' "{host}" {port} {nick}`;
  const text = profileText('x', command, ALL);
  const { spec, display, declines } = await loaded(text);
  expect(spec).toMatchObject({
    name: 'x',
    command,
    terminal: ALL.terminal,
    user: {
      through: { kind: 'input' },
      commands: {
        action: ALL.forms.action,
        message: '/msg {target} {text}',
        ctcp: '/ctcp {target} {command} {args}',
        ping: '/ping {target}',
      },
    },
    display: { source: 'screen' },
    quit: ALL.quit,
  });
  expect(display).toEqual({ action: [ALL.display.action], message: [ALL.display.message], window: [] });
  expect(declines).toEqual(new Set());
  expect(text.split('\n').length).toBeLessThan(30);
});

test('where nothing was found out, each comment is a key to be filled in', async () => {
  const text = profileText('x', './x {host} {port}', NOTHING);
  const bare = await loaded(text);
  expect([bare.spec.user, bare.spec.quit, bare.display]).toEqual([undefined, undefined, null]);
  const filledIn = text.replace(/^# (?=(?:user|display|quit|replies):| )/gm, '');
  const { spec, display, declines } = await loaded(filledIn);
  expect(Object.keys(spec.user?.commands ?? {})).toEqual(['action', 'message', 'ctcp', 'ping']);
  expect(display?.action).toHaveLength(1);
  expect(spec.quit).toEqual({ commands: '/quit' });
  expect(declines).toBe('all');
});

test('one thing that was not found stands between those that were', async () => {
  const forms = {
    message: ['/msg {target} {text}'],
    ctcp: ['/ctcp {target} {command}'],
    ping: ['/ping {target}'],
  };
  const display = { ...ALL.display, action: null, lines: { action: '<x> \x01ACTION\r\n y', message: 'y' } };
  const text = profileText('x', './x', {
    ...ALL,
    forms,
    display,
    unanswered: ['TIME'],
    quit: { closeInput: true },
  });
  expect(text).toMatch(/^ {4}# action: what its user types/m);
  expect(text).toContain('one was shown as <x> \\x01ACTION\\r\\n y\n');
  expect(text).toMatch(/^# declines: \[TIME\]$/m);
  const { spec, display: read } = await loaded(text);
  expect(Object.keys(spec.user?.commands ?? {})).toEqual(['message', 'ctcp', 'ping']);
  expect(read?.action).toEqual([]);
  expect(spec.quit).toEqual({ closeInput: true });
});
