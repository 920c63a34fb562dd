import { Report } from '../model/report.ts';

/** The published JSON Schema (draft 2020-12) of `report.json`, as a plain value. */
export function reportSchema(): Record<string, unknown> {
  // Through text, because TypeBox keeps marks of its own on its objects that are no part of JSON Schema.
  return JSON.parse(JSON.stringify(Report)) as Record<string, unknown>;
}

/** The text of `reports/schema/report.schema.json`, with a line feed at its end. */
export function reportSchemaText(): string {
  return `${JSON.stringify(reportSchema(), null, 2)}\n`;
}
