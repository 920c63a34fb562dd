import { isMap, isScalar, isSeq, Scalar, visit, YAMLMap, YAMLSeq, type Document, type Pair } from 'yaml';
import { inlineValues } from '../../scenario/inline.ts';
import type { ScenarioCase } from '../../scenario/model.ts';
import type { PinnedCast } from '../../scenario/schema.ts';
import { templateText } from '../../scenario/template-text.ts';
import { NotationError } from '../../wire/notation.ts';
import { parseTemplate, placeholdersOf, type Template } from '../../wire/template.ts';

/** Changes of a scenario as it stands in a YAML document. */

/** @throws Error when the document has no scenario of that id: its file was read a moment ago */
export function scenarioNode(document: Document, id: string): YAMLMap {
  const items = isSeq(document.contents) ? document.contents.items : [];
  const found = items.find((item) => isMap(item) && item.get('id') === id);
  if (!isMap(found)) throw new Error(`${id} is not in the file that it was loaded from`);
  return found;
}

/** In single quotes, which leave the backslashes of byte notation alone. */
export function quoted(text: string): Scalar<string> {
  const scalar = new Scalar(text);
  scalar.type = 'QUOTE_SINGLE';
  return scalar;
}

/** Puts a key before another one, or in its own place when it is there already. */
export function put(document: Document, map: YAMLMap, key: string, value: unknown, before: string): void {
  const pair = document.createPair(key, value) as Pair;
  const own = map.items.findIndex((item) => isKey(item, key));
  if (own !== -1) {
    map.items[own] = pair;
    return;
  }
  const place = map.items.findIndex((item) => isKey(item, before));
  map.items.splice(place === -1 ? map.items.length : place, 0, pair);
}

function isKey({ key }: Pair, name: string): boolean {
  return isScalar(key) && key.value === name;
}

export function castNode(cast: PinnedCast): YAMLMap {
  const map = new YAMLMap();
  for (const key of ['peer', 'other', 'token', 'token2'] as const) map.set(key, quoted(cast[key]));
  return map;
}

/** Makes one case of a scenario a scenario without cases: its values stand where they were named. */
export function inlineCase(document: Document, scenario: YAMLMap, one: ScenarioCase): void {
  scenario.delete('cases');
  const needs = Object.fromEntries(
    Object.entries(one.needs).filter(
      ([, value]) => value === true || (Array.isArray(value) && value.length > 0),
    ),
  );
  if (Object.keys(needs).length > 0)
    put(document, scenario, 'needs', document.createNode(needs, { flow: true }), 'steps');
  visit(scenario, {
    Scalar: (_, node) => {
      if (typeof node.value !== 'string' || node.type === 'PLAIN') return;
      const template = templateOf(node.value);
      if (template === null || ![...placeholdersOf(template)].some((name) => one.values.has(name))) return;
      node.value = templateText(inlineValues(template, one.values));
      node.type = 'QUOTE_SINGLE';
    },
  });
}

/** Null for a sentence that happens to be quoted and is no byte notation. */
function templateOf(text: string): Template | null {
  try {
    return parseTemplate(text);
  } catch (error) {
    if (error instanceof NotationError) return null;
    throw error;
  }
}

/** The lines of a generator are the same only for the same seed. */
export function pinSeeds(scenario: YAMLMap, seed: number): void {
  const steps = scenario.get('steps');
  if (!(steps instanceof YAMLSeq)) return;
  for (const step of steps.items)
    if (isMap(step) && step.has('fuzz') && !step.has('seed')) step.set('seed', seed);
}
