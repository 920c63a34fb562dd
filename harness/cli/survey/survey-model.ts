import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_DIRECTORY } from '../package-root.ts';
import type { Pace } from './pace.ts';

/** What the survey keeps of a client: what fits on a page, and what a later run can be held against. */
export interface SurveyedClient {
  /** The name of its profile. */
  readonly name: string;
  /** Of its package; what it says of itself, where it comes in none. */
  readonly version: string | null;
  readonly settings: string;
  /** The queries that it answers. */
  readonly answers: readonly string[];
  readonly order: 'kept' | 'not-kept' | 'unknown';
  /** How many queries it answers in its stock settings, whichever were played; null when it answers none, or was not asked. */
  readonly stock: Pace | null;
  readonly totals: Readonly<Record<'pass' | 'info' | 'warn' | 'fail' | 'not-applicable', number>>;
  /** By the id of a dispute, the letters of the sides that it was seen on. */
  readonly disputes: Readonly<Record<string, readonly string[]>>;
}

export interface Survey {
  readonly clients: readonly SurveyedClient[];
}

export const SURVEY_FILE = join(PROJECT_DIRECTORY, 'docs', 'survey.json');

/** What `npm run survey` wrote. @throws when the file cannot be read: it belongs to the project */
export function readSurvey(): Survey {
  return JSON.parse(readFileSync(SURVEY_FILE, 'utf8')) as Survey;
}

/** The survey with what was played now in the place of what was known. */
export function mergedSurvey(last: Survey, played: readonly SurveyedClient[]): Survey {
  const all = new Map([...last.clients, ...played].map((client) => [client.name, client]));
  return { clients: [...all.values()].sort((a, b) => (a.name < b.name ? -1 : 1)) };
}
