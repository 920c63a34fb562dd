import type { IrcLine } from '../../wire/line.ts';
import type { Template } from '../../wire/template.ts';
import { fillTemplate } from '../../wire/template.ts';
import type { Instance } from '../instance/instance.ts';
import { ControlQuery } from '../play/control.ts';
import type { PeerName } from '../play/names.ts';
import type { FloodStage } from './stage.ts';

/** Two copies that have answered each other's answers so often will not stop. */
const MOST_ECHOES = 200;

/**
 * Starts a second copy of the client and lets the two talk to each other: what the first one says to a peer reaches the
 * second one, and what the second one answers comes back to the first one from that peer.
 *
 * @param lines what begins it, each from a peer of its own
 * @returns when both have read all that was said, or the time is over
 */
export async function relayCopies(lines: readonly Template[], stage: FloodStage): Promise<void> {
  const { instance, play, peers, recorder, values } = stage;
  values.echoes = 0;
  const copy = await stage.startFresh();
  const callers = peers.take(lines.length);
  const stops = [relayTo(copy, stage), relayBack(copy, stage)];
  try {
    lines.forEach((line, index) => {
      const bytes = fillTemplate(play.expand(line), (name) => valueOf(name, callers[index], stage));
      recorder.note(play, 'server', Buffer.concat([bytes, Buffer.from('\r\n')]), 'stimulus');
      instance.session.send(bytes);
    });
    await rest(instance, copy, stage);
  } finally {
    for (const stop of stops) stop();
    await copy.end();
  }
}

/** The second copy is asked when the first one has answered, so that what it says to an answer is there by then. */
async function rest(
  first: Instance,
  copy: Instance,
  { knowledge, key, controls, untilMs, values }: FloodStage,
): Promise<void> {
  const isOver = (): boolean => (values.echoes ?? 0) >= MOST_ECHOES;
  for (const [index, one] of [first, copy, first].entries()) {
    const left = Math.max(0, untilMs - first.session.elapsedMs());
    if (knowledge.control === null || knowledge.order !== 'kept') {
      await one.lifeline.until(isOver, { elapsedMs: left });
      return;
    }
    const control = new ControlQuery(knowledge.control, knowledge.seed, `${key}/copies/${index}`);
    controls.push(control);
    one.session.send(control.lineTo(one.session.nick));
    const answered = (): boolean => one.lifeline.lines.some((line) => control.isReply(line));
    await one.lifeline.until(() => isOver() || answered(), { elapsedMs: left });
  }
  // An answer to an answer may be the begin of a loop, however slowly it turns.
  if (values.echoes === 0) return;
  await first.lifeline.until(isOver, { elapsedMs: Math.max(0, untilMs - first.session.elapsedMs()) });
}

/** What the first copy says to a caller is said to the second one, by that caller. */
function relayTo(copy: Instance, { instance, peers, recorder, play, controls }: FloodStage): () => void {
  return instance.session.onLine((received) => {
    const { line } = received;
    const [target] = line?.params ?? [];
    const text = line?.params.at(-1);
    const caller = target === undefined || !isMessage(line) ? undefined : peers.find(target);
    if (
      line === null ||
      caller === undefined ||
      text === undefined ||
      controls.some((one) => one.isReply(received))
    )
      return;
    const bytes = Buffer.concat([
      Buffer.from(`:${caller.source} ${line.command} `),
      copy.session.nick,
      Buffer.from(' :'),
      text,
    ]);
    recorder.note(play, 'process', Buffer.concat([Buffer.from('to the second copy: '), bytes]), 'stimulus');
    copy.session.send(bytes);
  });
}

/** What the second copy says to a caller comes back to the first one. */
function relayBack(copy: Instance, { instance, peers, recorder, play, values }: FloodStage): () => void {
  return copy.session.onLine(({ line }) => {
    const [target] = line?.params ?? [];
    const text = line?.params.at(-1);
    const caller = target === undefined || !isMessage(line) ? undefined : peers.find(target);
    if (line === null || caller === undefined || text === undefined || (values.echoes ?? 0) >= MOST_ECHOES)
      return;
    values.echoes = (values.echoes ?? 0) + 1;
    const bytes = Buffer.concat([
      Buffer.from(`:${caller.source} ${line.command} `),
      instance.session.nick,
      Buffer.from(' :'),
      text,
    ]);
    if (values.echoes <= 10)
      recorder.note(
        play,
        'server',
        Buffer.concat([bytes, Buffer.from('\r\n')]),
        'stimulus',
        'said by the second copy',
      );
    instance.session.send(bytes);
  });
}

/** Looking somebody up is no answer, and no other copy hears of it. */
function isMessage(line: IrcLine | null): boolean {
  return line?.command === 'PRIVMSG' || line?.command === 'NOTICE';
}

function valueOf(name: string, caller: PeerName | undefined, { play }: FloodStage): Buffer {
  if (name === 'peer') return Buffer.from(caller?.source ?? '');
  if (name === 'peer.nick') return Buffer.from(caller?.nick ?? '');
  return play.value(name);
}
