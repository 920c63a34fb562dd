import { describe, expect, it } from 'vitest';
import { commandWords } from './command-words.ts';

const values = { host: '127.0.0.1', port: 6667, nick: 'al ice"', home: '/tmp/a b' };

describe('commandWords', () => {
  it('splits as a shell does', () => {
    expect(commandWords(`prog 'a b' "c \\"d" e\\ f ''`, values)).toEqual(['prog', 'a b', 'c "d', 'e f', '']);
  });

  it('fills in placeholders inside words after splitting, so that a value stays in its word', () => {
    expect(commandWords('p -h {host}:{port} --n={nick} "{home}/x"', values)).toEqual([
      'p',
      '-h',
      '127.0.0.1:6667',
      '--n=al ice"',
      '/tmp/a b/x',
    ]);
  });

  it('leaves other braces and shell syntax alone', () => {
    expect(commandWords('p {user} {} {{port}} ${HOME} $(id) ; *', values)).toEqual([
      'p',
      '{user}',
      '{}',
      '{6667}',
      '${HOME}',
      '$(id)',
      ';',
      '*',
    ]);
  });

  it('does not fill in a placeholder that comes from a value', () => {
    expect(commandWords('p {nick}', { ...values, nick: '{port}' })).toEqual(['p', '{port}']);
  });

  it.each([['p "unclosed'], [''], ['   '], ["''"], ['p "a\0b"']])('refuses %j', (command) => {
    expect(() => commandWords(command, values)).toThrow(expect.objectContaining({ code: 'bad-command' }));
  });
});
