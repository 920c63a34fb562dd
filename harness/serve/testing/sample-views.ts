import type { ClientView, LineView, ServeView, TaskView } from '../view.ts';

const NOW = Date.parse('2026-12-01T20:00:00');
const SOON = NOW + 30 * 60_000;

/** Everything that a client may put into its nick, its answers and its lines. */
const HOSTILE = '<img src=x onerror=alert(1)>\\x1B]0;x\\x07"\'`&amp;';

const alice: ClientView = {
  id: 'client-1',
  nick: 'alice',
  from: '127.0.0.1',
  version: 'Example client 1.0',
  isConnected: true,
  phase: 'playing',
  done: 148,
  total: 259,
  counts: { pass: 131, warn: 4, fail: 1, info: 7, 'not-applicable': 5 },
  last: 'quoting/unknown-escape',
  resting: null,
  problem: null,
};

const bob: ClientView = {
  ...alice,
  id: 'client-2',
  nick: 'bob_on_the_phone',
  from: '192.168.1.23',
  version: 'Example for phones 2.3',
  done: 12,
  counts: { pass: 12 },
  last: 'clientinfo/lists-what-is-answered',
  resting:
    'Your client answers a few queries at a time only, and drops further ones; it is left in peace for a minute.',
};

const skip = { label: 'Leave this out', allLabel: 'Leave out all like this' };

export const typeTask: TaskView = {
  id: 7,
  client: 'client-1',
  nick: 'alice',
  kind: 'type',
  title: 'In #ctcpspec, type',
  says: ['This goes on by itself as soon as your client has sent it.'],
  typed: [
    {
      line: '/me waves k3bw91xa',
      action: 'action',
      target: '#ctcpspec',
      command: null,
      text: 'waves k3bw91xa',
    },
  ],
  choices: [{ name: 'done', label: 'I have done it, and nothing happens here', example: null }],
  skip,
  untilMs: SOON,
};

export const lookTask: TaskView = {
  id: 8,
  client: 'client-1',
  nick: 'alice',
  kind: 'look',
  title: 'What does your client show of kestrel7?',
  says: [
    'Look just above the line “fence mqa9a6qi” in #ctcpspec. What kestrel7 did came before it; it may stand in a window of its own.',
  ],
  typed: [],
  choices: [
    { name: 'action-0', label: 'As an action', example: '* kestrel7   waves k3bw91xa' },
    { name: 'action-1', label: 'As an action', example: '* kestrel7 waves k3bw91xa' },
    { name: 'action', label: 'As an action with other text', example: null },
    { name: 'message', label: 'As an ordinary message', example: '<kestrel7> …' },
    { name: 'other', label: 'As something else, or as raw characters', example: null },
    { name: 'nothing', label: 'Nothing of kestrel7', example: null },
    { name: 'no-fence', label: 'There is no line “fence mqa9a6qi”', example: null },
  ],
  skip: { label: 'I cannot tell', allLabel: 'Ask me nothing about what is shown' },
  untilMs: SOON,
};

const setTask: TaskView = {
  ...typeTask,
  id: 9,
  client: 'client-2',
  nick: 'bob_on_the_phone',
  kind: 'set',
  title: 'Set your client so that it does not answer VERSION',
  says: ['It is one of the settings of your client, if it has it. Leave this out if it has not.'],
  typed: [],
  choices: [{ name: 'done', label: 'I have done it', example: null }],
};

const connectTask: TaskView = {
  ...typeTask,
  id: 10,
  kind: 'connect',
  title: 'Connect alice again',
  says: [
    'What comes next needs a server that offers something else.',
    'Many clients do so by themselves. Keep the nick: by it the client is known.',
  ],
  typed: [],
  choices: [],
  skip: { label: 'Leave out what needs this', allLabel: null },
};

const lostTask: TaskView = {
  ...typeTask,
  id: 11,
  kind: 'lost',
  title: 'The connection of your client has ended. What happened?',
  says: ['Only what the client did by itself is held against it.'],
  typed: [],
  choices: [
    { name: 'withdrawn', label: 'I closed it, or the network failed', example: null },
    { name: 'left', label: 'The client left by itself', example: null },
    { name: 'crashed', label: 'The client crashed', example: null },
  ],
  skip: null,
};

const waiting: ServeView = {
  address: { hosts: ['127.0.0.1'], port: 6667, tls: false, channel: '#ctcpspec', isOpen: false },
  scenarios: 259,
  clients: [],
  tasks: [],
  isWritten: false,
  files: [],
  isOver: false,
};

const playing: ServeView = { ...waiting, clients: [alice] };
const done: ClientView = { ...alice, phase: 'finished', isConnected: false, done: 259 };
const finished: ServeView = {
  ...waiting,
  clients: [done],
  isWritten: true,
  files: ['/home/me/ctcp-report/report.json', '/home/me/ctcp-report/report.html'],
};

/** The page in each of its states. */
export const sampleViews = {
  waiting,
  'waiting-network': {
    ...waiting,
    address: {
      hosts: ['127.0.0.1', '192.168.1.5'],
      port: 6697,
      tls: true,
      channel: '#ctcpspec',
      isOpen: true,
    },
  },
  discovery: {
    ...waiting,
    clients: [{ ...alice, phase: 'discovery', version: null, done: 0, counts: {}, last: null }],
  },
  playing,
  step: { ...playing, tasks: [typeTask] },
  question: { ...playing, tasks: [lookTask] },
  setting: { ...playing, tasks: [{ ...setTask, client: 'client-1', nick: 'alice' }] },
  connect: { ...playing, clients: [{ ...alice, isConnected: false }], tasks: [connectTask] },
  lost: { ...playing, clients: [{ ...alice, isConnected: false }], tasks: [lostTask] },
  'two-clients': { ...playing, clients: [alice, bob], tasks: [typeTask, setTask] },
  untestable: {
    ...waiting,
    clients: [
      {
        ...alice,
        phase: 'untestable',
        isConnected: false,
        version: null,
        done: 0,
        counts: {},
        problem:
          'The client connected but did not register (NICK, USER and, if it negotiates capabilities, CAP END) within 20000 ms. Look at the transcript for what it waits for.',
      },
    ],
    isWritten: true,
    files: ['/home/me/ctcp-report/report.json'],
  },
  finished,
  over: { ...finished, isOver: true },
  hostile: {
    ...playing,
    clients: [{ ...alice, nick: HOSTILE, version: HOSTILE }],
    tasks: [{ ...lookTask, nick: HOSTILE, title: HOSTILE, says: [HOSTILE] }],
  },
} as const satisfies Readonly<Record<string, ServeView>>;

export type SampleState = keyof typeof sampleViews;

const wire: readonly (readonly [LineView['from'], string])[] = [
  ['server', ':kestrel7!k@kestrel7.peer.test PRIVMSG alice :\\x01PING a1b2c3d4\\x01'],
  ['client', 'NOTICE kestrel7 :\\x01PING a1b2c3d4\\x01'],
  ['server', ':merlin42!m@merlin42.peer.test PRIVMSG #ctcpspec :\\x01ACTION waves k3bw91xa\\x01'],
  ['server', `:osprey09!o@osprey09.peer.test PRIVMSG alice :${HOSTILE}`],
  ['note', '… 412 lines are not shown here'],
  ['server', 'PING :ctcpspec-nudge-4'],
  ['client', 'PONG :ctcpspec-nudge-4'],
];

export const sampleLines: readonly LineView[] = numbered(Array.from({ length: 5 }, () => wire).flat());

/** Without what no reader of the documentation should have to wonder about. */
export const pictureLines: readonly LineView[] = numbered(
  [...wire, ...wire, ...wire].filter(([from, text]) => from !== 'note' && !text.includes(HOSTILE)),
);

function numbered(lines: typeof wire): LineView[] {
  return lines.map(([from, text], index) => ({ number: index + 1, from, atMs: NOW + index * 137, text }));
}
