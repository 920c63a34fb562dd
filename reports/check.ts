import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Report } from './model/report.ts';
import { ReportError } from './report-error.ts';
import { reportSchema } from './schema/report-schema.ts';
import { readableVersions, upgradesFrom, type Upgrade } from './upgrade/upgrade.ts';

/** Making its code smaller takes longer than all that is checked with it. */
const QUICKLY = { code: { optimize: false } } as const;

let compiled: ValidateFunction<Report> | undefined;

function validator(): ValidateFunction<Report> {
  compiled ??= new Ajv2020({ strict: true, verbose: true, ...QUICKLY }).compile<Report>(reportSchema());
  return compiled;
}

/**
 * Checks a value against the published schema. A report of an older version of the format is brought up to today's,
 * and says so in `upgradedFrom`.
 *
 * @param value what was parsed from JSON, or built by a run; it is not changed
 * @param name what the message calls it, such as the path of a file
 * @returns the same value, typed, or the upgraded one
 * @throws ReportError `report-invalid`, with the place as a JSON pointer
 */
export function checkReport(value: unknown, name = 'the report'): Report {
  const version = schemaVersionOf(value);
  const steps = version === undefined ? [] : upgradesFrom(version);
  if (steps === null) {
    throw new ReportError(
      'report-invalid',
      `${name}, at /schemaVersion: version ${JSON.stringify(version)} of the format is not known here, only ${listed(readableVersions)}. ` +
        'Read it with the ctcpspec that wrote it, or update this one.',
    );
  }
  const current = steps.reduce((report, step) => upgraded(report, step, name), value);
  const validate = validator();
  if (!validate(current)) throw invalid(name, validate.errors);
  return steps.length === 0 ? current : { ...current, upgradedFrom: version as number };
}

function upgraded(report: unknown, { schema, apply }: Upgrade, name: string): unknown {
  const validate = new Ajv2020({ strict: true, verbose: true }).compile<object>(schema());
  if (!validate(report)) throw invalid(name, validate.errors);
  return apply(report);
}

function invalid(name: string, errors: ValidateFunction['errors']): ReportError {
  const fault = deepest(errors ?? []);
  return new ReportError(
    'report-invalid',
    `${name}, at ${fault.place}: ${fault.message}. ` +
      'Write the report again with `ctcpspec run`, or mend the value by reports/schema/report.schema.json.',
  );
}

function listed(versions: readonly number[]): string {
  return versions.length === 1 ? `version ${versions.join()}` : `versions ${versions.join(', ')}`;
}

function schemaVersionOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'schemaVersion' in value
    ? value.schemaVersion
    : undefined;
}

/** A failed `anyOf` reports every branch; the place that lies deepest is where the reader must look. */
function deepest(errors: readonly ErrorObject[]): { place: string; message: string } {
  const depth = (error: ErrorObject) => error.instancePath.split('/').length;
  const most = Math.max(0, ...errors.map(depth));
  const there = errors.filter((error) => depth(error) === most && error.keyword !== 'anyOf');
  const first = there[0];
  if (first === undefined) return { place: '/', message: 'the value does not have the form of a report' };
  return { place: first.instancePath === '' ? '/' : first.instancePath, message: explain(first, there) };
}

function explain(first: ErrorObject, all: readonly ErrorObject[]): string {
  const params = first.params as Record<string, unknown>;
  const found = JSON.stringify(first.data).slice(0, 60);
  switch (first.keyword) {
    case 'required':
      return `the key '${String(params['missingProperty'])}' is missing`;
    case 'additionalProperties':
      return `the key '${String(params['additionalProperty'])}' is not known`;
    case 'const':
    case 'enum':
    case 'type':
      return `found ${found}, expected ${[...new Set(all.flatMap(expectedBy))].join(' or ')}`;
    default:
      return `${first.message ?? 'not allowed'}, found ${found}`;
  }
}

function expectedBy({ keyword, schema }: ErrorObject): string[] {
  if (keyword === 'type') return [String(schema)];
  if (keyword === 'const') return [JSON.stringify(schema)];
  return keyword === 'enum' && Array.isArray(schema) ? schema.map((word) => JSON.stringify(word)) : [];
}
