import { Ajv2020, type SchemaObject } from 'ajv/dist/2020.js';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parts } from '../bench/parts.ts';
import { BenchReport, isMet, readBench, type BenchRow } from '../harness/cli/bench/bench-model.ts';
import { performancePage } from '../harness/cli/pages/performance-page.ts';
import { root } from './fixture-run.ts';

describe('reports/bench.json', () => {
  test('follows its schema', () => {
    const schema = JSON.parse(JSON.stringify(BenchReport)) as SchemaObject;
    const validate = new Ajv2020({ strict: true }).compile(schema);
    validate(readBench());
    expect(validate.errors).toBeNull();
  });

  test('has parts that there are, in their order, measured', () => {
    const measured = readBench().parts;
    const names = measured.map(({ name }) => name);
    expect(names.length).toBeGreaterThan(0);
    expect(names).toEqual(parts.map(({ name }) => name).filter((name) => names.includes(name)));
    for (const { rows } of measured) expect(rows.length).toBeGreaterThan(0);
  });
});

test('every file of bench/parts is a part', () => {
  const files = readdirSync(`${root}bench/parts`).map((name) => name.replace(/\.ts$/, ''));
  expect(files.sort()).toEqual(parts.map(({ name }) => name).sort());
});

test('the page has the figures between its marks, and keeps what is written around them', () => {
  const page = readFileSync(`${root}docs/performance.md`, 'utf8');
  const written = performancePage(page, readBench());
  expect(written).toBe(page);
  for (const { name } of readBench().parts) expect(page).toContain(`### ${name}\n`);
  expect(() => performancePage('no marks', readBench())).toThrow(/figures/);
});

describe('whether a bar is met', () => {
  const figure = (median: number) => ({ median, least: 0, most: 9 });
  const row: BenchRow = {
    what: 'a thing',
    unit: 'ms',
    value: figure(2),
    bare: figure(1),
    ratio: figure(2),
    bar: null,
    details: {},
  };

  test.each([
    [null, null],
    [{ on: 'ratio', limit: 'at most', is: 2 }, true],
    [{ on: 'ratio', limit: 'at most', is: 1.9 }, false],
    [{ on: 'value', limit: 'at least', is: 2 }, true],
    [{ on: 'value', limit: 'at least', is: 2.1 }, false],
  ] as const)('%j', (bar, met) => {
    expect(isMet({ ...row, bar })).toBe(met);
  });

  test('a ratio that was not measured meets none', () => {
    expect(isMet({ ...row, ratio: null, bar: { on: 'ratio', limit: 'at most', is: 2 } })).toBe(false);
  });
});
