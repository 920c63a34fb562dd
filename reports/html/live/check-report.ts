import * as Schema from 'typebox/schema';
import reportSchema from '../../schema/report.schema.json' with { type: 'json' };
import type { Report } from '../../model/report.ts';
import { SCHEMA_VERSION } from '../../model/schema-version.ts';

/** Why a file cannot be shown, in a sentence that names it and says what to do. */
export class FileError extends Error {
  override readonly name = 'FileError';
  readonly code: 'file-not-json' | 'file-no-report' | 'file-other-version' | 'file-invalid';

  constructor(code: FileError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * The report that a file holds.
 *
 * @param text of the file
 * @param name of the file, for messages
 * @throws FileError for everything that is no report of this version of the format
 */
export function reportIn(text: string, name: string): Report {
  const value = parsed(text, name);
  if (typeof value !== 'object' || value === null || !('schemaVersion' in value))
    throw new FileError(
      'file-no-report',
      `${name} is JSON, and no report: it has no 'schemaVersion'. Choose a report.json as 'ctcpspec run' writes it.`,
    );
  return checkedReport(value, name);
}

/** @throws FileError as reportIn */
export function checkedReport(value: object, name: string): Report {
  const version = 'schemaVersion' in value ? value.schemaVersion : undefined;
  if (version !== SCHEMA_VERSION)
    throw new FileError(
      'file-other-version',
      typeof version === 'number' && version < SCHEMA_VERSION
        ? `${name} is in version ${version} of the format, and this page reads ${SCHEMA_VERSION}. Bring it up to date: npx ctcpspec render ${name} --format json --out DIR`
        : `${name} is in a version of the format that this page does not know. Make this page again with a newer ctcpspec.`,
    );
  const schema = reportSchema as unknown as Schema.XSchema;
  if (!Schema.Check(schema, value)) {
    const [, errors] = Schema.Errors(schema, value);
    const deepest = errors.reduce((a, b) => (depth(b.instancePath) > depth(a.instancePath) ? b : a), {
      instancePath: '/',
      message: 'has not the form of a report',
    });
    throw new FileError(
      'file-invalid',
      `${name}, at ${deepest.instancePath}: ${deepest.message}. Write the report again with 'ctcpspec run'.`,
    );
  }
  return value as Report;
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    throw new FileError(
      'file-not-json',
      `${name} is not JSON, or ends in the middle. Choose a report.json as 'ctcpspec run' writes it, or a report.html.`,
    );
  }
}

const depth = (path: string): number => path.split('/').length;
