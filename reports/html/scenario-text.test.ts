import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadSuite } from '../../harness/scenario/load.ts';
import type { Result, TranscriptEntry } from '../model/report.ts';
import { entry, fencedTranscript, result } from '../testing/sample-result.ts';
import { sampleRequirements } from '../testing/sample-requirements.ts';
import { sampleResults } from '../testing/sample-results.ts';
import { exchangesOf, wireText } from './copied-text.ts';
import { scenarioText } from './scenario-text.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'copied-'));
  await writeFile(join(directory, 'requirements.yaml'), JSON.stringify(sampleRequirements));
});
afterAll(() => rm(directory, { recursive: true }));

async function loaded(text: string) {
  const file = join(directory, 'copied.yaml');
  await writeFile(file, text);
  const { scenarios } = await loadSuite([{ name: 'mine', directory, only: file }]);
  return scenarios;
}

const ended = (lines: readonly TranscriptEntry[]): Result['transcript'] =>
  lines.map((line) => (/\\n$/.test(line.bytes) ? line : { ...line, bytes: `${line.bytes}\\r\\n` }));

test('a reply is copied as a scenario that sends the same and asks for the same', async () => {
  const [failing] = sampleResults;
  if (failing === undefined) throw new Error('there is a sample');
  const text = scenarioText(failing, ended(failing.transcript)) ?? '';
  expect(text).toContain(String.raw`- raw: [':\{peer} NOTICE \{nick} :\x01VERSION\x01\r\n']`);
  expect(text).toContain(String.raw`when: { reply: '\x01VERSION quillchat 0.9.2 / Linux\x01' }`);
  expect(text).toContain('class: violates');
  const [scenario] = await loaded(text);
  expect(scenario?.id).toBe('mine/context-notice-is-never-answered');
  expect(scenario?.outcomes.map(({ name }) => name)).toEqual(['as-recorded', 'otherwise']);
});

test.each([
  ['silence', [], '{ silent: true }'],
  ['a time', ["NOTICE p1 :\\x01TIME it's late\\x01\\r\\n"], String.raw`{ reply: '\x01TIME \{some}\x01' }`],
  ['two replies', ['NOTICE p1 :a\\r\\n', 'NOTICE p1 :b\\r\\n'], "{ replies: ['a', 'b'] }"],
  [
    'something else, twice',
    ["PRIVMSG #x :it's\\r\\n", "PRIVMSG #x :it's\\r\\n"],
    "{ sends: [{ verb: 'PRIVMSG', to: '#x', text: 'it''s', times: 2 }] }",
  ],
])('%s', async (_, came, when) => {
  const lines = ended(fencedTranscript(":p1!pat@p1.test PRIVMSG quill :\\x01PING it's: #1\\x01", came));
  const text = scenarioText(result({ id: 'ping/answers', title: "It's 'quoted'" }), lines, 'one case') ?? '';
  expect(text).toContain(`when: ${when}`);
  expect(await loaded(text)).toHaveLength(1);
});

test.each([
  ['a user typed', [entry(0, 'user', '/ctcp x VERSION', 'stimulus')]],
  ['nothing was sent', [entry(0, 'client', 'NOTICE x :y\\r\\n', 'caused')]],
  ['the line was cut', [entry(0, 'server', ':p!p@p PRIVMSG q :xxx', 'stimulus')]],
  [
    'the screen decided',
    [entry(0, 'server', ':p!p@p PRIVMSG q :x\\r\\n', 'stimulus'), entry(1, 'screen', 'x', 'caused')],
  ],
])('where %s there is no scenario', (_, lines) => {
  expect(scenarioText(result({ id: 'ping/answers' }), lines)).toBeNull();
});

test('a case is copied with what is said of it, and not of the result', () => {
  const withCases = sampleResults.find(({ cases }) => cases.length > 0);
  if (withCases === undefined) throw new Error('there is a sample with cases');
  const texts = exchangesOf(withCases, ['plain', 'no-payload']).map(({ name, transcript }) =>
    scenarioText(withCases, ended(transcript), name),
  );
  expect(texts.map((text) => /class: (\w+)/.exec(text ?? '')?.[1])).toEqual(['conforms', 'deviates']);
});

test('the bytes are copied as a log that can be read again', () => {
  expect(
    wireText([
      entry(1, 'server', 'PING :x\\r\\n'),
      entry(2.25, 'client', 'PONG :x\\r\\n'),
      entry(3, 'process', 'exited with code 0', undefined, 'too early'),
    ]),
  ).toBe('1.0 <- PING :x\\r\\n\n2.3 -> PONG :x\\r\\n\n# too early\n# 3.0 process: exited with code 0\n');
});

test('of a result with cases those are copied that are open', () => {
  const withCases = sampleResults.find(({ cases }) => cases.length > 0);
  if (withCases === undefined) throw new Error('there is a sample with cases');
  expect(exchangesOf(withCases, ['plain', 'no-payload']).map(({ name }) => name)).toEqual([
    'plain',
    'no-payload',
  ]);
  expect(exchangesOf(withCases, [])).toEqual([{ name: '', transcript: withCases.transcript }]);
});
