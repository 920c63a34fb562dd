import type { Instance } from '../instance/instance.ts';
import type { Knowledge } from '../knowledge.ts';
import { ControlQuery } from '../play/control.ts';
import type { Recorder } from '../play/recorder.ts';

/** When somebody new asks, in ms after the flood: ever more seldom, so that no limiter is kept busy by it. */
const ASK_AT_MS = [0, 3000, 8000, 15_000, 25_000, 40_000, 55_000];

/**
 * Asks once the flood is over, each time from a peer of its own, whether queries are answered again. Where a client keeps
 * order, the first answer is the fence as well: what stood before it in its queue was sent, or never will be.
 */
export class Probes {
  readonly #instance: Instance;
  readonly #knowledge: Knowledge;
  readonly #key: string;
  readonly #controls: ControlQuery[];
  readonly #recorder: Recorder;
  readonly #beganMs: number;
  #asked = 0;

  /** @param controls the list that the recorder looks at: each probe is added to it */
  constructor(
    instance: Instance,
    knowledge: Knowledge,
    play: { key: string; controls: ControlQuery[]; recorder: Recorder },
  ) {
    this.#instance = instance;
    this.#knowledge = knowledge;
    this.#key = play.key;
    this.#controls = play.controls;
    this.#recorder = play.recorder;
    this.#beganMs = instance.session.elapsedMs();
  }

  /** Asks when it is time to. */
  ask(): void {
    const { control, seed } = this.#knowledge;
    const { session } = this.#instance;
    const due = ASK_AT_MS[this.#asked];
    if (control === null || due === undefined || session.ending || this.answeredMs !== null) return;
    if (session.elapsedMs() - this.#beganMs < due) return;
    const probe = new ControlQuery(control, seed, `${this.#key}/probe/${this.#asked}`);
    this.#asked += 1;
    this.#controls.push(probe);
    const line = probe.lineTo(session.nick);
    this.#recorder.note(null, 'server', Buffer.concat([line, Buffer.from('\r\n')]), 'control');
    session.send(line);
  }

  /** When the first answer came, in ms after the flood; null as long as none has. */
  get answeredMs(): number | null {
    const { lines } = this.#instance.lifeline;
    const answer = lines.find((line) => this.#controls.some((probe) => probe.isReply(line)));
    return answer === undefined ? null : Math.max(0, Math.round(answer.ms - this.#beganMs));
  }
}
