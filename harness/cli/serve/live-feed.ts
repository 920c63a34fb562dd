import type { PageServer } from '../../serve/page-server.ts';
import type { Serving } from '../../serve/serving.ts';
import type { ServeView, ToPage } from '../../serve/view.ts';

/** Pages are told so often at most, in ms: quick enough to be live, and not for each line of a window. */
const TELL_MS = 120;
/** What goes over the wire is looked for so often. */
const LOOK_MS = 300;

/** Tells the page what changes. */
export class LiveFeed {
  readonly #serving: Serving;
  readonly #written: () => Pick<ServeView, 'isWritten' | 'files'>;
  readonly #look: NodeJS.Timeout;
  #page: PageServer | null = null;
  #due: NodeJS.Timeout | null = null;

  constructor(serving: Serving, written: () => Pick<ServeView, 'isWritten' | 'files'>) {
    this.#serving = serving;
    this.#written = written;
    serving.onChange(() => (this.#due ??= setTimeout(() => this.tell(), TELL_MS)));
    this.#look = setInterval(() => this.#tellLines(), LOOK_MS);
  }

  attach(page: PageServer): void {
    this.#page = page;
  }

  /** All that a page needs that has just been opened. */
  everything(): readonly ToPage[] {
    return [
      this.#view(),
      ...this.#serving.runs.map((run): ToPage => ({ kind: 'lines', client: run.id, lines: run.log.lines })),
    ];
  }

  tell(): void {
    if (this.#due !== null) clearTimeout(this.#due);
    this.#due = null;
    this.#tellLines();
    this.#page?.send(this.#view());
  }

  stop(): void {
    clearInterval(this.#look);
    this.tell();
  }

  #view(): ToPage {
    return { kind: 'view', view: this.#serving.view(this.#written()) };
  }

  #tellLines(): void {
    for (const run of this.#serving.runs) {
      const lines = run.log.read();
      if (lines.length > 0) this.#page?.send({ kind: 'lines', client: run.id, lines });
    }
  }
}
