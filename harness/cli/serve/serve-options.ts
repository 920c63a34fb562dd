import type { ReportedOptions } from '../run-report.ts';
import type { RunOptions } from '../run-options.ts';

/** What the command line says of clients that persons start. */
export interface ServeOptions
  extends ReportedOptions, Pick<RunOptions, 'out' | 'format' | 'verbose' | 'host' | 'name'> {
  readonly port: number;
  /** A word that names the product. */
  readonly product?: string;
  readonly tls: boolean;
  /** The port of the page. */
  readonly http: number;
  readonly page: boolean;
  /** In minutes. */
  readonly patience: number;
  /** End as soon as all clients that came are done with. */
  readonly once: boolean;
}
