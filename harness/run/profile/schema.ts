import { Type, type Static, type TSchema } from 'typebox';
import { TRANSPORTS } from '../../wire/transport.ts';

/** The profile format: how one real client is started, driven, watched and ended. */

export const PROFILE_NAME = '^[a-z0-9]+([.-][a-z0-9]+)*$';

const closed = { additionalProperties: false } as const;
const lines = Type.Union([Type.String(), Type.Array(Type.String(), { minItems: 1 })]);
const optional = <T extends TSchema>(schema: T) => Type.Optional(schema);

const pattern = (description: string) => Type.String({ bytes: true, description });
const patterns = (what: string) =>
  Type.Union([
    pattern(`pattern ${what}`),
    Type.Array(pattern(`pattern ${what}`), { minItems: 1, description: 'any of these' }),
  ]);

const Terminal = Type.Union([
  Type.Literal('pipe'),
  Type.Object(
    {
      columns: Type.Integer({ minimum: 20, maximum: 500 }),
      rows: Type.Integer({ minimum: 5, maximum: 500 }),
    },
    closed,
  ),
]);

const User = Type.Object(
  {
    through: Type.Union([
      Type.Literal('input', { description: 'standard input, or the keyboard of the terminal' }),
      Type.Object({ fifo: Type.String({ description: 'a glob that begins with {home}/' }) }, closed),
    ]),
    enter: optional(
      Type.String({ description: 'what ends a typed line; by default \\n on a pipe and \\r on a terminal' }),
    ),
    encoding: optional(
      Type.Enum(['json', 'json-octets', 'utf8'], {
        description:
          'json: each value is written as a JSON string, so that one line can hold any text; json-octets: the same, and octets that are no UTF-8 stand in it as they are; utf8: what hands the lines on to the client takes nothing but UTF-8',
      }),
    ),
    commands: Type.Object(
      {
        action: optional(lines),
        message: optional(lines),
        notice: optional(lines),
        ctcp: optional(lines),
        ping: optional(lines),
        reply: optional(lines),
        away: optional(lines),
        ignore: optional(lines),
        quote: optional(lines),
        'silence-version': optional(lines),
        'version-text': optional(lines),
        'silence-ctcp': optional(lines),
        'ignore-ctcp': optional(lines),
        'refuse-dcc': optional(lines),
        'silence-channel-ctcp': optional(lines),
        query: optional(lines),
        'dcc-chat': optional(lines),
        'dcc-send': optional(lines),
        'dcc-accept': optional(lines),
        'dcc-say': optional(lines),
        'dcc-action': optional(lines),
        'dcc-get': optional(lines),
        'dcc-resume': optional(lines),
        'dcc-passive-chat': optional(lines),
        'dcc-passive-send': optional(lines),
        'dcc-close': optional(lines),
      },
      {
        ...closed,
        description: 'what is typed; {target}, {text}, {command}, {args} and {file} are filled in',
      },
    ),
  },
  closed,
);

const Display = Type.Object(
  {
    source: Type.Union([
      Type.Literal('screen'),
      Type.Literal('output'),
      Type.Object({ file: Type.String({ description: 'a glob that begins with {home}/' }) }, closed),
    ]),
    forPipes: optional(
      Type.Literal(true, {
        description:
          'it runs in a mode for pipes, so that what it prints says nothing of what it writes to a terminal',
      }),
    ),
    action: optional(patterns('of a shown ACTION, with \\{nick} and \\{text}')),
    message: optional(patterns('of a shown chat line')),
    window: optional(
      patterns(
        'that tells the window of a line: of the path of its log file, or of the line, with \\{target}',
      ),
    ),
  },
  closed,
);

const Quit = Type.Object(
  {
    commands: optional(lines),
    closeInput: optional(Type.Boolean()),
    signal: optional(Type.String({ pattern: '^SIG[A-Z0-9]+$' })),
  },
  closed,
);

/** What the client's documentation or source says of how many queries it answers; the survey holds it against what it does. */
const Limit = Type.Object(
  {
    says: Type.String({
      minLength: 1,
      maxLength: 300,
      description: 'its own settings and their values, in one sentence',
    }),
    kind: Type.Enum(['none', 'queue', 'drop'], {
      description: 'replies wait for each other, or those beyond a number are never sent, or neither',
    }),
    burst: optional(Type.Integer({ minimum: 1, description: 'so many before one is dropped' })),
    intervalMs: optional(Type.Integer({ minimum: 1, description: 'between two replies of a queue' })),
    source: Type.String({ pattern: '^https://', description: 'where that stands' }),
    differs: optional(
      Type.String({ minLength: 1, description: 'why what it does is not what it says, where that is so' }),
    ),
  },
  {
    ...closed,
    description: "the client's own limit in its stock settings, as its documentation or source has it",
  },
);

const launch = {
  command: optional(
    Type.String({
      minLength: 1,
      description:
        'split into words as a shell would; {host} {port} {nick} {home} {profile}, over TLS {ca} {cert}, over WebSocket {url}',
    }),
  ),
  env: optional(Type.Record(Type.String(), Type.String())),
  files: optional(
    Type.Record(Type.String(), Type.String(), {
      description: 'path in the throw-away home: file beside this profile',
    }),
  ),
  terminal: optional(Terminal),
};

/** Beside what `launch` has: what is put behind the words of the command. */
const Transported = Type.Object(
  {
    ...launch,
    arguments: optional(Type.String({ minLength: 1, description: 'put behind the command' })),
  },
  closed,
);

export const Setting = Type.Object(launch, closed);

export const ProfileFile = Type.Object(
  {
    name: Type.String({ pattern: PROFILE_NAME, description: 'the name of the folder' }),
    about: Type.String({ minLength: 1 }),
    homepage: optional(Type.String()),
    install: Type.Object(
      {
        debian: optional(Type.Array(Type.String())),
        npm: optional(Type.Array(Type.String())),
        note: optional(Type.String()),
        part: optional(
          Type.Literal(true, {
            description: 'the client is part of its first package, and has a version of its own',
          }),
        ),
      },
      { ...closed, minProperties: 1 },
    ),
    ...launch,
    transport: optional(
      Type.Enum([...TRANSPORTS], {
        description: 'what the client speaks where nothing else is asked for; tcp if not given',
      }),
    ),
    transports: optional(
      Type.Object(
        { tls: optional(Transported), websocket: optional(Transported), wss: optional(Transported) },
        {
          ...closed,
          minProperties: 1,
          description: 'what else it can speak, and what is different then: run --tls, --websocket, or both',
        },
      ),
    ),
    settings: Type.Object(
      { stock: Setting, unthrottled: optional(Setting) },
      { ...closed, description: 'what users run; and with its own send queue and flood protection off' },
    ),
    user: optional(User),
    display: optional(Display),
    quit: optional(Quit),
    limit: optional(Limit),
    ownLocales: optional(
      Type.Literal(true, {
        description: 'it brings the data of locales and time zones with it, so that none need be installed',
      }),
    ),
    declines: optional(
      Type.Array(Type.String({ pattern: '^[A-Z]+$' }), {
        description: 'queries that it leaves unanswered on purpose',
      }),
    ),
    product: optional(
      Type.String({
        pattern: '^\\S+$',
        description: 'a word that its VERSION reply has to hold, in any letter case',
      }),
    ),
    replies: optional(Type.Literal('none', { description: 'it answers no CTCP, on purpose' })),
  },
  {
    ...closed,
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:ctcpspec:schema:profile-1',
    title: 'ctcpspec client profile',
  },
);

export type ProfileData = Static<typeof ProfileFile>;
export type SettingData = Static<typeof Setting>;
export type TransportedData = Static<typeof Transported>;
