import { Type, type TSchema } from 'typebox';

export const closed = { additionalProperties: false, minProperties: 1 } as const;

export const bytes = (description: string) => Type.String({ description, bytes: true });
export const oneOrMore = <T extends TSchema>(item: T) =>
  Type.Union([item, Type.Array(item, { minItems: 1 })]);
export const sentence = (description: string) => Type.String({ minLength: 1, maxLength: 600, description });
