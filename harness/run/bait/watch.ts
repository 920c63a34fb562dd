import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, realpath, rm, rmdir, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WrittenTo } from '../../scenario/model.ts';
import type { Instance } from '../instance/instance.ts';
import type { PlayEvent } from '../play/observation.ts';
import type { Play } from '../play/play.ts';
import type { Recorder } from '../play/recorder.ts';
import { BaitPort } from './bait-port.ts';
import { entriesIn, holdsExactly, octets, type Entry, type Places } from './places.ts';

/** Who took what the offers of a play point to. */
export interface Taken {
  readonly contacts: readonly PlayEvent[];
  readonly written: readonly PlayEvent[];
  /** As far out as anything was written. */
  readonly writtenTo: WrittenTo;
}

interface Bait {
  readonly play: Play;
  readonly port: BaitPort;
  /**
   * Stands in the names that are offered. Unlike the tokens it is another one in every playing: two runs side by side
   * must not take the files of the one for those of the other.
   */
  readonly mark: string;
  /** What whoever connects is handed; no other file holds it. */
  readonly handout: Buffer;
  readonly outside: string;
  readonly contacts: PlayEvent[];
}

/** A file that lies outside of every home, where an offer may point to it. */
export const KEPT_FILE = 'kept.txt';
const FAMILIES = { '127.0.0.1': 'IPv4', '::1': 'IPv6' } as const;

/**
 * Lays out what the offers of some plays point to, and looks afterwards who took it. Each play has ports of its own, so
 * that many can be watched at once, and a contact names the play.
 */
export class Watch {
  readonly #baits: readonly Bait[];
  readonly #instance: Instance;
  readonly #recorder: Recorder;
  readonly #before: ReadonlyMap<string, Entry>;
  readonly #strays: Entry[] = [];

  private constructor(
    baits: readonly Bait[],
    instance: Instance,
    recorder: Recorder,
    before: ReadonlyMap<string, Entry>,
  ) {
    this.#baits = baits;
    this.#instance = instance;
    this.#recorder = recorder;
    this.#before = before;
  }

  /** @returns null when none of the plays offers anything */
  static async begin(plays: readonly Play[], instance: Instance, recorder: Recorder): Promise<Watch | null> {
    const watched = plays.filter(({ item }) => item.scenario.watchMs !== null);
    if (watched.length === 0) return null;
    const baits = await Promise.all(watched.map((play) => layBait(play, recorder)));
    return new Watch(baits, instance, recorder, await entriesIn(placesOf(instance, baits)));
  }

  /**
   * Waits for as long as the plays ask for, or until the client is lost. Where the user has accepted, it is over a moment
   * after the client has connected.
   */
  async wait(): Promise<void> {
    const elapsedMs = Math.max(...this.#baits.map(({ play }) => play.item.scenario.watchMs ?? 0));
    const { lifeline } = this.#instance;
    const isTaken = (): boolean =>
      this.#baits.every(
        ({ play, contacts }) =>
          contacts.length > 0 && play.item.scenario.steps.some((step) => step.do === 'user'),
      );
    const end = await lifeline.until(isTaken, { elapsedMs });
    if (end === 'done') await lifeline.until(() => false, { elapsedMs: WRITING_MS });
  }

  async taken(): Promise<ReadonlyMap<Play, Taken>> {
    const now = await entriesIn(placesOf(this.#instance, this.#baits));
    const changed = [...now.values()].filter(({ path, stamp }) => this.#before.get(path)?.stamp !== stamp);
    const gone = [...this.#before.values()].filter(({ path }) => !now.has(path));
    const found = new Map<Play, Taken>();
    for (const bait of this.#baits) found.set(bait.play, await this.#takenOf(bait, changed, gone));
    return found;
  }

  /** Frees the ports and takes away what was written outside. */
  async end(): Promise<void> {
    for (const stray of this.#strays) await removeStray(stray);
    for (const { port, outside } of this.#baits) {
      await port.close();
      await rm(outside, { recursive: true, force: true });
    }
  }

  async #takenOf(bait: Bait, changed: readonly Entry[], gone: readonly Entry[]): Promise<Taken> {
    const { play, mark, handout, outside, contacts } = bait;
    const mine: Entry[] = gone.filter(({ path }) => path.startsWith(`${outside}/`));
    for (const entry of changed) {
      const isMine =
        entry.path.startsWith(`${outside}/`) ||
        entry.name.includes(mark) ||
        (await holdsExactly(entry, handout));
      if (isMine) mine.push(entry);
    }
    const written = mine.map(({ path }) =>
      this.#recorder.note(play, 'process', octets(path), 'caused', WRITTEN),
    );
    const outermost = mine.filter(({ place }) => place === 'outside');
    // What bears the mark is ours, wherever a client has put it; a home goes as a whole.
    this.#strays.push(...outermost.filter(({ name }) => name.includes(mark)));
    const writtenTo = mine.length === 0 ? 'nothing' : outermost.length > 0 ? 'outside' : 'home';
    return { contacts, written, writtenTo };
  }
}

/** How long a client may take to write a few octets that it has got. */
const WRITING_MS = 500;

const WRITTEN = 'the client has written, changed or removed this file';

async function layBait(play: Play, recorder: Recorder): Promise<Bait> {
  const contacts: PlayEvent[] = [];
  const mark = randomBytes(4).toString('hex');
  const handout = Buffer.from(`${mark}\r\n.`);
  const port = await BaitPort.open(handout, ({ address, port }) => {
    const text = `a connection to ${address} port ${port}`;
    const note = `somebody took the offer, over ${FAMILIES[address]}`;
    contacts.push(recorder.note(play, 'process', Buffer.from(text), 'caused', note));
  });
  const outside = await mkdtemp(join(await realpath(tmpdir()), 'ctcpspec-outside-'));
  // The client may run as another user, who could then write here if it tried.
  await chmod(outside, 0o777);
  await writeFile(join(outside, KEPT_FILE), 'kept');
  await chmod(join(outside, KEPT_FILE), 0o666);
  play.bait = new Map([
    ['dcc.address', String(0x7f000001)],
    ['dcc.address6', '::1'],
    ['dcc.port', String(port.port)],
    ['dcc.port-above', String(port.port + 0x10000)],
    ['dcc.port-below', String(port.port - 0x10000)],
    ['dcc.mark', mark],
    ['dcc.outside', outside],
  ]);
  return { play, port, mark, handout, outside, contacts };
}

function placesOf({ client }: Instance, baits: readonly Bait[]): Places {
  return { home: client.home, outside: baits.map(({ outside }) => outside), cwd: process.cwd() };
}

async function removeStray({ path }: Entry): Promise<void> {
  await unlink(octets(path)).catch(() => rmdir(octets(path)).catch(() => undefined));
}
