import { lineWithEnding } from '../../server/received-line.ts';
import type { ReceivedLine } from '../../server/session.ts';
import { causeOf, isCanary } from './attribution.ts';
import type { ControlQuery } from './control.ts';
import type { Instance, Prelude } from '../instance/instance.ts';
import type { Knowledge } from '../knowledge.ts';
import type { CausedLine, EventRole, PlayEvent } from './observation.ts';
import type { Play } from './play.ts';

/** The bytes of a received line as they were on the wire. */
export function wireBytes({ raw, ending }: ReceivedLine): Buffer {
  return lineWithEnding({ bytes: raw, ending });
}

/** The same as the server has them in its stream of lines: behind a WebSocket message it puts the CRLF itself. */
export function streamBytes({ raw, ending }: ReceivedLine): Buffer {
  return lineWithEnding({ bytes: raw, ending: ending === 'message' ? 'crlf' : ending });
}

/** Collects what was sent and seen during one window, and sorts it by cause. */
export class Recorder {
  readonly #instance: Instance;
  readonly #plays: readonly Play[];
  readonly #controls: readonly ControlQuery[];
  readonly #knowledge: Knowledge;
  readonly #alone: boolean;
  readonly #firstLine: number;
  /** Each line is looked at for each play and for each kind of trouble; what caused it stays what it is. */
  readonly #causes = new Map<ReceivedLine, ReturnType<typeof causeOf>>();
  readonly #sent: { play: Play | null; event: PlayEvent }[] = [];

  constructor(
    instance: Instance,
    plays: readonly Play[],
    controls: readonly ControlQuery[],
    knowledge: Knowledge,
    alone: boolean,
  ) {
    this.#instance = instance;
    this.#plays = plays;
    this.#controls = controls;
    this.#knowledge = knowledge;
    this.#alone = alone;
    this.#firstLine = instance.lifeline.lines.length;
  }

  /** Notes what goes out. `play` is null for what belongs to the whole window. */
  note(
    play: Play | null,
    from: PlayEvent['from'],
    bytes: Uint8Array,
    role: EventRole,
    note?: string,
  ): PlayEvent {
    const ms = this.#instance.session.elapsedMs();
    const sent = from === 'server' ? this.#instance.session.asSent(Buffer.from(bytes)) : Buffer.from(bytes);
    const event = { ms, from, bytes: sent, role, ...(note === undefined ? {} : { note }) };
    this.#sent.push({ play, event });
    return event;
  }

  /** Notes what was said to the client before 001. */
  notePrelude(play: Play, { ms, lines }: Prelude): void {
    for (const line of lines) {
      const bytes = this.#instance.session.asSent(Buffer.concat([line, Buffer.from('\r\n')]));
      this.#sent.push({ play, event: { ms, from: 'server', bytes, role: 'stimulus' } });
    }
  }

  get lines(): readonly ReceivedLine[] {
    const later = this.#instance.lifeline.lines.slice(this.#firstLine);
    const { prelude } = this.#instance;
    if (prelude === null) return later;
    return [...this.#instance.linesAtStart.filter(({ ms }) => ms > prelude.ms), ...later];
  }

  get seed(): number {
    return this.#knowledge.seed;
  }

  /** Whether nothing was seen that holds the client's replies back. */
  get isUnlimited(): boolean {
    return this.#knowledge.allowance.kind === 'none';
  }

  /** Leaves out what clients say to whoever writes to them: answers by NOTICE, and their own traffic. */
  forgetAnswers(): void {
    const { lines } = this.#instance.lifeline;
    const kept = lines
      .slice(this.#firstLine)
      .filter(
        (line) =>
          (line.line?.command !== 'NOTICE' || this.#cause(line).by === 'control') &&
          !this.#knowledge.ambient.isOwn(line) &&
          !this.#knowledge.ambient.isCompanion(line) &&
          !this.#knowledge.ambient.isChatAnswer(line),
      );
    lines.splice(this.#firstLine, lines.length, ...kept);
  }

  /** True when something came that neither a control, nor a play, nor the client's own habits explain. */
  get unexplained(): boolean {
    return this.lines.some(
      (line) =>
        this.#cause(line).by === 'unknown' &&
        !this.#plays.every((play) => this.#isIgnoredCompanion(line, play)),
    );
  }

  /** True when an answer to something earlier came only now. */
  get late(): boolean {
    return this.lines.some((line) => {
      const cause = this.#cause(line);
      return cause.by === 'earlier' && cause.isLateReply;
    });
  }

  /** True when one line names two plays: a payload that was answered to the wrong peer. */
  get crossed(): boolean {
    return this.lines.some((line) => {
      const cause = this.#cause(line);
      return cause.by === 'play' && cause.plays.length > 1;
    });
  }

  /** Everything about one play, in the order of time. */
  sort(play: Play): { caused: CausedLine[]; events: PlayEvent[]; fence: PlayEvent | null; canary: boolean } {
    const caused: CausedLine[] = [];
    const events = this.#sent.filter((one) => one.play === null || one.play === play).map((one) => one.event);
    let fence: PlayEvent | null = null;
    let canary = false;
    for (const received of this.lines) {
      const cause = this.#cause(received);
      const mine = cause.by === 'play' && cause.plays.includes(play);
      const byTimeOnly = cause.by === 'unknown' && this.#alone && !this.#isIgnoredCompanion(received, play);
      if (cause.by === 'play' && !mine) continue;
      const role = mine || byTimeOnly ? 'caused' : roleOf(cause.by, received);
      if (role === null) continue;
      const event: PlayEvent = { ms: received.ms, from: 'client', bytes: wireBytes(received), role };
      events.push(event);
      if (role === 'caused') {
        caused.push({ received, event, byTimeOnly });
        canary ||= isCanary(received);
      }
      if (role === 'control') fence = event;
    }
    events.sort((a, b) => a.ms - b.ms);
    return { caused, events, fence, canary };
  }

  /** What the client does on any query counts only for a scenario that asks for that verb. */
  #isIgnoredCompanion(received: ReceivedLine, { item }: Play): boolean {
    if (!this.#knowledge.ambient.isCompanion(received)) return false;
    return !item.scenario.verbs.has(received.line?.command ?? '');
  }

  #cause(received: ReceivedLine): ReturnType<typeof causeOf> {
    const known = this.#causes.get(received);
    if (known !== undefined) return known;
    const cause = causeOf(received, {
      plays: this.#plays,
      controls: this.#controls,
      ambient: this.#knowledge.ambient,
      earlier: this.#instance.earlier,
    });
    this.#causes.set(received, cause);
    return cause;
  }
}

/** PONG is left out of a play's transcript: it says nothing and would bury the rest. */
function roleOf(
  cause: 'control' | 'client' | 'play' | 'earlier' | 'unknown',
  received: ReceivedLine,
): EventRole | null {
  switch (cause) {
    case 'control':
      return 'control';
    case 'client':
      return received.line?.command === 'PONG' ? null : received.duty ? 'duty' : 'ambient';
    case 'earlier':
    case 'unknown':
      return 'ambient';
    case 'play':
      return 'caused';
  }
}
