import { join } from 'node:path';
import { fillPlaceholders, type PlaceholderValues } from './placeholders.ts';

/** Every process of a client inherits this variable, by which strays are found when the client is ended. */
export const markVariable = 'CTCPSPEC_CLIENT';

/**
 * What a client keeps of the caller's environment: where programs and their libraries are found, which display a
 * graphical client draws on, and the settings of sanitizers and back traces. Nothing that leads to the caller's own
 * settings, files or running programs (no HOME, no session bus), for the tested client would read or change them.
 */
const passedOn = [
  'PATH',
  'TZ',
  // Where locales are looked for that the system does not have.
  'LOCPATH',
  ...['LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'SSL_CERT_FILE', 'SSL_CERT_DIR'],
  ...['DISPLAY', 'XAUTHORITY', 'WAYLAND_DISPLAY'],
  ...[
    'NODE_PATH',
    'NVM_DIR',
    'VIRTUAL_ENV',
    'PYTHONPATH',
    'PYENV_ROOT',
    'PERL5LIB',
    'JAVA_HOME',
    'DOTNET_ROOT',
  ],
  ...[
    'GEM_HOME',
    'GEM_PATH',
    'RBENV_ROOT',
    'GOROOT',
    'GOPATH',
    'CARGO_HOME',
    'RUSTUP_HOME',
    'RUSTUP_TOOLCHAIN',
  ],
  ...['ASAN_OPTIONS', 'LSAN_OPTIONS', 'MSAN_OPTIONS', 'TSAN_OPTIONS', 'UBSAN_OPTIONS', 'RUST_BACKTRACE'],
];

const passedOnInWindows = ['SystemRoot', 'windir', 'SystemDrive', 'ComSpec', 'PATHEXT', 'ProgramFiles'];

/** Where a client is to save what it gets: profiles say so as `{home}/downloads`. */
export const DOWNLOADS = 'downloads';

/** Folders of the throw-away home that the environment speaks of and that must exist. */
export const homeFolders = ['tmp', 'run', '.config', '.cache', '.local/share', '.local/state', DOWNLOADS];

/** @param mark a value that no other process has */
export function clientEnvironment(
  values: PlaceholderValues,
  mark: string,
  extra: Readonly<Record<string, string>> = {},
  callers: NodeJS.ProcessEnv = process.env,
): Record<string, string> {
  const { home } = values;
  const env: Record<string, string> = { [markVariable]: mark };
  for (const name of [...passedOn, ...(process.platform === 'win32' ? passedOnInWindows : [])]) {
    const value = callers[name];
    if (value !== undefined) env[name] = value;
  }
  Object.assign(env, {
    HOME: home,
    USER: 'ctcpspec',
    LOGNAME: 'ctcpspec',
    TERM: 'xterm-256color',
    LANG: 'C.UTF-8',
    TMPDIR: join(home, 'tmp'),
    XDG_RUNTIME_DIR: join(home, 'run'),
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_CACHE_HOME: join(home, '.cache'),
    XDG_DATA_HOME: join(home, '.local/share'),
    XDG_STATE_HOME: join(home, '.local/state'),
  });
  if (process.platform === 'win32') {
    Object.assign(env, {
      USERPROFILE: home,
      APPDATA: home,
      LOCALAPPDATA: home,
      TEMP: join(home, 'tmp'),
      TMP: join(home, 'tmp'),
    });
  }
  for (const [name, value] of Object.entries(extra)) env[name] = fillPlaceholders(value, values);
  return env;
}
