import type { DccPlan, DccStep } from '../../scenario/dcc-model.ts';
import type { Role } from '../../dcc/dcc-peer.ts';
import { serverIdentity } from '../../server/server-identity.ts';
import type { Instance } from '../instance/instance.ts';
import type { Play } from '../play/play.ts';
import type { Recorder } from '../play/recorder.ts';
import { awaitDcc } from './await-dcc.ts';
import type { DccStage } from './dcc-stage.ts';

/** Between two pieces that are to be two segments: what is written at once goes out at once. */
const APART_MS = 50;

/** Takes one step of the peer. */
export async function performDcc(
  act: DccStep,
  stage: DccStage,
  play: Play,
  instance: Instance,
  recorder: Recorder,
): Promise<void> {
  const { peer } = stage;
  const note = (words: string): void =>
    void recorder.note(play, 'process', Buffer.from(`DCC: ${words}`), 'stimulus');
  switch (act.do) {
    case 'listen': {
      const { over, secure } = act.plan;
      const context = secure ? (await serverIdentity('127.0.0.1')).context : null;
      stage.port = await peer.listen(roleOf(act.plan), over, context);
      note(`the peer listens, and ${WORDS[act.plan.task]}`);
      return;
    }
    case 'connect': {
      const { over, secure } = act.plan;
      const reached = await peer.connect(roleOf(act.plan), Number(stage.offer?.port ?? 0), over, secure);
      note(reached ? `the peer connects, and ${WORDS[act.plan.task]}` : 'the peer cannot connect');
      return;
    }
    case 'say':
      for (const piece of act.pieces) {
        const octets = play.bytes(piece);
        recorder.note(play, 'process', octets, 'stimulus', 'said by the peer in the chat');
        await peer.link?.write(octets);
        if (act.pieces.length > 1) await pause(APART_MS);
      }
      return;
    case 'close':
      note(CLOSING[act.how]);
      if (act.how === 'port') peer.stopListening();
      else peer.link?.close(act.how);
      return;
    case 'await':
      await awaitDcc(act, stage, play, instance, recorder);
      return;
    case 'lay':
      await stage.downloads.lay(play.bytes(act.name).toString('utf8'), act.octets);
      return;
  }
}

const CLOSING = {
  fin: 'the peer ends the connection',
  reset: 'the peer resets the connection',
  port: 'the peer listens no longer',
} as const;

const WORDS: Readonly<Record<DccPlan['task'], string>> = {
  chat: 'talks',
  send: 'sends a file',
  receive: 'takes a file',
};

function roleOf(plan: DccPlan): Role {
  return plan.task === 'chat' ? { kind: 'chat' } : { kind: plan.task, plan };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
