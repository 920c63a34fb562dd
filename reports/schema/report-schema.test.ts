import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { reportSchema, reportSchemaText } from './report-schema.ts';

test('the published schema is up to date (npm run schemas)', () => {
  expect(readFileSync(new URL('report.schema.json', import.meta.url), 'utf8')).toBe(reportSchemaText());
});

test('it is a draft 2020-12 schema that ajv takes in strict mode', () => {
  const schema = reportSchema();
  expect(schema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema');
  const ajv = new Ajv2020({ strict: true });
  expect(ajv.validateSchema(schema)).toBe(true);
  expect(() => ajv.compile(schema)).not.toThrow();
});
