import type { Report } from '../../model/report.ts';
import type { ShownDispute } from './shown-dispute.ts';

/** What is packed into a page. */
export interface PageData {
  readonly report: Report;
  readonly disputes: readonly ShownDispute[];
}
