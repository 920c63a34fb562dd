import type { Result } from '../model/report.ts';
import { quietResults } from './sample-quiet-results.ts';
import { attempt, caseResult, entry, fencedTranscript, result } from './sample-result.ts';

const anyClass = <T extends string>(both: T) => ({ modern: both, classic: both });

const noticeAnswered = fencedTranscript(':p7!pat@p7.test NOTICE quill :\\x01VERSION\\x01', [
  '!NOTICE p7 :\\x01VERSION quillchat 0.9.2 / Linux\\x01\\r\\n',
]);

const failing: Result = result({
  id: 'context/notice-is-never-answered',
  title: 'A query that arrives in a NOTICE gets no reply',
  why: 'A client that answers a NOTICE can be locked in a loop with another one, until a server cuts both off.',
  line: 12,
  requirements: ['CTX-03', 'CTX-01'],
  requirement: 'CTX-03',
  outcome: 'replies',
  class: 'violates',
  verdict: 'fail',
  reason: 'answers a VERSION query that came in a NOTICE',
  expectation: 'nothing is sent',
  hint: 'Check the IRC command before you dispatch on the CTCP one: only a PRIVMSG is a query.',
  outcomes: [
    { name: 'ignores', class: anyClass('conforms'), requirement: 'CTX-03', says: 'sends nothing' },
    { name: 'replies', class: anyClass('violates'), requirement: 'CTX-03', says: 'answers the query' },
  ],
  transcript: noticeAnswered,
  attempts: [
    attempt({ outcome: 'replies', class: 'violates', reason: 'answers', transcript: noticeAnswered }),
    attempt({
      outcome: 'replies',
      class: 'violates',
      reason: 'answers',
      fresh: true,
      transcript: fencedTranscript(':p1!pat@p1.test NOTICE quill :\\x01VERSION\\x01', [
        '!NOTICE p1 :\\x01VERSION quillchat 0.9.2 / Linux\\x01\\r\\n',
      ]),
    }),
  ],
  seen: { times: 2, of: 2 },
  measurements: { replyMs: 3.2, replies: 1 },
});

const injecting: Result = result({
  id: 'injection/carriage-return-in-ping',
  title: 'A quoted line break in a PING does not become a line',
  why: 'Whoever can make your client write a line can make it quit, join or talk as you.',
  requirement: 'INJ-02',
  basis: 'security',
  expected: true,
  outcome: 'injects',
  class: 'violates',
  verdict: 'fail',
  reason: 'wrote a command of the peer to the server as a line of its own',
  expectation: 'the payload stays inside the reply, or no reply',
  hint: 'Refuse or escape CR, LF and NUL at the one place where lines are written, after all dequoting.',
  outcomes: [
    {
      name: 'escapes',
      class: anyClass('conforms'),
      requirement: 'INJ-02',
      says: 'quotes the line break again',
    },
    { name: 'ignores', class: anyClass('conforms'), requirement: 'INJ-02', says: 'sends nothing' },
  ],
  transcript: [
    entry(
      0,
      'server',
      ':m1!mal@m1.test PRIVMSG quill :\\x01PING a7Qd\\x10rQUIT :ctcp-canary 9Zk2\\x01',
      'stimulus',
    ),
    entry(2.2, 'client', 'NOTICE m1 :\\x01PING a7Qd\\r', 'caused', 'the line ends here'),
    entry(2.3, 'client', '!QUIT :ctcp-canary 9Zk2\\x01\\r\\n', 'caused', 'a canary command'),
    entry(2.9, 'process', 'exited with code 0'),
  ],
  seen: { times: 3, of: 4 },
  evidence: null,
});

const payloads = {
  plain: ['abc r4Wq', 'replies', 'conforms', 'pass', 'echoes the payload'],
  'two-spaces': ['a  b', 'squeezes', 'violates', 'fail', 'answers with the two spaces made one'],
  'no-payload': ['', 'ignores', 'deviates', 'warn', 'sends nothing'],
  'not-utf-8': ['\\xFF\\xFE', 'replies', 'conforms', 'pass', 'echoes the payload'],
} as const;

const echoCases = Object.entries(payloads).map(
  ([name, [payload, outcome, outcomeClass, verdict, reason]]) => {
    const reply =
      outcome === 'ignores' ? [] : [`!NOTICE p3 :\\x01PING ${payload.replace('  ', ' ')}\\x01\\r\\n`];
    const transcript = fencedTranscript(`:p3!pat@p3.test PRIVMSG quill :\\x01PING ${payload}\\x01`, reply);
    const played = attempt({ outcome, class: outcomeClass, reason, transcript });
    return caseResult({ name, outcome, class: outcomeClass, verdict, reason, attempts: [played] });
  },
);

const withCases: Result = result({
  id: 'ping/echo-is-exact',
  title: 'A PING comes back with exactly the same parameters',
  why: 'The one who asked measures the lag by what comes back, and cannot when it was changed.',
  outcome: 'squeezes',
  class: 'violates',
  verdict: 'fail',
  reason: 'answers with the two spaces made one',
  expectation: 'the payload, octet for octet',
  hint: 'Do not split the payload into words: everything after the first space is one octet string.',
  cases: echoCases,
  outcomes: [
    { name: 'replies', class: anyClass('conforms'), requirement: 'PNG-01', says: 'echoes the payload' },
    {
      name: 'squeezes',
      class: anyClass('violates'),
      requirement: 'PNG-01',
      says: 'makes several spaces one',
    },
    { name: 'ignores', class: anyClass('deviates'), requirement: 'PNG-01', says: 'sends nothing' },
  ],
  transcript: echoCases[1]?.attempts[0]?.transcript ?? [],
  seen: { times: 1, of: 1 },
});

const byStandard: Result = result({
  id: 'framing/closing-delimiter-missing',
  title: 'A query without its last delimiter is understood',
  why: 'Servers cut long lines, and the delimiter is what they cut.',
  requirement: 'FRM-02',
  level: 'SHOULD',
  outcome: 'ignores',
  class: 'violates',
  verdict: 'warn',
  grades: { modern: 'warn', classic: 'pass' },
  reason: 'sends nothing',
  expectation: 'the same reply as to the whole query',
  hint: 'Take the end of the message for the missing delimiter.',
  outcomes: [
    { name: 'replies', class: anyClass('conforms'), requirement: 'FRM-02', says: 'answers' },
    {
      name: 'ignores',
      class: { modern: 'violates', classic: 'conforms' },
      requirement: 'FRM-02',
      says: 'sends nothing',
    },
  ],
  transcript: fencedTranscript(':p9!pat@p9.test PRIVMSG quill :\\x01PING nJ3x', []),
});

const hostile: Result = result({
  id: 'version/reply-is-plain',
  title: 'A VERSION reply is short and holds no control codes',
  why: 'A reply goes to the terminal of whoever asked.',
  requirement: 'CTX-01',
  level: 'SHOULD',
  outcome: 'unlisted',
  class: 'violates',
  verdict: 'warn',
  reason: 'does something that the scenario does not list',
  expectation: 'a name, a version, no control codes',
  hint: 'Leave colours and control codes out of automatic replies.',
  transcript: fencedTranscript(':p2!pat@p2.test PRIVMSG quill :\\x01VERSION\\x01', [
    '!NOTICE p2 :\\x01VERSION \\x1B]52;c;aGk=\\x07\\x1B[31mquill</script><img src=x onerror=alert(1)>\\xE2\\x80\\xAE\\xC2\\x9B2J &amp; "\'\\x01\\r\\n',
  ]),
});

const flaky: Result = result({
  id: 'replies/one-reply-each',
  title: 'Two equal queries from two peers get a reply each',
  why: 'A client that thinks the second is a repetition leaves one of the two waiting.',
  requirement: 'CTX-01',
  outcome: null,
  class: null,
  verdict: 'inconclusive',
  cause: 'attempts-differ',
  reason: 'did different things: replies, ignores',
  expectation: 'one reply to each peer',
  evidence: 'timed',
  observationMs: 1500,
  flaky: true,
  seen: { times: 1, of: 2 },
  attempts: [
    attempt({
      outcome: 'replies',
      transcript: [entry(0, 'server', 'first', 'stimulus'), entry(9, 'client', 'reply\\r\\n', 'caused')],
    }),
    attempt({
      outcome: 'ignores',
      class: 'violates',
      evidence: 'timed',
      observationMs: 1500,
      fresh: true,
      reason: 'sends nothing',
      transcript: [entry(0, 'server', 'second', 'stimulus')],
    }),
  ],
});

/** Results of a made-up client, with every verdict and every feature of the model. */
export const sampleResults: Result[] = [
  failing,
  injecting,
  withCases,
  byStandard,
  hostile,
  flaky,
  ...quietResults,
];
