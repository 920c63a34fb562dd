import { printBytes } from '../wire/notation.ts';
import { LineSplitter } from '../wire/splitter.ts';
import { AnswerError, readAnswer, type Answer } from './answer.ts';
import { startCodec, type CodecProcess } from './codec-process.ts';
import type { Vector } from './schema.ts';

/** The longest line that is taken from a codec, in octets. */
const maxLine = 1024 * 1024;
const shownWords = 400;

/** Why a codec could not be asked any further. */
export interface CodecFault {
  readonly code: 'dies' | 'hangs' | 'garbage' | 'endless-line';
  /** What the program did, as the end of a sentence that begins with its name; then what to do. */
  readonly message: string;
}

export interface Conversation {
  readonly answers: ReadonlyMap<string, Answer>;
  /** The ids that were asked for and not answered. */
  readonly open: readonly string[];
  readonly fault: CodecFault | null;
}

export interface ConverseOptions {
  /** How many requests may be without an answer at a time. */
  readonly window: number;
  /** How long no answer may come, in milliseconds. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/**
 * Starts a codec and asks it for each vector, until all are answered, it fails or the signal is given. Answers may come
 * in any order. The codec is ended in every case, with all that it started.
 *
 * @throws ClientStartError
 */
export async function converse(
  command: string,
  vectors: readonly Vector[],
  options: ConverseOptions,
): Promise<Conversation> {
  const talk = new Talk(vectors, options);
  const codec = await startCodec(command, (chunk) => talk.hear(chunk));
  try {
    return await talk.with(codec);
  } finally {
    await codec.end();
  }
}

class Talk {
  readonly #waiting: Vector[];
  readonly #options: ConverseOptions;
  readonly #splitter = new LineSplitter(maxLine);
  readonly #answers = new Map<string, Answer>();
  readonly #open = new Set<string>();
  #codec: CodecProcess | null = null;
  #timer: NodeJS.Timeout | undefined;
  #fault: CodecFault | null = null;
  #over = false;
  #resolve: () => void = () => undefined;
  readonly #ended = new Promise<void>((resolve) => {
    this.#resolve = resolve;
  });

  constructor(vectors: readonly Vector[], options: ConverseOptions) {
    this.#waiting = [...vectors];
    this.#options = options;
  }

  async with(codec: CodecProcess): Promise<Conversation> {
    const { signal } = this.#options;
    const onAbort = (): void => this.#end(null);
    signal.addEventListener('abort', onAbort);
    this.#codec = codec;
    void codec.exited.then(({ code, signal: by }) => {
      const rest = this.#splitter.end();
      if (rest !== null) this.#take(rest.bytes, rest.overlong);
      const how = by === null ? `with status ${code ?? 'unknown'}` : `by ${by}`;
      this.#fail('dies', `ended ${how} before it had answered everything.${lastWordsOf(codec)}`);
    });
    if (signal.aborted) this.#end(null);
    this.#progress();
    await this.#ended;
    signal.removeEventListener('abort', onAbort);
    clearTimeout(this.#timer);
    return { answers: this.#answers, open: [...this.#open], fault: this.#fault };
  }

  hear(chunk: Buffer): void {
    if (this.#over) return;
    for (const { bytes, overlong } of this.#splitter.push(chunk)) this.#take(bytes, overlong);
  }

  #take(line: Buffer, overlong: boolean): void {
    if (this.#over) return;
    if (overlong) {
      this.#fail(
        'endless-line',
        `wrote a line of more than ${maxLine} octets. End each answer with a line feed.`,
      );
      return;
    }
    try {
      const { id, answer } = readAnswer(line);
      if (!this.#open.delete(id)) {
        throw new AnswerError(
          `answered '${printBytes(Buffer.from(id.slice(0, 80)))}', which is not open. Answer each request once, with its own id.`,
        );
      }
      this.#answers.set(id, answer);
    } catch (error) {
      if (!(error instanceof AnswerError)) throw error;
      this.#fail('garbage', error.message);
      return;
    }
    this.#progress();
  }

  /** Asks for as many as may be open, and waits anew. */
  #progress(): void {
    if (this.#over || this.#codec === null) return;
    while (this.#open.size < this.#options.window) {
      const next = this.#waiting.shift();
      if (next === undefined) break;
      this.#open.add(next.id);
      const { id, do: doing, dialect, input } = next;
      this.#codec.send(JSON.stringify({ id, do: doing, dialect, input }));
    }
    if (this.#open.size === 0) {
      this.#end(null);
      return;
    }
    clearTimeout(this.#timer);
    const { timeoutMs } = this.#options;
    this.#timer = setTimeout(
      () =>
        this.#fail(
          'hangs',
          `gave no answer for ${timeoutMs} ms. Write out each answer at once, without a buffer.`,
        ),
      timeoutMs,
    );
  }

  #fail(code: CodecFault['code'], message: string): void {
    this.#end({ code, message });
  }

  #end(fault: CodecFault | null): void {
    if (this.#over) return;
    this.#over = true;
    this.#fault = fault;
    this.#resolve();
  }
}

function lastWordsOf(codec: CodecProcess): string {
  const words = codec.lastWords();
  if (words.length === 0) return ' Run it by hand to see why.';
  return ` Its last words: ${printBytes(words.subarray(-shownWords))}`;
}
