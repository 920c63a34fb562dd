import type { Step } from '../../scenario/model.ts';
import { ChunkWriter } from './chunk-writer.ts';
import { FloodLines, type FloodChunk } from './flood-lines.ts';
import type { FloodStage } from './stage.ts';
import { residentGrowth } from './resident-growth.ts';
import type { TreeMeter } from './tree-meter.ts';

/** A flood that is spread over a time goes out in so many slices a second. */
const SLICE_MS = 50;
/** What of it stays in the transcript. */
const FIRST_LINES = 30;

type FloodStep = Extract<Step, { do: 'flood' }>;

/**
 * Sends a flood, once or in rounds: as quickly as the client takes it, or spread over a time.
 *
 * @returns when all of it was handed to the system, or the connection is gone
 */
export async function sendFlood(step: FloodStep, stage: FloodStage, tree: TreeMeter): Promise<void> {
  const { values } = stage;
  if (step.throwsOff !== null) throwOffBeyond(step.throwsOff, stage);
  const resident: number[] = [];
  for (let round = 0; round < step.rounds; round += 1) {
    await sendRound(step, stage, round === 0);
    if (step.rounds === 1) break;
    // All of a round has been read, and what it left behind can be seen, when the PING behind it is answered.
    if (!(await stage.instance.lifeline.answersPing(stage.instance.timeoutMs))) break;
    const octets = await tree.look();
    if (octets !== null) resident.push(octets);
  }
  const growth = residentGrowth(resident, step.count);
  if (growth !== null) values.residentGrowth = growth;
}

async function sendRound(step: FloodStep, stage: FloodStage, isFirst: boolean): Promise<void> {
  const { play, peers, values } = stage;
  const lines = new FloodLines(step, play, peers.take(step.peers));
  const slices = Math.max(1, Math.ceil(step.withinMs / SLICE_MS));
  const most = step.withinMs === 0 ? Infinity : Math.ceil(step.count / slices);
  const writer = new ChunkWriter(stage.instance.session);
  const beganAt = Date.now();
  let sent = 0;
  for (let slice = 1; ; slice += 1) {
    const chunk = lines.next(most);
    if (chunk === null) break;
    if (isFirst) noteLines(chunk, sent, stage);
    sent += chunk.lines;
    values.queries = (values.queries ?? 0) + chunk.lines;
    values.queriesOctets = (values.queriesOctets ?? 0) + chunk.bytes.length;
    if (!(await writer.write(chunk))) break;
    if (step.withinMs > 0 && lines.left > 0) await until(beganAt + (slice * step.withinMs) / slices);
  }
  await writer.end();
  noteRest(sent, step, stage, isFirst);
}

function noteLines({ bytes }: FloodChunk, before: number, { recorder, play }: FloodStage): void {
  let start = 0;
  for (let shown = before; shown < FIRST_LINES && start < bytes.length; shown += 1) {
    const end = bytes.indexOf('\r\n', start) + 2;
    // A copy: the bytes of a chunk are used again.
    recorder.note(play, 'server', Buffer.from(bytes.subarray(start, end)), 'stimulus');
    start = end;
  }
}

function noteRest(
  sent: number,
  { rounds }: FloodStep,
  { recorder, play }: FloodStage,
  isFirst: boolean,
): void {
  const shown = isFirst ? Math.min(sent, FIRST_LINES) : 0;
  if (sent === shown) return;
  const of = rounds > 1 ? ` in this round of ${rounds}` : '';
  recorder.note(
    play,
    'process',
    Buffer.from(`${sent - shown} more lines of the same flood${of}`),
    'stimulus',
  );
}

/** As a server does that reads by its penalty clock and finds that too much waits. */
function throwOffBeyond(octets: number, { meter, instance, values }: FloodStage): void {
  values.thrownOff = 0;
  meter.onLine = () => {
    if (values.thrownOff === 1 || meter.clock.mostWaiting <= octets) return;
    values.thrownOff = 1;
    instance.session.throwOff('Excess Flood');
  };
}

function until(at: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, at - Date.now())));
}
