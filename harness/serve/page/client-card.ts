import type { ClientView, FromPage } from '../view.ts';
import { button, element, type Child } from './element.ts';

const PHASES: Readonly<Record<ClientView['phase'], string>> = {
  discovery: 'is being found out about',
  playing: 'is being played',
  finished: 'is done',
  untestable: 'cannot be tested',
  stopped: 'was stopped',
};

/** In the order of the report, worst first. */
const VERDICTS = ['harness-error', 'fail', 'inconclusive', 'warn', 'info', 'pass', 'not-applicable'] as const;

/** How far a client is, and what came of it. */
export function clientCard(
  client: ClientView,
  chosen: { readonly isOnly: boolean; readonly isShown: boolean; readonly show: () => void },
  send: (message: FromPage) => void,
): HTMLElement {
  const { id, nick, from, version, isConnected, phase, done, total, counts, last, resting, problem } = client;
  const isOver = phase === 'finished' || phase === 'untestable' || phase === 'stopped';
  const state = isOver
    ? PHASES[phase]
    : isConnected
      ? `is connected, and ${PHASES[phase]}`
      : 'is not connected';
  return element(
    'article',
    { class: 'client', 'data-client': id, 'data-phase': phase, 'data-connected': String(isConnected) },
    element(
      'h2',
      {},
      element('span', { class: isConnected && !isOver ? 'dot on' : 'dot', 'aria-hidden': 'true' }),
      element('span', { class: 'nick' }, nick),
      ` ${state}`,
    ),
    version === null ? null : element('p', { class: 'note' }, `${version}, from ${from}`),
    version === null ? element('p', { class: 'note' }, `from ${from}`) : null,
    element(
      'p',
      { class: 'how-far' },
      element('progress', { max: String(total), value: String(done), 'aria-label': `Scenarios of ${nick}` }),
      element('span', {}, `${done} of ${total}`),
    ),
    element(
      'p',
      { class: 'counts' },
      ...VERDICTS.flatMap((verdict): Child[] => {
        const count = counts[verdict] ?? 0;
        return count === 0
          ? []
          : [element('span', { class: `badge v-${verdict}` }, `${count} ${verdict.replace('-', ' ')}`), ' '];
      }),
    ),
    problem === null ? null : element('p', { class: 'problem' }, problem),
    resting === null ? null : element('p', { class: 'resting' }, resting),
    last === null || isOver ? null : element('p', { class: 'note' }, 'Last: ', element('code', {}, last)),
    element(
      'p',
      { class: 'client-buttons' },
      chosen.isOnly
        ? null
        : button('Show its exchange', `show ${id}`, chosen.show, { 'aria-pressed': String(chosen.isShown) }),
      isOver
        ? null
        : button('Stop here, and write its report', `stop ${id}`, () => send({ kind: 'stop', client: id })),
    ),
  );
}
