import { isUtf8 } from 'node:buffer';
import type { Frame } from '../../wire/message-lines.ts';

/** One frame that goes out: a message, or a part of one. */
export interface OutgoingFrame {
  readonly bytes: Buffer;
  /** Whether the message ends with it (RFC 6455 section 5.4). */
  readonly last: boolean;
}

const CRLF = Buffer.from('\r\n');
const CR = 0x0d;

/**
 * Makes messages of a stream of lines: each line is a message without its CRLF. What is written without the end of its
 * line goes out as a part of its message, so that pieces of a line become frames of one message.
 */
export class OutgoingMessages {
  readonly #frame: Frame;
  #heldCr = false;
  #isOpen = false;

  constructor(frame: Frame) {
    this.#frame = frame;
  }

  /** @returns the frames of what was written at once */
  take(written: Buffer): OutgoingFrame[] {
    let rest = this.#heldCr ? Buffer.concat([CRLF.subarray(0, 1), written]) : written;
    this.#heldCr = false;
    const frames: OutgoingFrame[] = [];
    for (let end = rest.indexOf(CRLF); end !== -1; end = rest.indexOf(CRLF)) {
      const line = rest.subarray(0, end);
      frames.push({ bytes: this.#isOpen ? line : this.#whole(line), last: true });
      this.#isOpen = false;
      rest = rest.subarray(end + CRLF.length);
    }
    if (rest.at(-1) === CR) {
      this.#heldCr = true;
      rest = rest.subarray(0, -1);
    }
    if (rest.length > 0) {
      frames.push({ bytes: rest, last: false });
      this.#isOpen = true;
    }
    return frames;
  }

  /** Text has to be UTF-8: what is not becomes U+FFFD (IRCv3, WebSocket support, "WebSocket features and encoding"). */
  #whole(line: Buffer): Buffer {
    return this.#frame === 'binary' || isUtf8(line) ? line : Buffer.from(line.toString('utf8'));
  }
}
