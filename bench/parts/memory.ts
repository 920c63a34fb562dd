import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_DIRECTORY } from '../../harness/cli/package-root.ts';
import { plainRow } from '../figures.ts';
import type { Part } from '../part.ts';
import type { Bench } from '../run/bench.ts';
import { runHarness } from '../run/harness-run.ts';

const QUERIES = 1_000_000;
const ID = 'mine/a-million';

/** Everything that it takes to flood a client that answers everything. */
const SCENARIO = String.raw`
- id: ${ID}
  title: A million queries
  requirements: [FLD-09]
  why: To see what the harness needs for it.
  needs: { answers: [PING] }
  observe: 60000
  steps:
    - flood: ':\{peer} PRIVMSG \{nick} :\x01PING \{n}\x01'
      count: ${QUERIES}
      peers: 50
  outcomes:
    all:
      class: conforms
      when: { measured: { replies: { atLeast: ${QUERIES} } } }
      says: answers every query
    some:
      class: observed
      when: { measured: { replies: { atMost: ${QUERIES} } } }
      says: answers some of the queries
`;

export const memory: Part = {
  name: 'memory',
  about:
    'A million queries to a client that answers each of them: the most memory that the harness held, every reply counted.',
  async measure(bench) {
    const rounds = await bench.eachRound(() => floodOnce(bench));
    const bar = { on: 'value', limit: 'at most', is: 300 } as const;
    const [first] = rounds;
    const details = {
      queries: QUERIES,
      'replies counted': first?.replies ?? 0,
      'ms of the flood': first?.ms ?? 0,
    };
    return {
      rows: [
        plainRow(
          'resident at most',
          'MB',
          rounds.map(({ peakMb }) => peakMb),
          { bar, details },
        ),
      ],
      skipped: [],
    };
  },
};

async function floodOnce(bench: Bench): Promise<{ peakMb: number; replies: number; ms: number }> {
  const suite = await bench.folder();
  await writeFile(join(suite, 'million.yaml'), SCENARIO);
  const program = join(PROJECT_DIRECTORY, 'fixtures', 'reference', 'client.js');
  const args = ['--suite', suite, '--filter', ID, '--exec', `node ${program} {host} {port} {nick}`];
  const { peakResidentMb, client } = await runHarness(await bench.package(), args, await bench.folder());
  const [result] = client.results;
  const replies = Number(result?.measurements.replies ?? 0);
  return { peakMb: peakResidentMb, replies, ms: Number(result?.measurements.answeringMs ?? 0) };
}
