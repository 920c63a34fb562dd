import type { Look } from '../../client/served/look.ts';
import type { Condition, Shown } from '../../scenario/model.ts';
import { fillTemplate, placeholdersOf, type Template } from '../../wire/template.ts';
import type { Instance } from '../instance/instance.ts';
import type { Play } from './play.ts';

/** What a person is asked, so that each outcome that is about what is shown can be told. */
export function lookFor(play: Play, instance: Instance, fence: string): Look {
  const asked = play.item.scenario.outcomes.flatMap(({ when }) => shownIn(when));
  const nick = senderOf(play, instance);
  const text = (template: Template): string =>
    fillTemplate(play.expand(template), (name) =>
      name === 'any' ? Buffer.from('…') : play.value(name),
    ).toString('utf8');
  const looksAtForm = asked.some((one) => one.text !== null || (one.as !== null && one.as !== 'nothing'));
  const actions = asked.flatMap((one) =>
    one.text !== null && (one.as ?? 'action') === 'action' ? [text(one.text)] : [],
  );
  const texts = asked.flatMap(({ contains }) => (contains === null ? [] : [text(contains)]));
  const asksForNothing = asked.some(({ as }) => as === 'nothing');
  const all = new Set([...texts, ...(asksForNothing && !looksAtForm ? [nick] : [])]);
  return {
    nick,
    fence: { text: fence, place: instance.channel },
    actions: looksAtForm ? [...new Set(actions)] : null,
    contains: [...all].map((one) => ({
      text: one,
      counted: asked.some(
        ({ contains, lines }) => lines !== null && contains !== null && text(contains) === one,
      ),
    })),
  };
}

function shownIn({ shown, any, not }: Condition): Shown[] {
  return [...(shown === null ? [] : [shown]), ...any.flatMap(shownIn), ...(not === null ? [] : shownIn(not))];
}

/** The peer, where it says anything; else the client itself. */
function senderOf({ item, cast }: Play, { session }: Instance): string {
  const speaks = item.scenario.steps.some(
    (step) => step.do === 'send' && step.lines.some((line) => beginsWithPeer(line)),
  );
  return speaks ? cast.peer.nick : session.nick.toString();
}

function beginsWithPeer(line: Template): boolean {
  const names = placeholdersOf(line);
  return names.has('peer') || names.has('peer.nick');
}
