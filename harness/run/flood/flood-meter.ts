import type { Curve } from '../../../reports/model/report.ts';
import type { Measure } from '../../scenario/measures.ts';
import type { ReceivedLine } from '../../server/session.ts';
import { streamBytes } from '../play/recorder.ts';
import type { FloodPeers } from './flood-peers.ts';
import { PenaltyClock } from './penalty-clock.ts';
import { RateWindow } from './rate-window.ts';
import { Sample } from './sample.ts';
import { Series } from './series.ts';

const MESSAGES: ReadonlySet<string> = new Set(['NOTICE', 'PRIVMSG']);
/** A burst is what comes before anybody could have read and judged it. */
const AT_ONCE_MS = 2000;
/** What of the replies stays in the transcript: enough to see what they are, and how they end. */
const FIRST_REPLIES = 30;
const LAST_REPLIES = 5;

/**
 * Counts what a client sends while it is flooded. Replies to those who flood are counted and not kept, however many
 * they are; all else is left to the recorder of the play.
 */
export class FloodMeter {
  readonly replies = new Sample<ReceivedLine>(FIRST_REPLIES, LAST_REPLIES);
  readonly clock = new PenaltyClock();
  readonly #peers: FloodPeers;
  readonly #isOurs: (line: ReceivedLine) => boolean;
  readonly #atOnce = new RateWindow(AT_ONCE_MS);
  readonly #replyCurve = new Series();
  readonly #leadCurve = new Series();
  #beganMs = 0;
  #count = 0;
  #octets = 0;
  #lastMs = 0;
  /** Told of each reply. */
  onReply: (reply: ReceivedLine) => void = () => undefined;
  /** Told when the client was read so far that its lead is known. */
  onLine: () => void = () => undefined;

  /** @param isOurs what answers the harness itself, and is not held against the client */
  constructor(peers: FloodPeers, isOurs: (line: ReceivedLine) => boolean = () => false) {
    this.#peers = peers;
    this.#isOurs = isOurs;
  }

  /** @param ms the moment, on the clock of the session, from which curves count */
  begin(ms: number): void {
    this.#beganMs = ms;
    this.#replyCurve.note(0, this.#count);
    this.#leadCurve.note(0, this.clock.leadAt(ms) / 1000);
  }

  /** @returns true when the line is a reply to the flood, and counted with that */
  take(received: ReceivedLine): boolean {
    const { line, ms } = received;
    // The harness asks for PONG much more often than a server does, and asks as somebody new: the client is not to blame.
    if (line?.command === 'PONG' || this.#isOurs(received)) return false;
    const octets = streamBytes(received).length;
    this.clock.take(ms, octets);
    this.#leadCurve.note(ms - this.#beganMs, this.clock.leadAt(ms) / 1000);
    this.onLine();
    const [target] = line?.params ?? [];
    if (target === undefined || !MESSAGES.has(line?.command ?? '') || this.#peers.find(target) === undefined)
      return false;
    this.#count += 1;
    this.#octets += octets;
    this.#lastMs = ms;
    this.#atOnce.note(ms, octets);
    this.#replyCurve.note(ms - this.#beganMs, this.#count);
    this.replies.note(received);
    this.onReply(received);
    return true;
  }

  get count(): number {
    return this.#count;
  }

  get values(): Partial<Record<Measure, number>> {
    return {
      replies: this.#count,
      repliesOctets: this.#octets,
      lead: Math.round(this.clock.highestLeadMs / 100) / 10,
      waitingOctets: this.clock.mostWaiting,
      octetsAtOnce: this.#atOnce.most,
      answeringMs: this.#count === 0 ? 0 : Math.max(0, Math.round(this.#lastMs - this.#beganMs)),
    };
  }

  /** @param nowMs the end of what was watched, on the clock of the session */
  curves(nowMs: number): Curve[] {
    const endMs = Math.max(0, nowMs - this.#beganMs);
    this.#replyCurve.note(endMs, this.#count);
    this.#leadCurve.note(endMs, this.clock.leadAt(nowMs) / 1000);
    return [
      { name: 'replies', title: 'Replies so far', unit: 'replies', points: this.#replyCurve.points },
      { name: 'lead', title: 'Lead of the penalty clock', unit: 's', points: this.#leadCurve.points },
    ];
  }
}
