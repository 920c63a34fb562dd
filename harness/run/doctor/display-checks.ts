import { printBytes } from '../../wire/notation.ts';
import type { ClientUnderTest } from '../run-request.ts';
import { failed, notTried, ok, unknown, type Check } from './check.ts';
import { fitsPattern, isShownAsAction, patternOf } from './shown-pattern.ts';
import type { Shown } from './shown-message.ts';

const DISPLAY = 'display';
const STEPS = { action: 'shows an ACTION', message: 'shows a message' } as const;

/** The names of the checks, for a client that cannot even be started. */
export function displaySteps({ spec, display }: ClientUnderTest): string[] {
  return display === null && !('display' in spec) ? [DISPLAY] : Object.values(STEPS);
}

/** @param shown null where it is not known where what the client shows can be seen */
export function displayChecks(client: ClientUnderTest, shown: Shown | null, channel: string): Check[] {
  if (shown === null) {
    const mend =
      'inProcess' in client.spec
        ? 'Give the handle a function shown().'
        : 'A profile says where it is seen: `ctcpspec new profile NAME --exec …` finds out, and writes one.';
    return [unknown(DISPLAY, 'not known', mend)];
  }
  return (['action', 'message'] as const).map((kind) => checkOf(kind, client, shown, channel));
}

function checkOf(kind: keyof typeof STEPS, client: ClientUnderTest, shown: Shown, channel: string): Check {
  const step = STEPS[kind];
  const one = shown[kind];
  const patterns = client.display?.[kind] ?? [];
  const line = one.line === null ? null : printBytes(Buffer.from(one.line));
  if (patterns.some((pattern) => fitsPattern(pattern, one))) return ok(step, shown.ms, line ?? '');
  const own = patternOf(one, channel);
  const message = kind === 'action' ? patternOf(shown.message, channel) : null;
  const isFit = own !== null && (kind === 'message' || isShownAsAction(one, own, message));
  const proposal = isFit ? `display.${kind}: '${own.replaceAll("'", "''")}'` : null;
  if (patterns.length === 0) {
    const advice = proposal === null ? '' : `; the line that it showed fits ${proposal}`;
    return notTried(step, `the profile has no display.${kind}${advice}`);
  }
  if (line === null) {
    const last = shown.lastLine === null ? 'there is none' : printBytes(Buffer.from(shown.lastLine));
    const note = 'no line with it was shown';
    return failed(step, shown.ms, note, `Look at display.source. The last line there: ${last}`);
  }
  const mend =
    proposal === null
      ? 'No pattern of it can be told from that: perhaps the client does not show it as it should.'
      : `That line fits ${proposal}`;
  return failed(step, shown.ms, `no pattern fits: ${line}`, mend);
}
