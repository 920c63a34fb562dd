import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadSuite } from '../../scenario/load.ts';
import type { Knowledge } from '../knowledge.ts';
import type { Item } from '../play/play.ts';
import { whyNotApplicable } from './applicable.ts';

const SUITE = `- id: sending/typed
  title: What is typed
  requirements: [SND-01]
  why: It matters.
  needs: { user: [action] }
  cases:
    text: { values: { text: 'caf\\xC3\\xA9' } }
    control: { values: { text: 'a\\x01b' } }
    delete: { values: { text: '\\{3*\\x7F}' } }
    break: { values: { text: 'a\\nb' } }
  steps:
    - { user: action, target: '\\{channel}', text: '\\{text}' }
  outcomes:
    sends: { class: conforms, when: { sends: { verb: 'PRIVMSG' } }, says: sends it }
    nothing: { class: deviates, when: { silent: true }, says: sends nothing }
- id: sending/latin1
  title: Octets that are no UTF-8
  requirements: [SND-01]
  why: It matters.
  needs: { user: [action] }
  steps:
    - { user: action, target: '\\{channel}', text: 'caf\\xE9' }
  outcomes:
    sends: { class: conforms, when: { sends: { verb: 'PRIVMSG' } }, says: sends it }
    nothing: { class: deviates, when: { silent: true }, says: sends nothing }
- id: sending/written
  title: What is written to the terminal
  requirements: [SND-01]
  why: It matters.
  needs: { display: true }
  steps:
    - show: true
  outcomes:
    writes: { class: violates, when: { shown: { octets: '\\x1B[5m' } }, says: writes it }
    inert: { class: conforms, when: { not: { shown: { octets: '\\x1B[5m' } } }, says: does not }
- id: sending/styled
  title: What it looks like
  requirements: [SND-01]
  why: It matters.
  needs: { display: true }
  steps:
    - show: true
  outcomes:
    alike: { class: violates, when: { styled: { text: 'one', like: 'two' } }, says: shows both alike }
    unlike: { class: conforms, when: { not: { styled: { text: 'one', like: 'two' } } }, says: does not }
- id: sending/window
  title: Where it is shown
  requirements: [SND-01]
  why: It matters.
  needs: { display: true }
  steps:
    - show: true
  outcomes:
    there: { class: violates, when: { shown: { window: '\\{channel}' } }, says: shows it there }
    elsewhere: { class: conforms, when: { not: { shown: { window: '\\{channel}' } } }, says: does not }
`;

const PRODUCT = `- id: version/named
  title: The product is named
  requirements: [SND-01]
  why: It matters.
  needs: { product: true }
  steps:
    - send: ':\\{peer} PRIVMSG \\{nick} :\\x01VERSION\\x01'
  outcomes:
    names: { class: conforms, when: { product: true }, says: names it }
    other: { class: observed, when: { sends: { verb: 'NOTICE' } }, says: names something else }
`;

const REQUIREMENTS = `- id: SND-01
  sentence: A rule.
  levels: { modern: MUST, classic: MUST }
  basis: specification
  sources: [{ text: RFC 1459 }]
`;

async function items(text = SUITE): Promise<Map<string, Item>> {
  const directory = await mkdtemp(join(tmpdir(), 'ctcpspec-applicable-'));
  try {
    await mkdir(join(directory, 'sending'));
    await writeFile(join(directory, 'requirements.yaml'), REQUIREMENTS);
    await writeFile(join(directory, 'sending', 'typed.yaml'), text);
    const { scenarios } = await loadSuite([{ name: 'built-in', directory, base: directory }]);
    return new Map(
      scenarios.flatMap((scenario) =>
        scenario.cases.map((one) => [`${scenario.id}#${one.name}`, { scenario, case: one }] as const),
      ),
    );
  } finally {
    await rm(directory, { recursive: true });
  }
}

const KNOWLEDGE = {
  answers: new Set<string>(),
  control: null,
  declines: new Set<string>(),
  capabilities: new Set<string>(),
  carried: { transport: 'tcp' as const, webSocket: null },
  display: { action: [], message: [], window: ['[\\{target}] \\{any}'] },
} as unknown as Knowledge;

const CLIENT: Parameters<typeof whyNotApplicable>[2] = {
  can: () => true,
  hasDisplay: true,
  pid: 1,
  takesControls: true,
  takesLineBreaks: true,
  takesOctets: true,
  printed: () => 0,
};

async function reasons(client: Partial<typeof CLIENT>, knowledge = KNOWLEDGE): Promise<object> {
  return Object.fromEntries(
    [...(await items())].map(([key, item]) => [
      key,
      whyNotApplicable(item, knowledge, { ...CLIENT, ...client })?.reason ?? null,
    ]),
  );
}

test('everything is applicable to a client that can do everything', async () => {
  expect(await reasons({})).toEqual({
    'sending/typed#text': null,
    'sending/typed#control': null,
    'sending/typed#delete': null,
    'sending/typed#break': null,
    'sending/latin1#': null,
    'sending/written#': null,
    'sending/styled#': null,
    'sending/window#': null,
  });
});

test('on the keyboard of a terminal a control character is a key, and no part of a text', async () => {
  expect(await reasons({ takesControls: false })).toEqual({
    'sending/typed#text': null,
    'sending/typed#control': 'no-user-command',
    'sending/typed#delete': 'no-user-command',
    'sending/typed#break': 'no-user-command',
    'sending/latin1#': null,
    'sending/written#': null,
    'sending/styled#': null,
    'sending/window#': null,
  });
});

test('a line break ends what is typed, and is no part of it', async () => {
  expect(await reasons({ takesLineBreaks: false })).toEqual({
    'sending/typed#text': null,
    'sending/typed#control': null,
    'sending/typed#delete': null,
    'sending/typed#break': 'no-user-command',
    'sending/latin1#': null,
    'sending/written#': null,
    'sending/styled#': null,
    'sending/window#': null,
  });
});

test('what is written to a terminal is not known of a client that is seen elsewhere', async () => {
  expect(await reasons({ printed: () => null })).toMatchObject({
    'sending/typed#control': null,
    'sending/written#': 'no-display',
    'sending/styled#': 'no-display',
    'sending/window#': null,
  });
});

test('windows are told apart where the profile says how', async () => {
  const display = { action: [], message: [], window: [] };
  for (const unknown of [display, null]) {
    expect(await reasons({}, { ...KNOWLEDGE, display: unknown })).toMatchObject({
      'sending/written#': null,
      'sending/window#': 'no-display',
    });
  }
});

test('octets that are no text can be typed only where text is octets', async () => {
  expect(await reasons({ takesOctets: false })).toMatchObject({
    'sending/typed#text': null,
    'sending/latin1#': 'no-user-command',
  });
});

test('a name can be looked for only where one is known', async () => {
  const [item] = (await items(PRODUCT)).values();
  if (item === undefined) throw new Error('there is no scenario');
  const why = (product: string | null): string | null =>
    whyNotApplicable(item, { ...KNOWLEDGE, product }, CLIENT)?.reason ?? null;
  expect([why(null), why('irssi')]).toEqual(['no-product', null]);
});
