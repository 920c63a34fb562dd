import { plainRow } from '../figures.ts';
import type { Part } from '../part.ts';

export const scenario: Part = {
  name: 'scenario',
  about: 'What one scenario costs on the reference client.',
  async measure(bench) {
    const runs = await bench.content();
    const times = runs.map(({ client }) =>
      client.results.map(({ durationMs }) => durationMs).sort((a, b) => a - b),
    );
    const at = (share: number): number[] =>
      times.map((all) => all[Math.floor(share * (all.length - 1))] ?? 0);
    const slowest = [...(runs[0]?.client.results ?? [])]
      .sort((a, b) => b.durationMs - a.durationMs)
      .slice(0, 5);
    return {
      rows: [
        plainRow(
          'the run, by its scenarios',
          'ms',
          runs.map(({ wallMs, client }) => wallMs / client.results.length),
        ),
        plainRow('a scenario on its client, median', 'ms', at(0.5)),
        plainRow('a scenario on its client, 9 of 10', 'ms', at(0.9)),
        plainRow('a scenario on its client, the slowest', 'ms', at(1), {
          details: Object.fromEntries(slowest.map(({ id, durationMs }) => [id, Math.round(durationMs)])),
        }),
      ],
      skipped: [],
    };
  },
};
