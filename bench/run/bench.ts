import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { loadSuites } from '../../harness/cli/load-suites.ts';
import { PROJECT_DIRECTORY } from '../../harness/cli/package-root.ts';
import { PackedProject } from '../../tests/package/packed.ts';
import { runHarness, type HarnessRun } from './harness-run.ts';

const run = promisify(execFile);

/** Areas whose scenarios are measurements over time. */
const TIMED_AREAS = ['flood', 'dcc'];

/** What the parts share: a throw-away folder, the package, and runs of the harness that more than one looks at. */
export class Bench {
  readonly rounds: number;
  readonly directory: string;
  #package: Promise<string> | null = null;
  #content: Promise<HarnessRun[]> | null = null;
  #packed: PackedProject | null = null;
  #folders = 0;

  private constructor(rounds: number, directory: string) {
    this.rounds = rounds;
    this.directory = directory;
  }

  static async open(rounds: number): Promise<Bench> {
    return new Bench(rounds, await mkdtemp(join(tmpdir(), 'ctcpspec-bench-')));
  }

  /** Does something so often as there are rounds, one after another. */
  async eachRound<T>(act: (round: number) => Promise<T>): Promise<T[]> {
    const all: T[] = [];
    for (let round = 0; round < this.rounds; round += 1) all.push(await act(round));
    return all;
  }

  say(text: string): void {
    process.stderr.write(`${text}\n`);
  }

  /** The folder of the package as npm makes it, with the packages that are installed here. */
  package(): Promise<string> {
    this.#package ??= this.#pack();
    return this.#package;
  }

  async folder(): Promise<string> {
    this.#folders += 1;
    const folder = join(this.directory, String(this.#folders));
    await mkdir(folder);
    return folder;
  }

  /** Plays the content suite with the packaged program. @param profile null: the reference client */
  async play(profile: string | null, args: readonly string[] = []): Promise<HarnessRun> {
    const { scenarios } = await loadSuites([]);
    const areas = [...new Set(scenarios.map(({ area }) => area))].filter(
      (area) => !TIMED_AREAS.includes(area),
    );
    const chosen = [...(profile === null ? [] : [profile]), ...areas.flatMap((area) => ['--area', area])];
    return runHarness(await this.package(), [...chosen, ...args], await this.folder());
  }

  /** The content suite on the reference client, once each round. */
  content(): Promise<HarnessRun[]> {
    this.#content ??= this.eachRound((round) => {
      this.say(`content suite on the reference client, round ${round + 1}`);
      return this.play(null);
    });
    return this.#content;
  }

  async close(): Promise<void> {
    await this.#packed?.remove();
    await rm(this.directory, { recursive: true, force: true });
  }

  async #pack(): Promise<string> {
    this.say('packing');
    this.#packed = await PackedProject.make();
    const folder = await this.folder();
    await run('tar', ['xzf', this.#packed.tarball, '-C', folder]);
    const root = join(folder, 'package');
    await symlink(join(PROJECT_DIRECTORY, 'node_modules'), join(root, 'node_modules'));
    return root;
  }
}
