import type { ScriptedClient } from './scripted-client.ts';

/** What a person reads of a request on the page, or in the terminal. */
export interface ReadTask {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly says: string;
  readonly typed: readonly {
    readonly action: string;
    readonly target: string | undefined;
    readonly command: string | undefined;
    readonly text: string | undefined;
  }[];
  readonly choices: readonly { readonly name: string; readonly example: string | null }[];
}

const LOOK_AGAIN_MS = 20;
/** A person who sees nothing happen says so. */
const NOTHING_HAPPENS_MS = 1500;

/** A person at the reference client who does as told, and says what is there. */
export class Truthful {
  readonly #client: ScriptedClient;
  /** What was printed before the look that is over is of no account. */
  #mark = 0;

  constructor(client: ScriptedClient) {
    this.#client = client;
  }

  /**
   * @param isOpen whether the request still waits
   * @returns the choice, or null when the request is answered by what was done
   */
  async answer(task: ReadTask, isOpen: () => Promise<boolean>): Promise<string | null> {
    switch (task.kind) {
      case 'type':
      case 'set':
        return this.#do(task, isOpen);
      case 'look':
        return this.#look(task, isOpen);
      case 'lost':
        return 'withdrawn';
      default:
        return null;
    }
  }

  async #do({ kind, typed, title }: ReadTask, isOpen: () => Promise<boolean>): Promise<string | null> {
    for (const one of typed) this.#type(one);
    if (typed.length === 0) this.#set(title);
    if (kind === 'set') return 'done';
    const deadline = Date.now() + NOTHING_HAPPENS_MS;
    while (Date.now() < deadline) {
      if (!(await isOpen())) return null;
      await pause();
    }
    return 'done';
  }

  #type({ action, target, command, text }: ReadTask['typed'][number]): void {
    switch (action) {
      case 'message':
        this.#client.type(['msg', target, text]);
        return;
      case 'query':
        this.#client.type(text === undefined ? ['query', target] : ['me', text]);
        return;
      case 'ctcp':
      case 'reply':
        this.#client.type([action, target, command, text]);
        return;
      case 'away':
      case 'version-text':
        this.#client.type([action, text]);
        return;
      case 'ignore':
      case 'ping':
        this.#client.type([action, target]);
        return;
      default:
        this.#client.type([action, target, text]);
    }
  }

  /** A person knows where the settings of a client are. Only those that are asked for by name in the tests are known here. */
  #set(title: string): void {
    const [, nick] = /CTCP queries of (\S+),/.exec(title) ?? [];
    if (nick !== undefined) this.#client.type(['ignore-ctcp', nick]);
    else if (/does not answer VERSION$/.test(title)) this.#client.type(['silence-version']);
    else if (/takes no offer by DCC$/.test(title)) this.#client.type(['refuse-dcc']);
    else this.#takeBack();
  }

  /** The reference client has no command that takes a setting back: it is started again. */
  #takeBack(): void {
    this.#client.kill();
  }

  async #look({ says, typed, choices }: ReadTask, isOpen: () => Promise<boolean>): Promise<string | null> {
    const [, fence = ''] = /“(fence \S+)”/.exec(says) ?? [];
    const [, nick = ''] = /What (\S+) did/.exec(says) ?? [];
    while (!this.#client.lines.some((line) => line.includes(fence))) {
      if (!(await isOpen())) return null;
      await pause();
    }
    const end = this.#client.lines.findIndex((line) => line.includes(fence));
    const seen = this.#client.lines.slice(this.#mark, end);
    const [wanted] = typed;
    if (wanted !== undefined) return countOf(seen, wanted.text ?? '', choices);
    if (!choices.some(({ name }) => name === 'message')) return countOf(seen, nick, choices);
    const exact = choices.find(
      ({ name, example }) => name.startsWith('action-') && seen.some((line) => fits(line, example ?? '')),
    );
    if (exact !== undefined) return exact.name;
    const bodies = seen.filter((line) => line.includes(nick)).map(bodyOf);
    if (bodies.some((body) => body.startsWith(`* ${nick}`))) return 'action';
    if (bodies.some((body) => body.startsWith(`<${nick}> `))) return 'message';
    return bodies.length > 0 ? 'other' : 'nothing';
  }

  /** What was printed up to now was looked at. */
  turnAway(): void {
    this.#mark = this.#client.lines.length - 1;
  }
}

function countOf(seen: readonly string[], text: string, choices: ReadTask['choices']): string {
  const count = seen.filter((line) => line.includes(text)).length;
  const most = choices.some(({ name }) => name === '2') ? 2 : 1;
  return String(Math.min(count, most));
}

function fits(line: string, example: string): boolean {
  const parts = example.split('…').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(bodyOf(line));
}

/** Without the window in which it stands. */
function bodyOf(line: string): string {
  return line.replace(/^\[[^\]]*\] /, '');
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
}
