import { expect, test } from 'vitest';
import type { Step } from '../../scenario/model.ts';
import { parseTemplate } from '../../wire/template.ts';
import { builtInSuite } from '../../../tests/fixture-run.ts';
import { Play } from './play.ts';
import { typedIn } from './typed-text.ts';

type UserStep = Extract<Step, { do: 'user' }>;

async function play(): Promise<Play> {
  const [scenario] = (await builtInSuite()).scenarios;
  const [first] = scenario?.cases ?? [];
  if (scenario === undefined || first === undefined) throw new Error('the suite is empty');
  const session = { nick: Buffer.from('alice'), source: Buffer.from('alice!a@b') };
  return new Play({ scenario, case: first }, 1, 0, { session, channel: '#c', server: 's' });
}

function step(
  action: UserStep['action'],
  parts: Partial<Record<'command' | 'text' | 'fill', string>>,
): UserStep {
  const given = (key: keyof typeof parts) => (parts[key] === undefined ? null : parseTemplate(parts[key]));
  return {
    do: 'user',
    action,
    target: parseTemplate('#c'),
    command: given('command'),
    text: given('text'),
    fill: given('fill'),
    octets: null,
  };
}

test('what is typed stays as it is without a length', async () => {
  expect(typedIn(step('action', { text: 'waves' }), await play())).toEqual({
    target: '#c',
    command: undefined,
    text: Buffer.from('waves'),
  });
});

test('what is typed need not be UTF-8', async () => {
  const typed = typedIn(step('message', { text: 'caf\\xE9', fill: '30' }), await play());
  expect(typed.text?.toString('latin1')).toBe('caféx');
});

test('x make the line as long as its addressee is to get it', async () => {
  const filled = async (one: UserStep): Promise<string> => (typedIn(one, await play()).text ?? '').toString();
  const source = ':alice!a@b ';
  const action = await filled(step('action', { text: 'ä', fill: '60' }));
  expect(Buffer.byteLength(`${source}PRIVMSG #c :\x01ACTION ${action}\x01\r\n`)).toBe(60);
  expect(action).toMatch(/^äx+$/);
  const message = await filled(step('message', { text: 'hi', fill: '60' }));
  expect(`${source}PRIVMSG #c :${message}\r\n`).toHaveLength(60);
  const reply = await filled(step('reply', { command: 'PING', text: '1', fill: '60' }));
  expect(`${source}NOTICE #c :\x01PING ${reply}\x01\r\n`).toHaveLength(60);
  expect(await filled(step('notice', { text: 'longer than that', fill: '3' }))).toBe('longer than that');
});
