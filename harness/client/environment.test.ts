import { expect, it } from 'vitest';
import { clientEnvironment, markVariable } from './environment.ts';

const values = { host: '127.0.0.1', port: 6667, nick: 'alice', home: '/tmp/h' };

it('passes on what finds programs and nothing that leads to the caller', () => {
  const callers = {
    PATH: '/bin',
    JAVA_HOME: '/jdk',
    HOME: '/home/real',
    LC_ALL: 'de_DE',
    DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/bus',
    XDG_CONFIG_HOME: '/home/real/.config',
    NODE_OPTIONS: '--inspect',
    SECRET: 'x',
  };
  const env = clientEnvironment(values, 'mark', {}, callers);
  expect(env).toMatchObject({
    PATH: '/bin',
    JAVA_HOME: '/jdk',
    HOME: '/tmp/h',
    XDG_CONFIG_HOME: '/tmp/h/.config',
  });
  for (const name of ['LC_ALL', 'DBUS_SESSION_BUS_ADDRESS', 'NODE_OPTIONS', 'SECRET'])
    expect(env).not.toHaveProperty(name);
  expect(Object.values(env).filter((value) => value.includes('/home/real'))).toEqual([]);
  expect(env[markVariable]).toBe('mark');
});

it('adds the settings of the spec, with placeholders filled in, and lets them win', () => {
  const env = clientEnvironment(
    values,
    'mark',
    { TERM: 'dumb', IRCSERVER: '{host}:{port}', X: '{other}' },
    {},
  );
  expect(env).toMatchObject({ TERM: 'dumb', IRCSERVER: '127.0.0.1:6667', X: '{other}' });
});
