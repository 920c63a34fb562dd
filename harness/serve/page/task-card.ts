import type { FromPage, TaskView } from '../view.ts';
import { copyButton } from './copy.ts';
import { button, element, type Child } from './element.ts';

const KINDS: Readonly<Record<TaskView['kind'], string>> = {
  type: 'To type',
  set: 'To set',
  look: 'To look at',
  connect: 'To connect',
  lost: 'A question',
};

/** So many choices have a digit as their key. */
const MOST_KEYS = 9;

/** Something for the person to do, or to say. */
export function taskCard(
  task: TaskView,
  about: { readonly isNamed: boolean; readonly isFirst: boolean },
  send: (message: FromPage) => void,
): HTMLElement {
  const { isNamed, isFirst } = about;
  const { id, title, says, typed, choices, skip, kind } = task;
  const until = new Date(task.untilMs).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  const headingId = `task-${id}`;
  return element(
    'article',
    { class: `task task-${kind}`, 'aria-labelledby': headingId, 'data-task': String(id), 'data-kind': kind },
    element('p', { class: 'kind' }, isNamed ? `${KINDS[kind]} in the client of ${task.nick}` : KINDS[kind]),
    element('h2', { id: headingId }, title),
    ...typed.map((line, index) =>
      element(
        'p',
        {
          class: 'typed copied',
          'data-action': line.action,
          'data-target': line.target,
          'data-command': line.command,
          'data-text': line.text,
        },
        element('code', {}, line.line),
        copyButton(line.line, index === 0 ? 'this line' : 'the second line'),
      ),
    ),
    ...says
      .filter((sentence) => sentence !== '')
      .map((sentence) => element('p', { class: 'says' }, sentence)),
    kind === 'connect'
      ? element('p', { class: 'waits', role: 'status' }, `Waiting for ${task.nick} to connect…`)
      : null,
    element(
      'div',
      { class: 'choices' },
      ...choices.map((choice, index) =>
        choiceButton(choice, isFirst && index < MOST_KEYS ? String(index + 1) : null, () =>
          send({ kind: 'choice', task: id, name: choice.name }),
        ),
      ),
    ),
    skip === null
      ? null
      : element(
          'p',
          { class: 'skips' },
          button(skip.label, 'skip', () => send({ kind: 'skip', task: id }), { 'data-skip': 'one' }),
          skip.allLabel === null
            ? null
            : button(skip.allLabel, 'skip-all', () => send({ kind: 'skip-all', task: id }), {
                'data-skip': 'all',
              }),
        ),
    element('p', { class: 'note' }, `This waits for you until ${until}; then it is left out.`),
  );
}

function choiceButton(
  { name, label, example }: TaskView['choices'][number],
  digit: string | null,
  act: () => void,
): HTMLElement {
  const made = button('', `choice ${name}`, act, {
    class: 'choice',
    'data-choice': name,
    'data-example': example,
    'aria-keyshortcuts': digit,
  });
  const parts: Child[] = [
    digit === null ? null : element('kbd', { 'aria-hidden': 'true' }, digit),
    element(
      'span',
      {},
      element('span', { class: 'label' }, label),
      example === null ? null : element('code', { class: 'example' }, example),
    ),
  ];
  made.append(...parts.filter((part) => part !== null));
  return made;
}
