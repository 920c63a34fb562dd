import { offeredPath } from '../../client/offered-file.ts';
import { userLine, type ActionValues } from '../../client/user-line.ts';
import { isInWindow } from '../../run/judge/in-window.ts';
import type { LoadedClient } from '../../run/profile/load.ts';
import { isSetting } from '../../scenario/settings.ts';
import { BareSession } from './bare-session.ts';
import type { Capture, CaptureEntry, Mark } from './captures-text.ts';
import { inWindow, isShownIn } from './disagreement.ts';
import { bytesOf, sentLines, type ClientFindings, type Finding } from './finding.ts';
import { masked } from './masks.ts';

const TYPED_MS = 5000;
const SHOWN_MS = 5000;
const EXIT_MS = 5000;
const END_MS = 20_000;

/** Plays the findings of a client on a bare socket, several on one start where none stands in the way. */
export async function captureClient(
  client: LoadedClient,
  { control, perStart = Infinity, findings }: ClientFindings,
  onCapture: (finding: Finding, capture: Capture) => void,
): Promise<Capture[]> {
  const captures: Capture[] = [];
  let session: BareSession | null = null;
  let setup = '';
  let played = 0;
  try {
    for (const finding of findings) {
      if (finding.notCaptured !== undefined) continue;
      const wanted = finding.alone === true ? finding.title : setupOf(finding);
      if (session !== null && (session.isOver || wanted !== setup || played >= perStart)) {
        await session.end();
        session = null;
      }
      if (session === null) played = 0;
      session ??= await BareSession.start(client, finding.control ?? control, finding);
      played += 1;
      setup = wanted;
      const capture = await captureOne(session, client, finding);
      captures.push(capture);
      onCapture(finding, capture);
      if (capture.entries.some(({ mark }) => mark === '--') && !session.isOver) {
        await session.end();
        session = null;
      }
    }
  } finally {
    await session?.end();
  }
  return captures;
}

function setupOf({ capabilities = [], environment = {}, control }: Finding): string {
  return JSON.stringify([capabilities, environment, control]);
}

async function captureOne(session: BareSession, client: LoadedClient, finding: Finding): Promise<Capture> {
  const entries: CaptureEntry[] = [];
  const note = (mark: Mark, bytes: Buffer): void =>
    void entries.push({ mark, bytes: masked(bytes, { home: session.client.home, port: session.port }) });
  const shownBefore = await shownNow(session, client, finding);
  session.listen((line) => note('->', line));
  const typing = (): Promise<void> => type(session, client, finding, (line) => note('>>', line));
  // What is set is about what comes afterwards.
  const isSet = finding.user !== undefined && isSetting(finding.user);
  if (isSet) await typing();
  for (const line of sentLines(finding)) {
    note('<-', line);
    session.send(line);
  }
  // What else its user does is about what it was told, and so it must have heard all of that.
  if (!isSet && finding.sent !== undefined && finding.user !== undefined)
    await session.isFenced((line) => note('<-', line));
  if (!isSet) await typing();
  // What is written to a connection that ends would take the last words of the client with it.
  const fenced =
    finding.ends === undefined
      ? await session.isFenced((line) => note('<-', line))
      : await session.until(() => Promise.resolve(session.isOver), END_MS);
  session.listen(() => undefined);
  if (session.isOver) {
    note('--', Buffer.from('the connection ends'));
    const exited = await session.until(
      () => Promise.resolve(session.client.exit !== null),
      finding.ends === 'program' ? EXIT_MS : 0,
    );
    if (exited && finding.ends === 'program') note('--', Buffer.from('the program ends'));
  } else if (!fenced) note('--', Buffer.from('no answer to the control'));
  for (const line of await shown(session, client, finding, shownBefore))
    note('::', Buffer.from(line.trimEnd()));
  return { title: finding.title, entries };
}

async function type(
  session: BareSession,
  { spec }: LoadedClient,
  { user, target, command, text }: Finding,
  onTyped: (line: Buffer) => void,
): Promise<void> {
  if (user === undefined) return;
  const words = text === undefined ? undefined : bytesOf(text);
  const values: ActionValues = {
    ...(target === undefined ? {} : { target: bytesOf(target) }),
    ...(words === undefined ? {} : command === undefined ? { text: words } : { args: words }),
    ...(command === undefined ? {} : { command: bytesOf(command) }),
    ...(user === 'dcc-send' ? { file: offeredPath(session.client.home, String(words ?? '')) } : {}),
  };
  for (const template of [spec.user?.commands[user] ?? []].flat())
    onTyped(userLine(template, values, spec.user?.encoding));
  await session.client.act(user, values);
  await session.heard(TYPED_MS);
}

/** The new lines of what is shown: those that the finding speaks of, or all where there are none such. */
async function shown(
  session: BareSession,
  client: LoadedClient,
  finding: Finding,
  before: readonly string[],
): Promise<string[]> {
  const { shown: words } = finding;
  if (words === undefined) return [];
  let added: string[] = [];
  const isIt = (line: string): boolean => isShownIn(words, Buffer.from(line));
  await session.until(async () => {
    added = without(await shownNow(session, client, finding), before);
    return added.some(isIt);
  }, SHOWN_MS);
  const fitting = added.filter(isIt);
  return fitting.length > 0 ? fitting : added;
}

/** All that is shown by now; of a finding that speaks of a window, what is shown there, with a word that says so. */
async function shownNow(
  session: BareSession,
  { display }: LoadedClient,
  { window }: Finding,
): Promise<string[]> {
  const lines = (await session.client.shownLines()) ?? [];
  if (window === undefined) return lines.map(({ text }) => text);
  return lines
    .filter((line) => isInWindow(line, bytesOf(window), display?.window ?? []))
    .map(({ text }) => inWindow(window, text));
}

function without(lines: readonly string[], before: readonly string[]): string[] {
  const left = [...before];
  return lines.filter((line) => {
    const at = left.indexOf(line);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}
