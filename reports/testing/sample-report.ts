import type { ClientReport, Complaint, Report, Result } from '../model/report.ts';
import { totalsOf } from '../model/totals.ts';
import { sampleRequirements } from './sample-requirements.ts';
import { entry } from './sample-result.ts';
import { sampleResults } from './sample-results.ts';

/** A client that does not exist, so that no real one is spoken ill of. */
export function sampleClient(overrides: Partial<ClientReport> = {}): ClientReport {
  const results = overrides.results ?? sampleResults;
  return {
    name: 'quillchat',
    version: '0.9.2',
    profile: 'fixtures/clients/quillchat/profile.yaml',
    command: 'quillchat --host 127.0.0.1 --port {port} --nick {nick}',
    choice: { profile: null, profileFile: 'fixtures/clients/quillchat/profile.yaml', exec: null },
    settings: 'unthrottled',
    discovery: {
      steps: [
        { step: 'connects', ok: true, ms: 12, note: 'within 12 ms of the start' },
        { step: 'registers', ok: true, ms: 15, note: 'NICK and USER' },
        { step: 'answers PING', ok: true, ms: 16, note: '' },
        { step: 'joins', ok: true, ms: 21, note: 'JOIN #ctcp' },
        { step: 'answers FINGER', ok: false, ms: 80, note: 'nothing came' },
        { step: 'shows a message', ok: null, ms: 0, note: 'the display cannot be seen' },
      ],
      registers: true,
      answersPing: true,
      joins: true,
      control: { query: 'PING', echoesToken: true },
      order: 'kept',
      answers: ['PING', 'VERSION', 'TIME'],
      claims: ['ACTION', 'CLIENTINFO', 'PING', 'TIME', 'VERSION'],
      version: 'quillchat 0.9.2 / Linux',
      ambient: ['PING LAG*', 'MODE #ctcp'],
      capabilities: ['message-tags', 'server-time'],
      lineEnding: 'crlf',
      startMs: 41,
      slowestReplyMs: 4.1,
      allowance: { kind: 'none', burst: null, intervalMs: 0, fromOnePeer: 12 },
    },
    findings: [
      {
        code: 'nudge-needed',
        step: 'answers PING',
        message: 'The client holds its replies back until more input comes.',
        fatal: false,
        transcript: [
          entry(1000, 'server', 'PING :nudge', 'duty'),
          entry(1001, 'client', 'PONG :nudge\\r\\n', 'duty'),
        ],
      },
    ],
    spent: { elapsedMs: 3100, instances: 4, startingMs: 164, observingMs: 1500 },
    totals: totalsOf(results),
    apart: [],
    gate: {
      met: results.every(({ expected }) => expected),
      expectations: { file: 'expect.yaml', known: 1, flaky: 0 },
      complaints: results
        .filter(({ expected, verdict }) => !expected && verdict !== 'harness-error')
        .map(complaintOf),
    },
    results,
    ...overrides,
  };
}

function complaintOf({ id, verdict, outcome, cause }: Result): Complaint {
  if (verdict === 'pass')
    return {
      code: 'unexpected-pass',
      id,
      message: `${id} passes now, and is expected to be bad. Take the entry out, so that it stays mended.`,
      file: 'expect.yaml',
      line: 7,
    };
  const message = `${id} is ${verdict}: '${outcome ?? cause ?? ''}', and no entry expects that.`;
  return { code: 'unexpected-failure', id, message, file: 'expect.yaml', line: null };
}

export function sampleReport(overrides: Partial<Report> = {}): Report {
  return {
    schemaVersion: 1,
    tool: { name: 'ctcpspec', version: '0.1.0' },
    suite: { version: '0.1.0', hash: 'sha256:9f2c61d0a7be', standard: 'modern' },
    run: {
      startedAt: '2026-11-21T05:40:00.000Z',
      durationMs: 3210,
      seed: 4711,
      jobs: 2,
      gate: 'must',
      complete: true,
      endedBy: null,
      filters: [],
      suites: [],
      requirements: null,
      shard: null,
      timeoutMs: 20_000,
      window: null,
      platform: 'linux x64',
      node: 'v20.20.2',
    },
    requirements: sampleRequirements,
    clients: [sampleClient()],
    ...overrides,
  };
}

/** A run that was stopped in the middle, of a client that died. */
export function incompleteReport(): Report {
  const whole = sampleReport();
  return sampleReport({
    run: { ...whole.run, complete: false, endedBy: 'interrupted by the user', filters: ['context/**'] },
    clients: [
      sampleClient({
        findings: [
          {
            code: 'client-crashed',
            step: null,
            message: 'The client ended with SIGSEGV where no single scenario could be blamed.',
            fatal: true,
            transcript: [
              entry(812, 'process', 'ended by SIGSEGV'),
              entry(812, 'screen', '\\x1B[2JSegmentation fault'),
            ],
          },
        ],
      }),
    ],
  });
}

/** A client that answered no query at all: nothing could be judged. */
export function silentReport(): Report {
  const results = sampleResults.map((result): Result => ({
    ...result,
    outcome: null,
    class: null,
    verdict: 'inconclusive',
    grades: { modern: 'inconclusive', classic: 'inconclusive' },
    cause: 'answers-nothing',
    evidence: null,
    cases: [],
    attempts: [],
    transcript: [],
    flaky: false,
    seen: { times: 0, of: 0 },
  }));
  return sampleReport({ clients: [sampleClient({ results, totals: totalsOf(results) })] });
}
