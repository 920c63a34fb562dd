import { join } from 'node:path';
import type { TSchema } from 'typebox';
import { Comparison } from '../../reports/compare/comparison.ts';
import { reportSchemaText } from '../../reports/schema/report-schema.ts';
import { ExpectationsFile } from '../expect/schema.ts';
import { ProfileFile } from '../run/profile/schema.ts';
import { DisputeFile } from '../scenario/disputes.ts';
import { RequirementSetFile } from '../scenario/requirement-set-file.ts';
import { RequirementFile, ScenarioFile } from '../scenario/schema.ts';
import { UntestedFile } from '../scenario/untested.ts';
import { VectorFile } from '../vectors/schema.ts';
import { FindingsFile } from './findings/schema.ts';
import { PROFILES_DIRECTORY, PROJECT_DIRECTORY, SUITES_DIRECTORY } from './package-root.ts';

/** Every published JSON Schema: where it stands, and its text as it has to be. */
export function schemaFiles(): { path: string; text: string }[] {
  const text = (schema: TSchema): string => `${JSON.stringify(schema, null, 2)}\n`;
  return [
    { path: join(PROJECT_DIRECTORY, 'reports/schema/report.schema.json'), text: reportSchemaText() },
    { path: join(PROJECT_DIRECTORY, 'reports/schema/comparison.schema.json'), text: text(Comparison) },
    { path: join(SUITES_DIRECTORY, 'schema/scenarios.schema.json'), text: text(ScenarioFile) },
    { path: join(SUITES_DIRECTORY, 'schema/requirements.schema.json'), text: text(RequirementFile) },
    { path: join(SUITES_DIRECTORY, 'schema/untested.schema.json'), text: text(UntestedFile) },
    { path: join(SUITES_DIRECTORY, 'schema/disputes.schema.json'), text: text(DisputeFile) },
    { path: join(PROFILES_DIRECTORY, 'expect.schema.json'), text: text(ExpectationsFile) },
    { path: join(PROFILES_DIRECTORY, 'findings.schema.json'), text: text(FindingsFile) },
    { path: join(SUITES_DIRECTORY, 'schema/vectors.schema.json'), text: text(VectorFile) },
    { path: join(SUITES_DIRECTORY, 'schema/requirement-set.schema.json'), text: text(RequirementSetFile) },
    { path: join(PROFILES_DIRECTORY, 'profile.schema.json'), text: text(ProfileFile) },
  ];
}
