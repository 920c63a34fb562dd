/**
 * A file of scenarios to begin with: complete, valid, and explained line by line.
 *
 * @param id of the scenario, `area/topic`
 */
export function scaffoldText(id: string): string {
  return `# A scenario sends a client some bytes and says what each thing that it may do then means.
# All keys stand in docs/write-a-scenario.md of ctcpspec.

# Stable for ever: expectations and reports name it.
- id: ${id}
  # The rule, in one line.
  title: A query is answered to the nick that asked
  # The first one grades. \`npx ctcpspec explain CTX-01\` tells about it; rules of your own go into requirements.yaml
  # beside this file or in the folder above.
  requirements: [CTX-01]
  # What goes wrong in the world when a client gets this wrong.
  why: Write here what went wrong, and where it was reported.
  # Without an answer to PING this says nothing about a client, and is not applicable.
  needs: { answers: [PING] }
  # Bytes stand in single quotes: \\x01 is an octet, \\{peer} a peer of this scenario alone, \\{nick} the client,
  # \\{token} eight letters and digits that are new each time.
  steps:
    - send: ':\\{peer} PRIVMSG \\{nick} :\\x01PING \\{token}\\x01'
  # From top to bottom; the first one whose 'when' holds is the result. What none describes is a violation.
  outcomes:
    answers:
      class: conforms
      when: { reply: '\\x01PING \\{token}\\x01' }
      says: answers the nick that asked
    loses-the-payload:
      class: violates
      when: { reply: '\\x01PING\\{any}' }
      says: answers with another payload
      hint: Write here what the author of the client can do.
    answers-somebody-else:
      class: violates
      when: { sends: { verb: 'NOTICE' } }
      says: answers somebody else
`;
}
