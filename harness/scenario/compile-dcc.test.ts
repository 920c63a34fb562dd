import { expect, test } from 'vitest';
import { compileDccStep } from './compile-dcc.ts';
import type { DccStepData } from './dcc-schema.ts';
import { SourceText } from './source-text.ts';
import { YamlDocument } from './yaml-document.ts';

function compiled(data: DccStepData): { step: ReturnType<typeof compileDccStep>; problems: string[] } {
  const source = new SourceText(new YamlDocument('mine.yaml', JSON.stringify(data)));
  const step = compileDccStep(data, source, (at, text) =>
    at.template(text, { wildcards: false, known: new Set() }),
  );
  return { step, problems: source.problems.map(({ message }) => message) };
}

test('a transfer has what goes without saying filled in', () => {
  expect(compiled({ listen: 'send', octets: 1000 }).step).toEqual({
    do: 'listen',
    plan: {
      task: 'send',
      over: 'ipv4',
      secure: false,
      octets: 1000,
      from: 0,
      block: 4096,
      ahead: false,
      hasty: false,
      stays: false,
      acks: 'each',
    },
  });
});

test.each<[string, DccStepData, string]>([
  ['nothing', {}, 'the peer does nothing here'],
  ['two things', { listen: 'chat', close: 'fin' }, 'the peer does listen and close at once'],
  ['a chat with a size', { listen: 'chat', octets: 1 }, "'octets' does not go with this"],
  ['a transfer without a size', { connect: 'receive' }, "a transfer needs 'octets'"],
  ['a begin behind the end', { listen: 'send', octets: 1, from: 2 }, 'a transfer begins behind its end'],
  [
    'acknowledgements of a sender',
    { listen: 'send', octets: 1, acks: 'none' },
    "'acks' does not go with this",
  ],
  ['a window for a line', { say: ['x'], within: 100 }, "'within' does not go with this"],
])('%s is refused', (_what, data, message) => {
  expect(compiled(data).problems).toEqual([message]);
});
