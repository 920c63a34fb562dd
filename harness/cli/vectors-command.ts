import { join } from 'node:path';
import { Option, type Command } from 'commander';
import picomatch from 'picomatch';
import { styleFor } from '../../reports/terminal/style.ts';
import { visible } from '../../reports/visible.ts';
import { ClientStartError } from '../client/client-error.ts';
import { meetsGate } from '../scenario/grade.ts';
import { nearest } from '../scenario/nearest.ts';
import { checkCodec, type CodecCheck } from '../vectors/check-codec.ts';
import { loadVectors } from '../vectors/load.ts';
import { DIALECTS, type Dialect, type Vector } from '../vectors/schema.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { listenForInterrupts } from './interrupts.ts';
import { loadSuites } from './load-suites.ts';
import { collect, whole, type Ended } from './options.ts';
import { PROJECT_DIRECTORY, SUITES_DIRECTORY } from './package-root.ts';
import { UsageError } from './usage-error.ts';
import { vectorsJson } from './vectors/result-json.ts';
import { vectorsText } from './vectors/result-text.ts';

export interface VectorsOptions {
  readonly exec: string;
  readonly dialect: readonly string[];
  readonly filter: readonly string[];
  readonly gate: 'must' | 'should';
  readonly timeout: number;
  readonly json: boolean;
  readonly verbose: boolean;
}

/**
 * `ctcpspec vectors`: asks a codec for every vector and says which of its answers are not right.
 *
 * @throws InputError, UsageError for what the user can mend
 */
export async function vectorsCommand(options: VectorsOptions): Promise<ExitCode> {
  const { requirements } = await loadSuites([]);
  const all = await loadVectors(join(SUITES_DIRECTORY, 'vectors'), requirements, PROJECT_DIRECTORY);
  const vectors = selectVectors(all, options);
  const interrupts = listenForInterrupts();
  let check: CodecCheck;
  try {
    check = await checkCodec(options.exec, vectors, {
      timeoutMs: options.timeout,
      signal: interrupts.signal,
      requirements,
    });
  } catch (error) {
    if (!(error instanceof ClientStartError)) throw error;
    process.stderr.write(`${error.message.split('\n').map(visible).join('\n')}\n`);
    return error.code === 'bad-command' ? EXIT.badInput : EXIT.untestable;
  } finally {
    interrupts.stop();
  }
  const code = exitCodeOfCheck(check, options.gate);
  process.stdout.write(
    options.json
      ? vectorsJson(check, { command: options.exec, gate: options.gate, met: code === EXIT.met })
      : vectorsText(check, {
          gate: options.gate,
          verbose: options.verbose,
          style: styleFor(process.stdout, process.env),
        }),
  );
  return code;
}

/** The exit code from what came alone. A codec that supports nothing that was asked has met no gate. */
export function exitCodeOfCheck(check: CodecCheck, gate: 'must' | 'should'): ExitCode {
  if (!check.complete) return EXIT.interrupted;
  if (check.untestable !== null) return EXIT.untestable;
  if (check.unexplained !== null) return EXIT.notMet;
  const isJudged = check.results.some(({ verdict }) => verdict !== 'not-applicable');
  return isJudged && check.results.every(({ verdict }) => meetsGate(verdict, gate)) ? EXIT.met : EXIT.notMet;
}

/** @throws UsageError when a glob, or all filters together, match nothing */
export function selectVectors(
  vectors: readonly Vector[],
  { filter, dialect }: Pick<VectorsOptions, 'filter' | 'dialect'>,
): readonly Vector[] {
  const ids = vectors.map(({ id }) => id);
  for (const glob of filter) {
    const isMatch = picomatch(glob);
    if (ids.some((id) => isMatch(id))) continue;
    const near = nearest(glob.replaceAll('*', ''), ids, 5);
    const names = near.length > 0 ? near : ids.slice(0, 5);
    throw new UsageError(
      'no-match',
      `--filter '${visible(glob)}' matches nothing.`,
      `The nearest names: ${names.join(', ')}.`,
    );
  }
  const wanted = filter.map((glob) => picomatch(glob));
  const chosen = vectors.filter(
    (vector) =>
      (wanted.length === 0 || wanted.some((isMatch) => isMatch(vector.id))) &&
      (dialect.length === 0 || dialect.includes(vector.dialect)),
  );
  if (chosen.length === 0) {
    throw new UsageError(
      'no-vectors',
      'No vector matches all the filters together.',
      'Take one of them out.',
    );
  }
  return chosen;
}

export function addVectorsCommand(program: Command, ended: Ended): void {
  program
    .command('vectors')
    .description('check a codec that speaks JSON lines on its standard input and output')
    .exitOverride()
    .requiredOption(
      '--exec <cmd>',
      "the codec's command line; split into words as a shell would, and never given to one",
    )
    .addOption(
      new Option('--dialect <name>', 'only vectors of this dialect; repeatable')
        .argParser((value: string, before: readonly Dialect[]) => [...before, dialectNamed(value)])
        .default([]),
    )
    .option('--filter <glob>', 'only these vectors, by id; repeatable', collect, [])
    .addOption(
      new Option('--gate <level>', 'which rules an output must not break')
        .choices(['must', 'should'])
        .default('must'),
    )
    .option('--timeout <ms>', 'how long no answer may come', whole(100), 20_000)
    .option('--verbose', 'say all about each warn and info too', false)
    .option('--json', 'for a program', false)
    .action(async (options: VectorsOptions) => ended(await vectorsCommand(options)));
}

function dialectNamed(value: string): Dialect {
  const known = DIALECTS.find((dialect) => dialect === value);
  if (known !== undefined) return known;
  throw new UsageError(
    'no-dialect',
    `There is no dialect '${visible(value)}'.`,
    `Use one of: ${DIALECTS.join(', ')}.`,
  );
}
