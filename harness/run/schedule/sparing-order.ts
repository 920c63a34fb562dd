import { isSetting } from '../../scenario/settings.ts';
import { keyOf, type Item } from '../play/play.ts';

/**
 * The order that asks least of a person: first what needs nobody, then what is looked at, typed and set, each kind
 * together; then what needs a connection of its own, by what the server has to offer; last what ends the connection.
 */
export function sparingOrder(items: readonly Item[]): Item[] {
  const ranked = items.map((item) => ({ item, key: rankOf(item) }));
  return ranked.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ item }) => item);
}

/** Whether the connection is over when it has been played. */
export function endsConnection({ scenario }: Item): boolean {
  return scenario.steps.some(({ do: what }) => what === 'end');
}

/** The settings that its user changes. */
export function settingsIn({ scenario }: Item): Set<string> {
  return new Set(
    scenario.steps.flatMap((step) => (step.do === 'user' && isSetting(step.action) ? [step.action] : [])),
  );
}

function rankOf(item: Item): string {
  const { scenario, case: one } = item;
  const actions = one.needs.user ?? [];
  const settings = [...settingsIn(item)];
  const effort = settings.length > 0 ? 3 : actions.length > 0 ? 2 : one.needs.display === true ? 1 : 0;
  return [
    endsConnection(item) ? 1 : 0,
    scenario.setupKey,
    (scenario.server?.beforeWelcome.length ?? 0) > 0 ? 1 : 0,
    effort,
    ...settings,
    ...actions,
    keyOf(item),
  ].join('\0');
}
