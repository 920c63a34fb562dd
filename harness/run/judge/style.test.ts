import { expect, test } from 'vitest';
import type { StyledLine } from '../../client/shown-line.ts';
import { parseTemplate } from '../../wire/template.ts';
import type { Observation } from '../play/observation.ts';
import { isStyled } from './style.ts';

/** A line in which a capital letter stands for itself in bold. */
function line(text: string): StyledLine {
  return { text, styles: text.split('').map((letter) => (/[A-Z]/.test(letter) ? 'bold' : '')) };
}

const seen = {
  play: { bytes: ([part]: ReturnType<typeof parseTemplate>) => (part?.kind === 'bytes' ? part.bytes : null) },
  styled: [
    line('x plain'),
    line('BOLD plain'),
    line('x other'),
    line('Half half'),
    line('twice'),
    line('TWICE'),
  ],
} as unknown as Observation;

function holds(one: string, other: string, whole = false): { like: boolean; unlike: boolean } {
  const pair = { one: parseTemplate(one), other: parseTemplate(other), whole };
  return {
    like: isStyled({ ...pair, alike: true }, seen),
    unlike: isStyled({ ...pair, alike: false }, seen),
  };
}

const ALIKE = { like: true, unlike: false };
const UNLIKE = { like: false, unlike: true };
const UNKNOWN = { like: false, unlike: false };

test('texts, or the lines in which they stand', () => {
  expect(holds('plain', 'other')).toEqual(ALIKE);
  expect(holds('BOLD', 'other')).toEqual(UNLIKE);
  expect(holds('plain', 'other', true)).toEqual(UNLIKE);
});

test('that a part of a text looks otherwise is a difference', () => {
  expect(holds('Half', 'half')).toEqual(UNLIKE);
  expect(holds('Half', 'BOLD plain')).toEqual(ALIKE);
});

test('what is not shown is neither like nor unlike', () => {
  expect(holds('plain', 'missing')).toEqual(UNKNOWN);
  expect(holds('missing', 'plain')).toEqual(UNKNOWN);
  const one = parseTemplate('plain');
  expect(isStyled({ one, other: one, whole: false, alike: true }, { ...seen, styled: null })).toBe(false);
});
