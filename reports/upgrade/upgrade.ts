import { readFileSync } from 'node:fs';
import type { SchemaObject } from 'ajv/dist/2020.js';
import { SCHEMA_VERSION } from '../model/schema-version.ts';
import { from0, type Report0 } from './from-0.ts';

/** How a report of one version of the format becomes one of the next. */
export interface Upgrade {
  /** The schema of that version, as it was published: what does not follow it is not upgraded. */
  readonly schema: () => SchemaObject;
  /** @param report follows `schema` */
  readonly apply: (report: object) => object;
}

const schemaFile = (name: string) => (): SchemaObject =>
  JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')) as SchemaObject;

/** By the version that they start from. A new version of the format is one more line here. */
const upgrades: ReadonlyMap<number, Upgrade> = new Map([
  [0, { schema: schemaFile('./report-0.schema.json'), apply: (report) => from0(report as Report0) }],
]);

/** The upgrades that lead from a version to today's, in order; null where there is no way. */
export function upgradesFrom(version: unknown): Upgrade[] | null {
  if (typeof version !== 'number' || !Number.isInteger(version) || version > SCHEMA_VERSION) return null;
  const steps: Upgrade[] = [];
  for (let at = version; at < SCHEMA_VERSION; at += 1) {
    const step = upgrades.get(at);
    if (step === undefined) return null;
    steps.push(step);
  }
  return steps;
}

/** Every version that can be read, oldest first. */
export const readableVersions: readonly number[] = [...upgrades.keys(), SCHEMA_VERSION];
