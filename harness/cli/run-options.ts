import type { Standard } from '../../reports/model/report.ts';
import type { ReportFormatName } from '../../reports/format-names.ts';
import type { SettingName } from '../run/profile/load.ts';
import type { ExpectOptions } from './expect-options.ts';
import type { Shard } from './shards/shard.ts';

/** What the command line says of a run. */
export interface RunOptions extends ExpectOptions {
  readonly exec?: string;
  readonly profile?: string;
  readonly name?: string;
  readonly suite: readonly string[];
  readonly filter: readonly string[];
  readonly area: readonly string[];
  readonly level: readonly string[];
  readonly jobs?: number;
  readonly window?: number;
  readonly seed: number;
  readonly timeout: number;
  readonly verbose: boolean;
  readonly keepHome: boolean;
  readonly hold: boolean;
  readonly out: string;
  readonly format: readonly ReportFormatName[];
  readonly gate: 'must' | 'should';
  readonly standard: Standard;
  readonly requirements?: string;
  readonly settings?: SettingName;
  readonly host: string;
  readonly tls: boolean;
  readonly websocket: boolean;
  readonly shard?: Shard;
  readonly lastFailed: boolean;
  readonly watch: boolean;
  readonly watchPath: readonly string[];
}
