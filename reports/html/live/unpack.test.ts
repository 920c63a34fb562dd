import { expect, test } from 'vitest';
import { hostileReport } from '../../testing/hostile-report.ts';
import { sampleClient, sampleReport } from '../../testing/sample-report.ts';
import { entry, result } from '../../testing/sample-result.ts';
import { pack } from '../data/pack.ts';
import { readDisputes } from '../data/read-disputes.ts';
import { unpack } from './unpack.ts';

test('what was packed is unpacked, whatever a client sent', async () => {
  const disputes = readDisputes();
  for (const report of [sampleReport(), hostileReport(sampleReport())]) {
    const packed = pack({ report, disputes });
    expect(packed).toMatch(/^[A-Za-z0-9+/]+=*$/);
    expect(await unpack(packed)).toEqual(JSON.parse(JSON.stringify({ report, disputes })));
  }
});

test('a line of megabytes is cut, and says how much is missing', async () => {
  const long = '\\x01'.repeat(1_000_000);
  const results = [result({ id: 'ping/long', transcript: [entry(0, 'client', long, 'caused')] })];
  const packed = pack({ report: sampleReport({ clients: [sampleClient({ results })] }), disputes: [] });
  expect(packed.length).toBeLessThan(20_000);
  const [line] = (await unpack(packed)).report.clients[0]?.results[0]?.transcript ?? [];
  expect(line?.bytes).toBe('\\x01'.repeat(4000));
  expect(line?.note).toBe('cut here; report.json has 3984000 more characters');
});

test('what is something else is refused', async () => {
  await expect(unpack('%%%')).rejects.toThrow();
  await expect(unpack(btoa('no deflate'))).rejects.toThrow();
});
