import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { findProgram } from './find-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'find-program-'));
afterAll(() => rmSync(folder, { recursive: true }));

function put(name: string, content: string, mode: number): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  chmodSync(file, mode);
  return file;
}

it('looks on the PATH in order, past what cannot be executed', () => {
  mkdirSync(join(folder, 'later'));
  put('tool', 'x', 0o644);
  const later = put('later/tool', '#!/bin/sh\n', 0o755);
  expect(findProgram('tool', [folder, join(folder, 'later')].join(delimiter), '/')).toBe(later);
});

it('takes a name with a slash from the working directory', () => {
  const file = put('client', '#!/bin/sh\n', 0o755);
  expect(findProgram('./client', '', folder)).toBe(file);
});

it.each([
  ['no-such-client', 'client-not-found', /on the PATH.*Install it/],
  ['./no-such-client', 'client-not-found', /Check the path/],
  ['./later', 'client-not-found', /Check the path/],
  ['./plain', 'client-not-executable', /chmod \+x/],
  ['./script', 'client-not-executable', /\/no\/such\/interpreter/],
])('%s is %s', (name, code, message) => {
  mkdirSync(join(folder, 'later'), { recursive: true });
  put('plain', 'x', 0o644);
  put('script', '#! /no/such/interpreter -x\n', 0o755);
  expect(() => findProgram(name, folder, folder)).toThrow(
    expect.objectContaining({ code, message: expect.stringMatching(message) as string }),
  );
});
