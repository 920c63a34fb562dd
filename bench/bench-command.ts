import { Command, Option } from 'commander';
import { BENCH_FILE, type BenchPart } from '../harness/cli/bench/bench-model.ts';
import { partText } from '../harness/cli/bench/bench-table.ts';
import { EXIT } from '../harness/cli/exit-code.ts';
import { whole } from '../harness/cli/options.ts';
import { runScript } from '../harness/cli/script.ts';
import { endAllClients } from '../harness/client/running-clients.ts';
import { keepPart } from './bench-file.ts';
import { parts } from './parts.ts';
import { Bench } from './run/bench.ts';

// npm run bench [-- --part NAME… --rounds N]: measures, prints a table for each part and writes reports/bench.json.
const program = new Command('bench')
  .addOption(new Option('--part <names...>', 'only these parts').choices(parts.map(({ name }) => name)))
  .option('--rounds <n>', 'how often each thing is measured', whole(1), 3);
const { part: wanted, rounds } = program.parse().opts<{ part?: string[]; rounds: number }>();

await runScript(async () => {
  const bench = await Bench.open(rounds);
  // What a part has started ends with it; what an interruption leaves, here.
  const leave = (): void =>
    void Promise.allSettled([endAllClients(), bench.close()]).then(() => process.exit(EXIT.interrupted));
  process.once('SIGINT', leave);
  try {
    for (const part of parts.filter(({ name }) => wanted?.includes(name) ?? true)) {
      const { rows, skipped } = await part.measure(bench);
      const measured: BenchPart = {
        name: part.name,
        about: part.about,
        measuredAt: new Date().toISOString(),
        rounds,
        rows: [...rows],
        skipped: [...skipped],
      };
      await keepPart(measured);
      process.stdout.write(`${partText(measured)}\n`);
    }
    process.stdout.write(`${BENCH_FILE}\n`);
  } finally {
    await endAllClients();
    await bench.close();
  }
});
