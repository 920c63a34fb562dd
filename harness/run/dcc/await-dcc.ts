import type { DccAwaited, DccStep } from '../../scenario/dcc-model.ts';
import { parseCtcp } from '../../wire/ctcp.ts';
import type { Instance } from '../instance/instance.ts';
import type { Play } from '../play/play.ts';
import type { Recorder } from '../play/recorder.ts';
import type { DccStage } from './dcc-stage.ts';
import { readOffer } from './offer.ts';

/** What should have come before did not: the rest of it will hardly come. */
const HOPELESS_MS = 100;
/** A transfer that goes on and on is a transfer that nobody waits for. */
const MOST_MS = 60_000;
const LOOK_AGAIN_MS = 25;

/** Waits for something that the client does by DCC; that it did not come is for the outcomes to say. */
export async function awaitDcc(
  { what, withinMs }: Extract<DccStep, { do: 'await' }>,
  stage: DccStage,
  play: Play,
  instance: Instance,
  recorder: Recorder,
): Promise<void> {
  const quietMs = withinMs ?? (stage.isWaitedOut ? HOPELESS_MS : stage.quietMs);
  const began = Date.now();
  let progressAt = began;
  let seen = progressOf(stage);
  const wake = new Wake(stage);
  try {
    for (;;) {
      if (await isThere(what, stage, play, instance, recorder)) break;
      if (instance.lifeline.loss !== null || instance.lifeline.interrupted) return;
      const progress = progressOf(stage);
      if (progress !== seen) {
        seen = progress;
        progressAt = Date.now();
      }
      if (Date.now() - progressAt >= quietMs || Date.now() - began >= MOST_MS) {
        stage.isWaitedOut = true;
        recorder.note(play, 'process', Buffer.from(`DCC: ${MISSING[what]}`), 'caused');
        return;
      }
      await wake.orAfter(LOOK_AGAIN_MS);
    }
  } finally {
    wake.stop();
  }
  if (what === 'line') noteLine(stage, play, recorder);
}

/** A RESUME and an ACCEPT have words and numbers too, and are no offers. */
const OFFER = /^\x01DCC [ST]?(?:CHAT|SEND) /;

const MISSING: Readonly<Record<DccAwaited, string>> = {
  answer: 'the client says nothing more by DCC',
  connection: 'no connection',
  second: 'no second connection',
  line: 'no further line of the client',
  octets: 'the client says nothing on the connection',
  shown: 'nothing of it is shown',
  transfer: 'the transfer does not come to its end',
  file: 'no file is saved that holds all of it',
  end: 'the client does not end the connection',
};

/** What tells that something happens. */
function progressOf({ peer }: DccStage): number {
  return (peer.task?.octetsIn ?? 0) + peer.accepted;
}

async function isThere(
  what: DccAwaited,
  stage: DccStage,
  play: Play,
  { client }: Instance,
  recorder: Recorder,
): Promise<boolean> {
  const { peer } = stage;
  switch (what) {
    case 'answer': {
      const answers = dccLines(play, recorder);
      if (answers.length <= stage.answersHeard) return false;
      const text = answers[stage.answersHeard];
      stage.answersHeard += 1;
      if (text !== undefined && OFFER.test(text.toString('latin1')))
        stage.offer = readOffer(text) ?? stage.offer;
      return true;
    }
    case 'connection':
      return peer.link !== null;
    case 'second':
      return peer.accepted > 1;
    case 'line': {
      const lines = peer.task?.kind === 'chat' ? peer.task.lines.filter(({ end }) => end !== 'none') : [];
      return lines.length > stage.linesHeard;
    }
    case 'octets':
      return peer.firstOctets.length > 0 || (peer.link !== null && !peer.link.isOpen);
    case 'shown': {
      const lines = (await client.shownLines()) ?? [];
      return lines.some(({ text }) => text.includes(play.cast.token));
    }
    case 'transfer':
      return peer.task !== null && (peer.task.isDone || (peer.link !== null && !peer.link.isOpen));
    case 'file': {
      const saved = await stage.downloads.saved();
      const wanted = peer.task?.kind === 'send' ? peer.task.plan.octets : 0;
      return saved !== null && saved.octets >= wanted;
    }
    case 'end':
      return peer.link !== null && !peer.link.isOpen;
  }
}

/** The texts of the CTCP lines about DCC that were caused. */
function dccLines(play: Play, recorder: Recorder): Buffer[] {
  return recorder.sort(play).caused.flatMap(({ received }) => {
    const text = received.line?.params.at(-1);
    return text !== undefined && parseCtcp(text)?.command.toString('latin1') === 'DCC' ? [text] : [];
  });
}

function noteLine(stage: DccStage, play: Play, recorder: Recorder): void {
  if (stage.peer.task?.kind !== 'chat') return;
  const line = stage.peer.task.lines[stage.linesHeard];
  stage.linesHeard += 1;
  if (line === undefined) return;
  const end = { lf: '\n', crlf: '\r\n', none: '' }[line.end];
  recorder.note(
    play,
    'process',
    Buffer.concat([line.octets, Buffer.from(end)]),
    'caused',
    'said by the client in the chat',
  );
}

/** Wakes whoever waits when anything happens on the connection. */
class Wake {
  readonly #stop: () => void;
  #now: () => void = () => undefined;

  constructor({ peer }: DccStage) {
    this.#stop = peer.onChange(() => this.#now());
  }

  orAfter(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#now = () => {
        clearTimeout(timer);
        setImmediate(resolve);
      };
    });
  }

  stop(): void {
    this.#stop();
  }
}
