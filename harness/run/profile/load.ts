import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { quote } from 'shlex';
import type { TSchema } from 'typebox';
import type {
  ClientSpec,
  DisplaySpec,
  HomeFile,
  QuitSpec,
  TerminalSpec,
  UserSpec,
} from '../../client/spec.ts';
import type { Transport } from '../../wire/transport.ts';
import { InputError, type Problem } from '../../scenario/input-error.ts';
import { SchemaCheck } from '../../scenario/schema-check.ts';
import { SourceText } from '../../scenario/source-text.ts';
import { YamlDocument } from '../../scenario/yaml-document.ts';
import type { ClientUnderTest } from '../run-request.ts';
import { checkCommands } from './check-commands.ts';
import { launchUnder, spokenBy, type Launch } from './launch-under.ts';
import type { ProfileData, SettingData } from './schema.ts';

/** What a profile says of a client; how it was chosen is for the command line to add. */
export type LoadedClient = Omit<ClientUnderTest, 'choice' | 'spec'> & { readonly spec: ClientSpec };

export type SettingName = 'stock' | 'unthrottled';

let check: SchemaCheck | null = null;

/**
 * Reads a profile as it is written.
 *
 * @throws InputError with file, line, column and mend
 */
export async function readProfile(path: string): Promise<ProfileData> {
  return (await readDocument(path)).profile;
}

/** In the package it lies beside this file as JSON: the library that it is written with takes long to load. */
async function profileSchema(): Promise<TSchema> {
  const built = await readFile(new URL('./profile.schema.json', import.meta.url), 'utf8').catch(() => null);
  return built === null ? (await import('./schema.ts')).ProfileFile : (JSON.parse(built) as TSchema);
}

async function readDocument(path: string): Promise<{ document: YamlDocument; profile: ProfileData }> {
  const file = relative(process.cwd(), path) || path;
  const document = new YamlDocument(file, await readText(path, file));
  check ??= new SchemaCheck(await profileSchema());
  const { problems } = check.check(document);
  if (problems.length > 0) throw new InputError(problems);
  return { document, profile: document.value as ProfileData };
}

/**
 * Reads a profile and the files that it lays in the client's home.
 *
 * @param wanted the setting to run under; by default `unthrottled` where the client has it
 * @param transport what it is to speak; null for what the profile says
 * @throws InputError with file, line, column and mend
 */
export async function loadProfile(
  path: string,
  wanted: SettingName | null,
  name: string | null,
  transport: Transport | null = null,
): Promise<LoadedClient> {
  const { document, profile } = await readDocument(path);
  const settings = wanted ?? (profile.settings.unthrottled === undefined ? 'stock' : 'unthrottled');
  const own = profile.settings[settings];
  const source = new SourceText(document);
  if (own === undefined) {
    source
      .at('settings')
      .problem(`this client has no '${settings}' setting`, 'Run it with --settings stock.');
    throw new InputError(source.problems);
  }
  checkPatterns(profile, source);
  checkCommands(profile.user?.commands ?? {}, source.at('user', 'commands'));
  const spoken = spokenBy(profile, transport, source);
  const directory = dirname(resolve(path));
  const specUnder = (setting: SettingData): Promise<ClientSpec> =>
    specOf(profile, launchUnder(profile, setting, spoken, source), { directory, transport: spoken }, source);
  const spec = await specUnder(own);
  // Whoever asks for settings gets them for everything.
  const stock = wanted === null && settings !== 'stock' ? await specUnder(profile.settings.stock) : null;
  if (source.problems.length > 0) throw new InputError(source.problems);
  return {
    name: name ?? profile.name,
    profile: profile.name,
    command: spec.command,
    settings,
    spec,
    stock,
    display:
      profile.display === undefined
        ? null
        : {
            action: listOf(profile.display.action),
            message: listOf(profile.display.message),
            window: listOf(profile.display.window),
          },
    product: profile.product ?? null,
    declines: profile.replies === 'none' ? 'all' : new Set(profile.declines ?? []),
  };
}

async function readText(path: string, file: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    const problem: Problem = {
      file,
      line: 1,
      column: 1,
      message: `this profile cannot be read (${code})`,
      mend: 'Give --profile a file, or name one of the folders of fixtures/clients/.',
    };
    throw new InputError([problem]);
  }
}

const DISPLAY_NAMES = {
  action: new Set(['nick', 'text']),
  message: new Set(['nick', 'text']),
  window: new Set(['target']),
};

function checkPatterns(profile: ProfileData, source: SourceText): void {
  for (const key of ['action', 'message', 'window'] as const) {
    const at = source.at('display', key);
    const given = profile.display?.[key];
    listOf(given).forEach((pattern, index) => {
      const own = Array.isArray(given) ? source.at('display', key, index) : at;
      own.template(pattern, { wildcards: true, known: DISPLAY_NAMES[key] });
    });
  }
}

function listOf(given: string | readonly string[] | undefined): readonly string[] {
  if (given === undefined) return [];
  return typeof given === 'string' ? [given] : given;
}

async function specOf(
  profile: ProfileData,
  { command, env, files, terminal }: Launch,
  { directory, transport }: { readonly directory: string; readonly transport: Transport },
  source: SourceText,
): Promise<ClientSpec> {
  return {
    name: profile.name,
    command: command.replaceAll('{profile}', quote(directory)),
    env,
    files: await homeFiles(files, directory, source),
    terminal: terminalOf(terminal),
    ...(transport === 'tcp' ? {} : { transport }),
    ...(profile.ownLocales === undefined ? {} : { ownLocales: profile.ownLocales }),
    ...(profile.user === undefined ? {} : { user: userOf(profile.user) }),
    ...(profile.display === undefined ? {} : { display: displayOf(profile.display) }),
    ...(profile.quit === undefined ? {} : { quit: quitOf(profile.quit) }),
  };
}

async function homeFiles(
  files: Record<string, string>,
  directory: string,
  source: SourceText,
): Promise<HomeFile[]> {
  const read: HomeFile[] = [];
  for (const [path, from] of Object.entries(files)) {
    try {
      read.push({ path, content: await readFile(join(directory, from)) });
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
      source
        .at('files', path)
        .problem(`the file '${from}' cannot be read (${code})`, 'Put it beside the profile.');
    }
  }
  return read;
}

function terminalOf(given: ProfileData['terminal']): TerminalSpec {
  return given === undefined || given === 'pipe' ? { kind: 'pipe' } : { kind: 'pty', ...given };
}

function userOf({ through, enter, encoding, commands }: NonNullable<ProfileData['user']>): UserSpec {
  return {
    through:
      through === 'input'
        ? { kind: 'input', ...(enter === undefined ? {} : { enter }) }
        : { kind: 'fifo', path: through.fifo },
    commands,
    ...(encoding === undefined ? {} : { encoding }),
  };
}

function displayOf({ source, forPipes }: NonNullable<ProfileData['display']>): DisplaySpec {
  const mode = forPipes === undefined ? {} : { forPipes };
  return typeof source === 'string' ? { source, ...mode } : { source: 'file', path: source.file, ...mode };
}

function quitOf({ commands, closeInput, signal }: NonNullable<ProfileData['quit']>): QuitSpec {
  return {
    ...(commands === undefined ? {} : { commands }),
    ...(closeInput === undefined ? {} : { closeInput }),
    ...(signal === undefined ? {} : { signal: signal as NodeJS.Signals }),
  };
}
