import type { Result } from '../model/report.ts';
import { entry, fencedTranscript, result } from './sample-result.ts';

const anyClass = <T extends string>(both: T) => ({ modern: both, classic: both });

/** Results that nobody need act on. */
export const quietResults: Result[] = [
  result({
    id: 'ping/answers',
    title: 'A PING is answered',
    expected: false,
    transcript: fencedTranscript(':p4!pat@p4.test PRIVMSG quill :\\x01PING 1700000000\\x01', [
      '!NOTICE p4 :\\x01PING 1700000000\\x01\\r\\n',
    ]).concat(
      entry(5, 'client', 'PING LAG1732\\r\\n', 'ambient'),
      entry(6, 'server', ':irc.test PONG irc.test LAG1732', 'duty'),
    ),
  }),
  result({
    id: 'ping/long-payload',
    title: 'A payload of 400 octets comes back whole',
    measurements: { longestOctets: 471 },
    curves: [
      {
        name: 'replies',
        title: 'Replies to a flood of queries',
        unit: 'replies',
        points: [0, 20, 40, 80, 160, 320, 640, 1000].map((ms, index) => [ms, index * index]),
      },
      { name: 'lead', title: 'How far the flood is ahead', unit: 'lines', points: [[0, 0]] },
      { name: 'cpu', title: 'Processor', unit: '%', points: [] },
    ],
    transcript: fencedTranscript(`:p5!pat@p5.test PRIVMSG quill :\\x01PING ${'x'.repeat(400)}\\x01`, [
      `!NOTICE p5 :\\x01PING ${'x'.repeat(400)}\\x01\\r\\n`,
    ]),
  }),
  result({
    id: 'context/server-is-answered',
    title: 'A query from a server is ignored or answered',
    outcome: 'ignores',
    class: 'observed',
    verdict: 'info',
    reason: 'sends nothing',
    expectation: 'no one is wrong here',
    level: 'MAY',
    basis: 'record',
  }),
  result({
    id: 'quoting/undefined-escape',
    title: 'An undefined low-level escape keeps its second octet',
    requirement: 'QLO-05',
    level: 'NONE',
    outcome: 'ignores-quoting',
    class: 'observed',
    verdict: 'info',
    grades: { modern: 'info', classic: 'fail' },
    reason: 'does no low-level quoting at all',
    outcomes: [
      {
        name: 'dequotes',
        class: anyClass('conforms'),
        requirement: 'QLO-05',
        says: 'drops the quote character',
      },
      {
        name: 'ignores-quoting',
        class: { modern: 'observed', classic: 'violates' },
        requirement: 'QLO-05',
        says: 'does no low-level quoting at all',
      },
    ],
  }),
  result({
    id: 'action/shown-as-action',
    title: 'An ACTION is shown as one',
    requirement: 'ACT-04',
    outcome: null,
    class: null,
    verdict: 'not-applicable',
    notApplicable: 'no-display',
    reason: 'the display cannot be seen',
    evidence: null,
  }),
  result({
    id: 'action/long-line',
    title: 'A long ACTION is shown whole',
    requirement: 'ACT-04',
    outcome: null,
    class: null,
    verdict: 'harness-error',
    reason: 'the scenario asked for a second connection, which the server refused',
    evidence: null,
  }),
];
