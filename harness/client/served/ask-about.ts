import { inferred, linesOf, type Contained, type Form, type Look, type Seen } from './look.ts';
import type { Choice, PersonRequest } from './person.ts';

/** Asks one question, and gives the name of the choice; null when there is nothing to look at any more. */
export type Ask = (request: PersonRequest) => Promise<string | null>;

const NOT_THERE = 'no-fence';

/**
 * Asks a person as little as tells what a client shows.
 *
 * @returns lines that say the same; null when not even the line that must be there is seen
 */
export async function askAbout(look: Look, ask: Ask): Promise<string[] | null> {
  const form = look.actions === null ? ({ as: 'other' } as const) : await askForm(look, look.actions, ask);
  if (form === null) return null;
  const counts = new Map<string, number>();
  for (const wanted of look.contains) {
    const known = knownOf(wanted, look, { form, counts });
    const count = known ?? (await askCount(wanted, look, ask));
    if (count === null) return null;
    counts.set(wanted.text, count);
  }
  return linesOf(look, { form, counts });
}

/** Who is not asked for by name is taken to be named where anything of theirs is seen. */
function knownOf(wanted: Contained, look: Look, seen: Seen): number | null {
  const known = inferred(wanted, look, seen);
  if (known !== null || wanted.text !== look.nick) return known;
  return [...seen.counts.values()].some((count) => count > 0) ? 1 : null;
}

async function askForm(look: Look, actions: readonly string[], ask: Ask): Promise<Form | null> {
  const { nick } = look;
  const choices: Choice[] = [
    ...actions.map((text, index) => choice(`action-${index}`, 'As an action', `* ${nick} ${text}`)),
    choice(
      'action',
      actions.length === 0 ? 'As an action' : 'As an action with other text',
      actions.length === 0 ? `* ${nick} …` : null,
    ),
    choice('message', 'As an ordinary message', `<${nick}> …`),
    choice('other', 'As something else, or as raw characters', null),
    choice('nothing', `Nothing of ${nick}`, null),
  ];
  const name = await ask(
    request(look, `What does your client show of ${nick}?`, [...choices, notThere(look)]),
  );
  switch (name) {
    case null:
    case NOT_THERE:
      return null;
    case 'message':
    case 'other':
    case 'nothing':
      return { as: name };
    default:
      return { as: 'action', text: actions[Number(/^action-(\d+)$/.exec(name)?.[1] ?? NaN)] ?? null };
  }
}

async function askCount({ text, counted }: Contained, look: Look, ask: Ask): Promise<number | null> {
  const title =
    text === look.nick
      ? `Does anything in your client say that ${text} did something just now?`
      : `Is this text in what your client shows of ${look.nick}?`;
  const yes = counted
    ? [choice('1', 'In one line', null), choice('2', 'In more than one line', null)]
    : [choice('1', 'Yes', null)];
  const asked = request(look, title, [...yes, choice('0', counted ? 'Nowhere' : 'No', null), notThere(look)]);
  const name = await ask({ ...asked, typed: text === look.nick ? [] : [shown(text)] });
  return name === NOT_THERE || name === null ? null : Number(name);
}

function request({ nick, fence }: Look, title: string, choices: readonly Choice[]): PersonRequest {
  return {
    kind: 'look',
    title,
    says: [
      `Look just above the line “${fence.text}” in ${fence.place}. What ${nick} did came before it; it may stand in a window of its own.`,
    ],
    typed: [],
    choices,
    skip: { label: 'I cannot tell', allLabel: 'Ask me nothing about what is shown' },
  };
}

function notThere({ fence }: Look): Choice {
  return choice(NOT_THERE, `There is no line “${fence.text}”`, null);
}

function shown(text: string): PersonRequest['typed'][number] {
  return { line: text, action: 'look', target: null, command: null, text };
}

function choice(name: string, label: string, example: string | null): Choice {
  return { name, label, example };
}
