import { fillTemplate, parseTemplate, type Template } from '../../wire/template.ts';
import type { FindingData, FindingsData } from './schema.ts';

/** One thing that a client does wrongly. */
export interface Finding extends FindingData {
  /** The scenario, and a number where it is not the first of that scenario: the heading of its capture. */
  readonly title: string;
}

/** All that is found in one client. */
export interface ClientFindings extends Omit<FindingsData, 'findings'> {
  /** The folder of its profile. */
  readonly client: string;
  readonly control: 'PING' | 'VERSION' | 'none';
  readonly notes: string[];
  readonly findings: readonly Finding[];
}

export function titled(findings: readonly FindingData[]): Finding[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const number = (seen.get(finding.scenario) ?? 0) + 1;
    seen.set(finding.scenario, number);
    return { ...finding, title: number === 1 ? finding.scenario : `${finding.scenario} (${number})` };
  });
}

/** Lines with their ends, as they are sent to the client. */
export function sentLines({ sent = [] }: FindingData): Buffer[] {
  return [sent].flat().map((line) => Buffer.concat([bytesOf(line), Buffer.from('\r\n')]));
}

/** Patterns of the lines that came, with their ends. */
export function cameLines({ came, times = 1 }: FindingData): Template[] {
  const patterns = [came]
    .flat()
    .map((line): Template => parseTemplate(line.endsWith('\\n') ? line : `${line}\\r\\n`));
  return Array.from({ length: times }, () => patterns).flat();
}

/** The bytes of a text that holds no wildcard. */
export function bytesOf(text: string): Buffer {
  return fillTemplate(parseTemplate(text), () => Buffer.alloc(0));
}
