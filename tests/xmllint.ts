import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './fixture-run.ts';

/** With CTCPSPEC_REQUIRE_REAL a missing xmllint is a failure and not a skipped test. */
export const withoutXmllint =
  process.env['CTCPSPEC_REQUIRE_REAL'] !== '1' && spawnSync('xmllint', ['--version']).error !== undefined;

/** @returns what xmllint has against a document and its form; empty when there is nothing */
export function xmlFaults(xml: string): string {
  const schema = join(root, 'reports/junit/junit.xsd');
  const end = spawnSync('xmllint', ['--noout', '--nonet', '--schema', schema, '-'], { input: xml });
  if (end.error !== undefined) throw end.error;
  return end.status === 0 ? '' : end.stderr.toString();
}

/** The value of an XPath expression, with the entities of XML resolved. */
export function xpath(xml: string, expression: string): string {
  const end = spawnSync('xmllint', ['--nonet', '--xpath', expression, '-'], { input: xml });
  if (end.error !== undefined) throw end.error;
  return end.stdout.toString().replace(/\n$/, '');
}
