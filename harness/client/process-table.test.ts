import { describe, expect, it } from 'vitest';
import { LinuxProcessTable } from './linux-process-table.ts';
import { PsProcessTable } from './ps-process-table.ts';
import { printed, startFixture, fixtureCommand } from './testing/start-fixture.ts';

const onLinux = process.platform === 'linux';

describe.each([
  ['/proc', LinuxProcessTable, onLinux],
  ['ps', PsProcessTable, process.platform !== 'win32'],
] as const)('the process table of %s', (_, Table, isHere) => {
  it.runIf(isHere)('knows a process, its parent and its group, until it is gone', async () => {
    const table = new Table();
    const client = await startFixture(fixtureCommand('echo-lines.mjs'));
    await printed(client, /ready/);
    const entry = (await table.list()).find(({ pid }) => pid === client.pid);
    expect(entry).toMatchObject({ parent: process.pid, group: client.pid });
    if (entry === undefined) throw new Error('not listed');
    expect(table.isStill(entry)).toBe(true);
    await client.end();
    expect((await table.list()).map(({ pid }) => pid)).not.toContain(client.pid);
    expect(table.isStill(entry)).toBe(false);
  });
});

describe.runIf(onLinux)('the process table of Linux', () => {
  const table = new LinuxProcessTable();

  it('takes a process with the same pid and another start for another one', () => {
    const self = table.find(process.pid);
    if (self === null) throw new Error('not listed');
    expect(table.isStill(self)).toBe(true);
    expect(table.isStill({ ...self, startedAt: String(Number(self.startedAt) - 1) })).toBe(false);
  });

  it('sees a whole setting in the environment, not a part of one', async () => {
    const client = await startFixture(fixtureCommand('echo-lines.mjs'), { env: { COLOUR: 'red' } });
    await printed(client, /ready/);
    const entry = table.find(client.pid);
    if (entry === null) throw new Error('not listed');
    expect(table.hasEnvironment(entry, 'COLOUR=red')).toBe(true);
    expect(table.hasEnvironment(entry, 'COLOUR=re')).toBe(false);
    expect(table.hasEnvironment(entry, 'OLOUR=red')).toBe(false);
    await client.end();
  });
});
