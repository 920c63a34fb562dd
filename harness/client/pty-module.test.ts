import { expect, it } from 'vitest';
import { loadSpawnPty } from './pty-module.ts';

it('says what to install when the optional package is missing', async () => {
  await expect(loadSpawnPty(() => Promise.reject(new Error('Cannot find package')))).rejects.toMatchObject({
    code: 'pty-unavailable',
    message: expect.stringContaining('npm install @lydell/node-pty') as string,
  });
});
