import type { Instance } from '../instance/instance.ts';
import type { Knowledge } from '../knowledge.ts';
import type { ControlQuery } from '../play/control.ts';
import type { Play } from '../play/play.ts';
import type { Recorder } from '../play/recorder.ts';
import type { FloodMeter } from './flood-meter.ts';
import type { FloodPeers } from './flood-peers.ts';
import type { Measure } from '../../scenario/measures.ts';

/** Everything that the steps of a flood work with. */
export interface FloodStage {
  readonly instance: Instance;
  readonly knowledge: Knowledge;
  readonly play: Play;
  readonly recorder: Recorder;
  readonly peers: FloodPeers;
  readonly meter: FloodMeter;
  /** The queries that the recorder takes for controls; what asks one adds it. */
  readonly controls: ControlQuery[];
  /** The same for the same playing. */
  readonly key: string;
  /** Until when it is watched, on the clock of the session. */
  readonly untilMs: number;
  /** What the steps themselves have measured. */
  readonly values: Partial<Record<Measure, number>>;
  readonly startFresh: () => Promise<Instance>;
}
