import { cp, symlink } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { root } from '../fixture-run.ts';

const aside = new Set(['node_modules', 'dist', '.git', 'ctcp-report', 'coverage']);

/** Copies this project, with the packages that are installed here, so that a test may change or build it. */
export async function copyCheckout(to: string): Promise<void> {
  await cp(root, to, { recursive: true, filter: (path) => !aside.has(relative(root, path)) });
  await symlink(join(root, 'node_modules'), join(to, 'node_modules'));
}
