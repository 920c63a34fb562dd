import { Document, parseDocument, YAMLMap, YAMLSeq } from 'yaml';
import type { TranscriptEntry } from '../../../reports/model/report.ts';
import { castFor, toPin } from '../../run/play/names.ts';
import type { Scenario, ScenarioCase } from '../../scenario/model.ts';
import type { PinnedCast } from '../../scenario/schema.ts';
import { checkServerLine } from '../../wire/grammar.ts';
import { parseBytes, printBytes } from '../../wire/notation.ts';
import { castNode, inlineCase, pinSeeds, put, quoted, scenarioNode } from './fixture-node.ts';
import { isWebSocket } from '../../wire/transport.ts';
import { recordedMatches } from './recorded-bytes.ts';
import { casesOf, decisiveAttempt, type Recorded } from './recorded.ts';

export interface Fixture {
  /** A file of scenarios with one scenario. */
  readonly text: string;
  /** `suite`: the steps are those of the suite. `recorded`: the suite sends something else now, so they are literal bytes. */
  readonly steps: 'suite' | 'recorded';
}

/** Why a result cannot be made a fixture, for the user to act on. */
export class FixtureError extends Error {
  override readonly name = 'FixtureError';
  readonly code: 'bytes-changed' | 'never-played';

  constructor(code: FixtureError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * A recorded result as a scenario that sends the same bytes: steps and outcomes are those of the suite as it is now,
 * peers and tokens those of the attempt that decided. What depends on the client (its nick) stays a placeholder.
 *
 * @param scenario the scenario as it is now
 * @param source the text of the file that it stands in
 * @param id of the scenario that is made
 * @param comment lines for the head of the file
 * @throws FixtureError when there is nothing to repeat, or it cannot be said in a scenario any more
 */
export function fixtureText(
  recorded: Recorded,
  scenario: Scenario,
  source: string,
  { id, comment }: { id: string; comment: readonly string[] },
): Fixture {
  const original = parseDocument(source, { version: '1.2' });
  const node = scenarioNode(original, scenario.id);
  const document = new Document(new YAMLSeq());
  node.set('id', id);
  node.delete('aliases');
  node.commentBefore = null;
  pinSeeds(node, recorded.report.run.seed);
  const chosen = chosenCases(recorded, scenario);
  const changed = chosen.filter((one) => !recordedMatches(one.stimuli, scenario, one.case, one.cast));
  const [first] = chosen;
  let steps: Fixture['steps'] = 'suite';
  if (recorded.caseName !== null || scenario.cases.length === 1) {
    if (first === undefined) throw new FixtureError('never-played', 'Nothing was played.');
    if (scenario.cases.length > 1) inlineCase(document, node, first.case);
    if (changed.length > 0) {
      put(document, node, 'steps', literalSteps(first.stimuli, recorded), 'outcomes');
      steps = 'recorded';
    }
    put(document, node, 'cast', castNode(first.cast), 'steps');
  } else {
    if (changed.length > 0)
      throw new FixtureError(
        'bytes-changed',
        `The suite sends other bytes now than were recorded. Save one case: ${changed.map((one) => `'${scenario.id}#${one.case.name}'`).join(', ')}.`,
      );
    for (const one of chosen) node.setIn(['cases', one.case.name, 'cast'], castNode(one.cast));
  }
  const list = new YAMLSeq();
  list.add(node);
  document.contents = list;
  document.commentBefore = comment.map((line) => ` ${line}`).join('\n');
  return { text: document.toString({ lineWidth: 0, singleQuote: true }), steps };
}

interface ChosenCase {
  readonly case: ScenarioCase;
  readonly cast: PinnedCast;
  readonly stimuli: readonly TranscriptEntry[];
}

function chosenCases(recorded: Recorded, scenario: Scenario): ChosenCase[] {
  const { result, report, caseName } = recorded;
  const known = casesOf(result, scenario.cases[0]?.name ?? '');
  const wanted = scenario.cases.filter(({ name }) => caseName === null || name === caseName);
  const chosen = wanted.map((one): ChosenCase => {
    const before = known.find(({ name }) => name === one.name) ?? null;
    const attempt = before === null ? 0 : decisiveAttempt(before);
    const key = one.name === '' ? result.id : `${result.id}#${one.name}`;
    return {
      case: one,
      cast: one.cast ?? toPin(castFor(report.run.seed, `${key}/${attempt}`)),
      stimuli: (before?.attempts[attempt]?.transcript ?? []).filter(({ role }) => role === 'stimulus'),
    };
  });
  if (chosen.every(({ stimuli }) => stimuli.length === 0)) {
    const id = caseName === null ? result.id : `${result.id}#${caseName}`;
    const verdict = known.find(({ name }) => name === caseName)?.verdict ?? result.verdict;
    throw new FixtureError(
      'never-played',
      `${id} was not played when this was recorded (${verdict}), so there is nothing to repeat.`,
    );
  }
  return chosen;
}

/** The octets as they were recorded; only what a server says can be written down like that. */
function literalSteps(stimuli: readonly TranscriptEntry[], { result: { id }, client }: Recorded): YAMLSeq {
  if (stimuli.some(({ from }) => from !== 'server'))
    throw new FixtureError(
      'bytes-changed',
      `The suite does something else in ${id} now than was recorded, and what was recorded is more than bytes that a server sends. Install the version of ctcpspec that recorded it.`,
    );
  const steps = new YAMLSeq();
  const isMessage = isWebSocket(client.transport ?? 'tcp');
  for (const { bytes } of stimuli) {
    const octets = parseBytes(bytes);
    // In a WebSocket message the line had no line break.
    steps.add(literalStep(isMessage ? Buffer.concat([octets, Buffer.from('\r\n')]) : octets));
  }
  return steps;
}

function literalStep(octets: Buffer): YAMLMap {
  const step = new YAMLMap();
  const line = octets.subarray(0, -2);
  if (!octets.subarray(-2).equals(Buffer.from('\r\n')) || line.includes('\r\n')) {
    const pieces = new YAMLSeq();
    pieces.add(quoted(printBytes(octets)));
    step.set('raw', pieces);
    return step;
  }
  step.set('send', quoted(printBytes(line)));
  const [fault] = checkServerLine(line);
  if (fault !== undefined) step.set('malformed', `as recorded: ${fault.message}`);
  return step;
}
