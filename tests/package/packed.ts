import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyCheckout } from './checkout.ts';
import { mustRun } from './command.ts';

/** The package as npm makes it, in a throw-away folder. */
export class PackedProject {
  readonly directory: string;
  readonly tarball: string;
  /** The paths in the tarball, from the root of the package. */
  readonly files: readonly string[];

  private constructor(directory: string, tarball: string, files: readonly string[]) {
    this.directory = directory;
    this.tarball = tarball;
    this.files = files;
  }

  /** Packs a copy of this project, so that the checkout gets no dist/ and two tests do not share one. */
  static async make(): Promise<PackedProject> {
    const directory = await mkdtemp(join(tmpdir(), 'ctcpspec-pack-'));
    const copy = join(directory, 'checkout');
    await copyCheckout(copy);
    const { stdout } = await mustRun('npm', ['pack', '--json', '--pack-destination', directory], {
      cwd: copy,
    });
    const [packed] = JSON.parse(stdout) as { filename: string; files: { path: string }[] }[];
    if (packed === undefined) throw new Error(`npm pack names no tarball: ${stdout}`);
    return new PackedProject(
      directory,
      join(directory, packed.filename),
      packed.files.map(({ path }) => path).sort(),
    );
  }

  /** Makes an empty folder, with nothing above it that npm could take for a project. */
  async emptyFolder(name: string): Promise<string> {
    const folder = join(this.directory, name);
    await mkdir(folder);
    return folder;
  }

  /** Installs the tarball into an empty project. */
  async install(name: string, ...options: string[]): Promise<string> {
    const folder = await this.emptyFolder(name);
    await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
    await mustRun(
      'npm',
      ['install', '--prefer-offline', '--no-audit', '--no-fund', ...options, this.tarball],
      {
        cwd: folder,
      },
    );
    return folder;
  }

  async remove(): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
  }
}
