import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Requirement } from '../../reports/model/report.ts';
import { InputError, type Problem } from '../scenario/input-error.ts';
import { didYouMean } from '../scenario/nearest.ts';
import { SchemaCheck } from '../scenario/schema-check.ts';
import { YamlDocument } from '../scenario/yaml-document.ts';
import { vectorFileSchemas, type Vector, type VectorFileData } from './schema.ts';

/**
 * Reads every vector of a folder, in the order of the files' names and as they stand there.
 *
 * @param base what file names in problems are relative to
 * @throws InputError with every problem: what the schema refuses, an id that is there twice, a requirement that does
 *   not exist
 */
export async function loadVectors(
  directory: string,
  requirements: ReadonlyMap<string, Requirement>,
  base = process.cwd(),
): Promise<readonly Vector[]> {
  const problems: Problem[] = [];
  const vectors: Vector[] = [];
  const places = new Map<string, string>();
  const names = (await readdir(directory)).filter((name) => name.endsWith('.json')).sort();
  for (const name of names) {
    const file = join(directory, name);
    // JSON is YAML too, so that each problem gets its line and column.
    const document = new YamlDocument(relative(base, file), await readFile(file, 'utf8'));
    const found = schemaProblems(document);
    problems.push(...found);
    if (found.length > 0) continue;
    const data = document.value as VectorFileData;
    for (const [index, vector] of data.vectors.entries()) {
      const earlier = places.get(vector.id);
      if (earlier !== undefined) {
        problems.push(
          document.problem(
            ['vectors', index, 'id'],
            `the id '${vector.id}' is taken by ${earlier}`,
            'Give this vector another id; an id is stable for ever.',
          ),
        );
      }
      places.set(vector.id, `${document.file}:${document.line(['vectors', index])}`);
      for (const [at, id] of vector.requirements.entries()) {
        if (requirements.has(id)) continue;
        const path = ['vectors', index, 'requirements', at];
        problems.push(
          document.problem(path, `there is no requirement '${id}'`, didYouMean(id, requirements.keys())),
        );
      }
      vectors.push({ ...vector, do: data.do });
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return vectors;
}

const checks = new Map<string, SchemaCheck>();

function schemaProblems(document: YamlDocument): readonly Problem[] {
  const doing = String((document.value as { do?: unknown } | null)?.do);
  const schema = vectorFileSchemas.get(doing);
  if (schema === undefined) {
    const message = `'do' cannot be '${doing}'`;
    return [document.problem(['do'], message, didYouMean(doing, vectorFileSchemas.keys()))];
  }
  const check = checks.get(doing) ?? new SchemaCheck(schema);
  checks.set(doing, check);
  return check.check(document).problems;
}
