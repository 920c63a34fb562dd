import { createInterface, type Interface } from 'node:readline';
import type { Serving } from '../../serve/serving.ts';
import type { TaskView } from '../../serve/view.ts';
import type { Narrator } from './narrator.ts';

const SKIP = 's';
const SKIP_ALL = 'a';
const QUIT = 'q';

/**
 * What is for persons to do, in a terminal: one request at a time, answered by a line with the number of the answer. A page may
 * answer as well; then the next request comes.
 */
export class TerminalDesk {
  readonly #serving: Serving;
  readonly #onQuit: () => void;
  readonly #narrator: Narrator;
  readonly #input: Interface;
  #shown: TaskView | null = null;

  /** @param onQuit called when the person has had enough */
  constructor(serving: Serving, parts: { readonly narrator: Narrator; readonly onQuit: () => void }) {
    this.#serving = serving;
    this.#narrator = parts.narrator;
    this.#onQuit = parts.onQuit;
    serving.onChange(() => this.#show());
    // Without an output of its own, so that Ctrl-C stays a signal and is not read as a key.
    this.#input = createInterface({ input: process.stdin, terminal: false });
    this.#input.on('line', (line) => this.#take(line.trim().toLowerCase()));
  }

  /** Lets go of standard input; an open one would keep the process alive. */
  close(): void {
    this.#input.close();
    process.stdin.pause();
  }

  #show(): void {
    const { tasks, clients } = this.#serving.view({ isWritten: false, files: [] });
    const [first] = tasks;
    if (first?.id === this.#shown?.id) return;
    this.#shown = first ?? null;
    if (first === undefined) return;
    const who = clients.length > 1 ? `[${first.nick}] ` : '';
    this.#narrator.say(['']);
    this.#narrator.sayLoud(`${who}${first.title}`);
    this.#narrator.say(linesOf(first));
  }

  #take(word: string): void {
    if (word === QUIT) {
      this.#onQuit();
      return;
    }
    const task = this.#shown;
    if (task === null || word === '') return;
    const { desk } = this.#serving;
    const isTaken =
      word === SKIP || word === SKIP_ALL
        ? desk.answer(task.id, { kind: word === SKIP ? 'skip' : 'skip-all' })
        : desk.answer(task.id, { kind: 'choice', name: task.choices[Number(word) - 1]?.name ?? '' });
    if (!isTaken)
      this.#narrator.say([`'${word}' is no answer here: type one of the numbers or letters above.`]);
  }
}

function linesOf({ typed, says, choices, skip }: TaskView): string[] {
  const answers = choices.map(({ label, example }, index) => [
    String(index + 1),
    example === null ? label : `${label}:  ${example}`,
  ]);
  const skips = [
    ...(skip === null ? [] : [[SKIP, skip.label]]),
    ...(skip === null || skip.allLabel === null ? [] : [[SKIP_ALL, skip.allLabel]]),
  ];
  return [
    ...typed.map(({ line }) => `      ${line}`),
    ...says.filter((sentence) => sentence !== '').map((sentence) => `  ${sentence}`),
    ...[...answers, ...skips, [QUIT, 'End ctcpspec, and write the report']].map(
      ([key, label]) => `  ${key ?? ''}  ${label ?? ''}`,
    ),
  ];
}
