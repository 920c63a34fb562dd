import { ClientActionError } from '../../client/client-error.ts';
import { parseCtcp } from '../../wire/ctcp.ts';
import type { Step } from '../../scenario/model.ts';
import { contentPieces } from '../dcc/file-content.ts';
import { performDcc } from '../dcc/perform-dcc.ts';
import { isSetting } from '../../scenario/settings.ts';
import { isDccAction } from '../../scenario/user-actions.ts';
import type { Instance } from '../instance/instance.ts';
import type { Play } from './play.ts';
import type { Recorder } from './recorder.ts';
import { displayFence } from './display-watch.ts';
import { fuzz } from './fuzz.ts';
import { typedIn } from './typed-text.ts';

/**
 * How long a client may take to send what its user typed, where the scenario declares no window. Typing and
 * the network are two inputs of a client, and nothing orders the one against the other.
 */
export const TYPED_MS = 5000;
/** A graphical client gets a text key by key, and what is on no key takes several. */
const TYPED_MS_PER_OCTET = 10;
/** How long a client that was cut off is watched: whoever crashes over it does so at once. */
export const EXIT_MS = 1000;
/** A client that takes nothing more for this long, while nobody reads what it sends, has filled its buffers. */
const STALLED_MS = 200;

/**
 * Takes one step of a play that has the client to itself.
 *
 * @returns false when the display did not catch up
 */
export async function performStep(
  step: Step,
  play: Play,
  instance: Instance,
  recorder: Recorder,
  startFresh: () => Promise<Instance>,
): Promise<boolean> {
  const { session, client } = instance;
  switch (step.do) {
    case 'send': {
      const lines = step.lines.map((template) => play.bytes(template));
      for (const line of lines)
        recorder.note(play, 'server', Buffer.concat([line, Buffer.from('\r\n')]), 'stimulus');
      session.sendLines(lines);
      return true;
    }
    case 'raw': {
      const pieces = step.pieces.map((template) => play.bytes(template));
      for (const piece of pieces) recorder.note(play, 'server', piece, 'stimulus');
      const sent = session.sendRaw(pieces);
      // A client whose own output nobody takes may rightly stop reading.
      await (session.reading ? sent : session.whenTaken(STALLED_MS));
      return true;
    }
    case 'rename': {
      const nick = play.bytes(step.nick);
      recorder.note(
        play,
        'server',
        Buffer.concat([Buffer.from(':'), session.source, Buffer.from(' NICK '), nick, Buffer.from('\r\n')]),
        'stimulus',
      );
      session.forceNick(nick);
      return true;
    }
    case 'host':
      recorder.note(play, 'server', session.forceHost(play.bytes(step.host)), 'stimulus');
      // The keyboard and the network are not ordered: what is typed now could be read first.
      await instance.lifeline.answersPing(instance.timeoutMs);
      return true;
    case 'user': {
      const { target, command, text } = typedIn(step, play);
      play.typed = text ?? Buffer.alloc(0);
      // What the client has said before, while it talked with a peer, is no sign that this was done.
      const before = play.dcc === null ? 0 : recorder.sort(play).caused.length;
      const words = [`/${step.action}`, target, command].filter((word) => word !== undefined).join(' ');
      const typed = text === undefined ? [words] : [`${words} `, text];
      recorder.note(play, 'user', Buffer.concat(typed.map((part) => Buffer.from(part))), 'stimulus');
      try {
        await client.act(step.action, {
          ...(target === undefined ? {} : { target }),
          ...(text === undefined ? {} : { text }),
          ...(command === undefined ? {} : { command }),
          ...(command === undefined || text === undefined ? {} : { args: text }),
          ...(step.octets === null ? {} : { content: contentPieces(step.octets) }),
        });
      } catch (error) {
        // Nobody can type into a client that has just died: what killed it is judged, not this.
        if (!(error instanceof ClientActionError) || !(await instance.lifeline.isLost())) throw error;
      }
      // Nothing goes out; that it was done shows only in what is typed behind it.
      if (step.action === 'ignore' || isSetting(step.action) || isDccAction(step.action)) return true;
      const sent = (): boolean => recorder.sort(play).caused.length > before;
      await instance.lifeline.until(sent, { elapsedMs: play.item.scenario.observeMs ?? waitForTyped(play) });
      const last = recorder.sort(play).caused.at(-1)?.received.line?.params.at(-1);
      play.sent = parseCtcp(last ?? Buffer.alloc(0))?.params ?? play.sent;
      return true;
    }
    case 'end': {
      const how = step.how === 'close' ? 'the server closes the connection' : 'the server resets it';
      recorder.note(play, 'process', Buffer.from(how), 'stimulus');
      if (step.how === 'close') session.close();
      else session.reset();
      await Promise.race([client.whenExited(), pause(EXIT_MS)]);
      return true;
    }
    case 'reading':
      if (step.goesOn) {
        // The system takes what we write at once; the client needs a moment to read it and to fill its own buffers.
        await pause(STALLED_MS);
        session.resumeReading();
      } else session.stopReading();
      recorder.note(
        play,
        'process',
        Buffer.from(step.goesOn ? 'the server reads again' : 'the server stops reading'),
        'stimulus',
      );
      return true;
    case 'fuzz':
      await fuzz(
        { count: step.lines, seed: step.seed ?? recorder.seed },
        play,
        instance,
        recorder,
        startFresh,
      );
      return true;
    case 'heard':
      // What the server made of the client's own lines is behind those in what it reads next.
      await instance.lifeline.answersPing(instance.timeoutMs);
      return true;
    case 'show':
      return displayFence(instance, recorder, play);
    case 'dcc':
      if (play.dcc === null) throw new Error(`${play.item.scenario.id} was played without a peer`);
      await performDcc(step.act, play.dcc, play, instance, recorder);
      return true;
    case 'flood':
    case 'reflect':
    case 'copies':
    case 'reconnect':
      throw new Error(
        `the step '${step.do}' of ${play.item.scenario.id} was played without its measurements`,
      );
  }
}

/** For how long what the user typed last is waited for. */
export function waitForTyped({ typed }: Pick<Play, 'typed'>): number {
  return TYPED_MS + TYPED_MS_PER_OCTET * typed.length;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
