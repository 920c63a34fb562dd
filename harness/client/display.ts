import { ClientStartError } from './client-error.ts';
import { FileDisplay } from './file-display.ts';
import { HomeGlob } from './home-glob.ts';
import type { OutputTail } from './output-tail.ts';
import type { PlaceholderValues } from './placeholders.ts';
import type { Screen } from './screen.ts';
import { plainLines, type ShownLine, type StyledLine } from './shown-line.ts';
import type { DisplaySpec } from './spec.ts';
import { outputStyles } from './output-styles.ts';
import { TextLog } from './text-log.ts';

/** Where what the client shows is read back. */
export interface Display {
  /** Everything shown so far, oldest first. */
  lines(): Promise<readonly ShownLine[]>;
  /** The last of it with its looks; null where looks cannot be seen. */
  styledLines(): Promise<readonly StyledLine[] | null>;
  /** False when so much was shown that part of it is lost. */
  readonly complete: boolean;
  /** Takes the client's standard output, or all of its terminal's. */
  push(chunk: Buffer): void;
}

/** @throws ClientStartError `bad-spec` */
export function createDisplay(
  spec: DisplaySpec,
  values: PlaceholderValues,
  screen: Screen | null,
  tail: OutputTail,
): Display {
  switch (spec.source) {
    case 'screen':
      if (screen === null) {
        throw new ClientStartError(
          'bad-spec',
          'The display is to be read from the screen, but the client has none. Give it a terminal of the kind pty.',
        );
      }
      return new ScreenDisplay(screen);
    case 'output':
      return new OutputDisplay(screen, tail);
    case 'file':
      return new FileDisplay(new HomeGlob(spec.path, values));
  }
}

class ScreenDisplay implements Display {
  readonly #screen: Screen;

  constructor(screen: Screen) {
    this.#screen = screen;
  }

  get complete(): boolean {
    return this.#screen.complete;
  }

  async lines(): Promise<readonly ShownLine[]> {
    await this.#screen.settle();
    return plainLines(this.#screen.lines());
  }

  async styledLines(): Promise<readonly StyledLine[]> {
    await this.#screen.settle();
    return this.#screen.styledLines();
  }

  push(): void {
    // The screen is fed for the sake of screenshots in any case.
  }
}

class OutputDisplay implements Display {
  readonly #log = new TextLog();
  readonly #screen: Screen | null;
  readonly #tail: OutputTail;

  /**
   * @param screen the terminal that the output goes to, if it is one
   * @param tail the end of all that was printed, controls and all
   */
  constructor(screen: Screen | null, tail: OutputTail) {
    this.#screen = screen;
    this.#tail = tail;
  }

  get complete(): boolean {
    return this.#log.complete;
  }

  lines(): Promise<readonly ShownLine[]> {
    return Promise.resolve(plainLines(this.#log.lines()));
  }

  async styledLines(): Promise<readonly StyledLine[]> {
    if (this.#screen === null) return outputStyles(this.#tail.bytes());
    await this.#screen.settle();
    return this.#screen.styledLines();
  }

  push(chunk: Buffer): void {
    this.#log.push(chunk);
  }
}
