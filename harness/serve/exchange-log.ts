import type { Session } from '../server/session.ts';
import { printBytes } from '../wire/notation.ts';
import type { LineView } from './view.ts';

/** As many as a page shows. */
export const LINES_KEPT = 400;
/** One read of a busy connection; what is more is left out and said to be. */
const MOST_AT_ONCE = 400;
const LONGEST_BYTES = 700;

/** What goes over the connections of one client, as lines that can be shown. */
export class ExchangeLog {
  readonly #kept: LineView[] = [];
  #sessions: { readonly session: Session; read: number; readonly epochMs: number }[] = [];
  #count = 0;

  follow(session: Session): void {
    this.read();
    this.#sessions.push({ session, read: 0, epochMs: Date.now() - session.elapsedMs() });
  }

  /** All that is kept. */
  get lines(): readonly LineView[] {
    return this.#kept;
  }

  /** What has come since this was called last. */
  read(): LineView[] {
    const fresh: LineView[] = [];
    for (const one of this.#sessions) {
      const { session, read, epochMs } = one;
      const from = Math.max(read, session.transcript.length - MOST_AT_ONCE);
      if (from > read) fresh.push(this.#line('note', epochMs, `… ${from - read} lines are not shown here`));
      for (const { ms, from: side, bytes } of session.transcript.slice(from))
        fresh.push(this.#line(side, epochMs + ms, textOf(bytes)));
      one.read = session.transcript.length;
    }
    this.#sessions = this.#sessions.filter(({ session }) => !session.closed);
    this.#kept.push(...fresh);
    this.#kept.splice(0, this.#kept.length - LINES_KEPT);
    return fresh;
  }

  #line(from: LineView['from'], atMs: number, text: string): LineView {
    this.#count += 1;
    return { number: this.#count, from, atMs: Math.round(atMs), text };
  }
}

function textOf(bytes: Buffer): string {
  const shown = bytes.subarray(0, LONGEST_BYTES);
  const text = printBytes(shown).replace(/\\r\\n$/, '');
  return shown.length < bytes.length ? `${text}…` : text;
}
