import { Ajv2020, type ErrorObject, type SchemaObject } from 'ajv/dist/2020.js';
import type { TSchema } from 'typebox';
import type { Problem } from './input-error.ts';
import { didYouMean, nearest } from './nearest.ts';
import type { Path, YamlDocument } from './yaml-document.ts';

/** A value that the schema marks `bytes: true`, and where it stands. */
export interface BytesPlace {
  readonly path: Path;
  readonly text: string;
}

export interface SchemaVerdict {
  readonly problems: readonly Problem[];
  readonly bytes: readonly BytesPlace[];
}

/** Stands in a recorded file where only a person can say what is right. No value of the format is spelt like it. */
export const TO_BE_CHOSEN = 'TODO';

/** A checker for one schema. Compile it once; `check` may be called for many documents. */
export class SchemaCheck {
  readonly #validate: ReturnType<Ajv2020['compile']>;
  #seen: BytesPlace[] = [];

  constructor(schema: TSchema) {
    const ajv = new Ajv2020({
      strict: true,
      strictRequired: false,
      allErrors: true,
      verbose: true,
      // Making its code smaller takes longer than all that is checked with it.
      code: { optimize: false },
    });
    ajv.addKeyword({
      keyword: 'bytes',
      type: 'string',
      schemaType: 'boolean',
      errors: false,
      validate: (_on: boolean, text: string, _parent: unknown, context?: { instancePath: string }) => {
        this.#seen.push({ path: pathOf(context?.instancePath ?? ''), text });
        return true;
      },
    });
    // TypeBox keeps its own marks in symbols; the JSON text is what is published, so that is what is checked.
    this.#validate = ajv.compile(JSON.parse(JSON.stringify(schema)) as SchemaObject);
  }

  check(document: YamlDocument): SchemaVerdict {
    this.#seen = [];
    const valid = this.#validate(document.value);
    const errors = valid ? [] : withoutEchoes(pickBranches(this.#validate.errors ?? []));
    const problems = [
      ...errors.map((error) => explain(error, document)),
      ...this.#seen
        .filter(({ path }) => document.isPlain(path))
        .map(({ path }) => plainBytes(document, path)),
    ];
    return { problems: withoutRepeats(problems), bytes: this.#seen };
  }
}

function plainBytes(document: YamlDocument, path: Path): Problem {
  return document.problem(
    path,
    `bytes are written here, so a plain scalar is refused`,
    "Put the string in single quotes: 'like \\x01this\\x01'.",
  );
}

/** A mistyped key is reported once: as the unknown key that stands there, not as the missing one it should be. */
function withoutEchoes(errors: readonly ErrorObject[]): ErrorObject[] {
  const param = (error: ErrorObject, name: string): string =>
    String((error.params as Record<string, unknown>)[name]);
  const mistyped = errors
    .filter((error) => error.keyword === 'additionalProperties')
    .map((error) => ({
      at: error.instancePath,
      meant: nearest(
        param(error, 'additionalProperty'),
        Object.keys((error.parentSchema?.['properties'] ?? {}) as object),
      )[0],
    }));
  return errors.filter(
    (error) =>
      error.keyword !== 'required' ||
      !mistyped.some(
        ({ at, meant }) => at === error.instancePath && meant === param(error, 'missingProperty'),
      ),
  );
}

/** Of the branches of a failed `anyOf`, keeps the errors of the one that the value resembles. */
function pickBranches(errors: readonly ErrorObject[]): ErrorObject[] {
  const unions = errors.filter((error) => error.keyword === 'anyOf');
  let kept = [...errors];
  for (const union of unions) {
    const under = (error: ErrorObject) =>
      error !== union && error.schemaPath.startsWith(`${union.schemaPath}/`);
    const inside = kept.filter(under);
    if (inside.length === 0) continue;
    const branch = (error: ErrorObject) =>
      error.schemaPath.slice(union.schemaPath.length + 1).split('/')[0] ?? '';
    const wrongType = new Set(
      inside.filter((e) => e.keyword === 'type' && e.instancePath === union.instancePath).map(branch),
    );
    const fitting = inside.filter((error) => !wrongType.has(branch(error)));
    kept = kept.filter((error) => !under(error) && error !== union);
    kept.push(...(fitting.length > 0 ? fitting : [union]));
  }
  return kept;
}

function explain(error: ErrorObject, document: YamlDocument): Problem {
  const path = pathOf(error.instancePath);
  const params = error.params as Record<string, unknown>;
  const at = path.length === 0 ? 'the file' : `'${String(path.at(-1))}'`;
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(params['additionalProperty']);
      if (error.parentSchema?.['patternProperties'] !== undefined) return badName([...path, key], document);
      const known = Object.keys((error.parentSchema?.['properties'] ?? {}) as object);
      return document.problem([...path, key], `unknown key '${key}'`, didYouMean(key, known), {
        atKey: true,
      });
    }
    case 'required': {
      const key = String(params['missingProperty']);
      return document.problem(path, `the key '${key}' is missing`, `Add '${key}:' here.`);
    }
    case 'enum': {
      const allowed = params['allowedValues'] as unknown[];
      if (error.data === TO_BE_CHOSEN) {
        return document.problem(
          path,
          `${at} is still to be chosen`,
          `Look at what was recorded, and write one of: ${allowed.join(', ')}.`,
        );
      }
      return document.problem(
        path,
        `${at} cannot be '${String(error.data)}'`,
        didYouMean(String(error.data), allowed.map(String)),
      );
    }
    case 'const':
      return document.problem(
        path,
        `${at} can only be ${String(params['allowedValue'])}`,
        'Write that or leave it out.',
      );
    case 'type':
    case 'anyOf':
      return document.problem(path, `${at} has the wrong type`, `Write ${typesOf(error)} here.`);
    case 'pattern': {
      const purpose = (error.parentSchema?.['description'] ?? 'another form') as string;
      return document.problem(
        path,
        `'${String(error.data)}' does not have the right form`,
        `Expected: ${purpose}.`,
      );
    }
    default:
      return document.problem(path, `${at} ${error.message ?? 'is not allowed'}`, 'Change the value.');
  }
}

function badName(path: Path, document: YamlDocument): Problem {
  return document.problem(
    path,
    `'${String(path.at(-1))}' is not a usable name`,
    'Use lower-case letters, digits and single hyphens.',
    { atKey: true },
  );
}

function typesOf(error: ErrorObject): string {
  if (error.keyword === 'type') return article(String((error.params as { type: unknown }).type));
  const branches = error.schema as { type?: string; const?: unknown; enum?: unknown[] }[];
  return branches
    .map((branch) => (branch.type === undefined ? 'one of the allowed words' : article(branch.type)))
    .join(' or ');
}

function article(type: string): string {
  const word =
    { object: 'mapping', array: 'list', string: 'quoted string', boolean: 'true or false' }[type] ?? type;
  return type === 'boolean' ? word : `a ${word}`;
}

function pathOf(pointer: string): Path {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^(0|[1-9][0-9]*)$/.test(part) ? Number(part) : part));
}

function withoutRepeats(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter((problem) => {
    const key = `${problem.line}:${problem.column}:${problem.message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
