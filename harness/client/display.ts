import { FileDisplay } from './file-display.ts';
import { ClientStartError } from './client-error.ts';
import { HomeGlob } from './home-glob.ts';
import type { PlaceholderValues } from './placeholders.ts';
import type { Screen } from './screen.ts';
import type { DisplaySpec } from './spec.ts';
import { TextLog } from './text-log.ts';

/** Where what the client shows is read back. */
export interface Display {
  /** Everything shown so far, oldest first. */
  lines(): Promise<readonly string[]>;
  /** False when so much was shown that part of it is lost. */
  readonly complete: boolean;
  /** Takes the client's standard output, or all of its terminal's. */
  push(chunk: Buffer): void;
}

/** @throws ClientStartError `bad-spec` */
export function createDisplay(spec: DisplaySpec, values: PlaceholderValues, screen: Screen | null): Display {
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
      return new OutputDisplay();
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

  async lines(): Promise<readonly string[]> {
    await this.#screen.settle();
    return this.#screen.lines();
  }

  push(): void {
    // The screen is fed for the sake of screenshots in any case.
  }
}

class OutputDisplay implements Display {
  readonly #log = new TextLog();

  get complete(): boolean {
    return this.#log.complete;
  }

  lines(): Promise<readonly string[]> {
    return Promise.resolve(this.#log.lines());
  }

  push(chunk: Buffer): void {
    this.#log.push(chunk);
  }
}
