import { expect, test } from 'vitest';
import { askAbout } from './ask-about.ts';
import type { Look } from './look.ts';

const fence = { text: 'fence x1', place: '#ctcpspec' };
const action: Look = {
  nick: 'kestrel7',
  fence,
  actions: ['waves t1', '  waves t1'],
  contains: [{ text: 'ACTION waves', counted: false }],
};

/** Asks, and answers by what is told; whatever else is asked is a failure. */
async function asked(
  look: Look,
  answers: Readonly<Record<string, string>>,
): Promise<{ lines: string[] | null; questions: string[] }> {
  const questions: string[] = [];
  const lines = await askAbout(look, (request) => {
    const about = request.typed[0]?.line ?? request.title;
    questions.push(about);
    const answer = answers[about] ?? answers['form'];
    if (answer === undefined || !request.choices.some(({ name }) => name === answer))
      throw new Error(`nobody knows the answer to: ${about}`);
    return Promise.resolve(answer);
  });
  return { lines, questions };
}

test.each([
  ['an action with that text, which says all', 'action-0', {}, ['* kestrel7 waves t1'], 1],
  ['the spaces of another one', 'action-1', {}, ['* kestrel7   waves t1'], 1],
  ['another text, of which more has to be asked', 'action', { 'ACTION waves': '0' }, ['* kestrel7 …'], 2],
  ['a message', 'message', { 'ACTION waves': '1' }, ['<kestrel7> ACTION waves'], 2],
  ['something else', 'other', { 'ACTION waves': '1' }, ['kestrel7: ACTION waves'], 2],
  ['nothing, which says all', 'nothing', {}, [], 1],
  ['not even the line that must be there', 'no-fence', {}, null, 1],
])('%s', async (_, form, others, lines, count) => {
  const seen = await asked(action, { form, ...others });
  expect(seen.lines).toEqual(lines);
  expect(seen.questions).toHaveLength(count);
});

const texts: Look = {
  nick: 'kestrel7',
  fence,
  actions: null,
  contains: [
    { text: 't1xy', counted: false },
    { text: 't1xyz', counted: false },
    { text: 'kestrel7', counted: false },
  ],
};

test.each([
  ['all of it', { t1xy: '1', t1xyz: '1' }, ['kestrel7: t1xy | t1xyz']],
  ['a part of it', { t1xy: '1', t1xyz: '0' }, ['kestrel7: t1xy']],
  [
    'nothing but who it was; what holds less than that is not asked for',
    { t1xy: '0', form: '1' },
    ['kestrel7: '],
  ],
  ['nothing at all', { t1xy: '0', form: '0' }, ['']],
])('of texts: %s', async (_, answers, lines) => {
  expect((await asked(texts, answers)).lines).toEqual(lines);
});

test('how often a text is shown is asked where that matters', async () => {
  const own: Look = { ...texts, nick: 'alice', contains: [{ text: 'waves t1', counted: true }] };
  expect((await asked(own, { 'waves t1': '2' })).lines).toEqual(['alice: waves t1', 'alice: waves t1']);
  expect((await asked(own, { 'waves t1': '1' })).lines).toEqual(['alice: waves t1']);
});
