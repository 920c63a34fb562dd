import { expect, test } from 'vitest';
import { hostileReport } from '../testing/hostile-report.ts';
import { sampleReport } from '../testing/sample-report.ts';
import { sampleRequirements } from '../testing/sample-requirements.ts';
import { result } from '../testing/sample-result.ts';
import { sampleResults } from '../testing/sample-results.ts';
import { failureText } from './failure.ts';

const plain = { width: 80, colours: false };

function textOf(id: string): string {
  const found = sampleResults.find((one) => one.id === id);
  if (found === undefined) throw new Error(`the sample has no ${id}`);
  return failureText(found, sampleRequirements, plain);
}

test('a failure says all that its author needs', () => {
  expect(textOf('context/notice-is-never-answered')).toBe(`\
FAIL  context/notice-is-never-answered  2 of 2
      A query that arrives in a NOTICE gets no reply
      rule      CTX-03, MUST (specification)
                A client never answers a query that arrives in a NOTICE.
                RFC 1459, section 4.4.2:
                https://www.rfc-editor.org/rfc/rfc1459#section-4.4.2
                Modern IRC: Client-to-Client Protocol:
                https://modern.ircdocs.horse/ctcp.html
      sent      :p7!pat@p7.test NOTICE quill :\\x01VERSION\\x01
      came      NOTICE p7 :\\x01VERSION quillchat 0.9.2 / Linux\\x01\\r\\n
      did       answers a VERSION query that came in a NOTICE
      expected  nothing is sent
      to do     Check the IRC command before you dispatch on the CTCP one: only
                a PRIVMSG is a query.
      evidence  Fenced: control queries before and after the stimulus were
                answered in order, so whatever this client would have sent
                between them had its chance.
      again     npx ctcpspec run quillchat --filter 'context/notice-is-never-answered' --seed 4711
`);
});

test('of the cases it names those that speak against the client', () => {
  expect(textOf('ping/echo-is-exact')).toContain(`\
      sent      :p3!pat@p3.test PRIVMSG quill :\\x01PING a  b\\x01
      came      NOTICE p3 :\\x01PING a b\\x01\\r\\n
      did       answers with the two spaces made one
      expected  the payload, octet for octet
      cases     fail two-spaces: answers with the two spaces made one
                warn no-payload: sends nothing
                nothing to say against 2 of 4
`);
});

test('what differs between attempts is flaky, with its cause', () => {
  const text = textOf('replies/one-reply-each');
  expect(text).toMatch(/^INCONCLUSIVE {2}replies\/one-reply-each {2}1 of 2, flaky\n/);
  expect(text).toContain('cause     The client did different things in different attempts.\n');
  expect(text).toContain('evidence  Timed: the client was watched for 1.5 s.');
});

test('silence is said, not left out', () => {
  expect(textOf('framing/closing-delimiter-missing')).toContain('\n      came      nothing\n');
});

test('long bytes and many lines are cut, and say so', () => {
  const transcript = Array.from({ length: 9 }, (_, index) => ({
    ms: index,
    from: 'client' as const,
    bytes: 'x'.repeat(700),
    decides: false,
    role: 'caused' as const,
  }));
  const text = failureText(result({ id: 'a/b', verdict: 'fail', transcript }), [], plain);
  expect(text).toContain(`came      ${'x'.repeat(600)}… (100 more)\n`);
  expect(text).toContain('… and 3 more lines, see the report\n');
  expect(text.length).toBeLessThan(5000);
});

test('no control character of a client reaches the terminal', () => {
  const { clients, requirements } = hostileReport(sampleReport());
  for (const one of clients.flatMap(({ results }) => results)) {
    const bare = failureText(one, requirements, plain);
    expect(bare).not.toMatch(/[^\P{Cc}\n]|\p{Cf}|\p{Zl}/u);
    // Colour codes are the only control sequences that this project writes.
    const coloured = failureText(one, requirements, { ...plain, colours: true });
    expect(coloured.replace(/\x1b\[[0-9;]*m/g, '')).toBe(bare);
  }
});
