import { Type, type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import type { FromPage } from './view.ts';

const closed = { additionalProperties: false };
const Message = Type.Union([
  Type.Object({ kind: Type.Literal('choice'), task: Type.Integer(), name: Type.String() }, closed),
  Type.Object({ kind: Type.Enum(['skip', 'skip-all']), task: Type.Integer() }, closed),
  Type.Object({ kind: Type.Literal('stop'), client: Type.String() }, closed),
  Type.Object({ kind: Type.Literal('end') }, closed),
]);

const checker = Compile(Message);

/** @returns null for what is no message of the page's */
export function parseFromPage(text: string): FromPage | null {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return null;
  }
  return checker.Check(data) ? (data satisfies Static<typeof Message>) : null;
}
