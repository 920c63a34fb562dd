import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadProfile, readProfile } from '../../run/profile/load.ts';
import { didYouMean } from '../../scenario/nearest.ts';
import { listenForInterrupts } from '../interrupts.ts';
import { loadSuites } from '../load-suites.ts';
import { PROFILES_DIRECTORY } from '../package-root.ts';
import { runScript } from '../script.ts';
import { installed } from '../survey/installed.ts';
import { UsageError } from '../usage-error.ts';
import { endAllClients } from '../../client/running-clients.ts';
import { captureClient } from './capture-client.ts';
import { capturesPath } from './captures-file.ts';
import { printCaptures } from './captures-text.ts';
import { disagreement } from './disagreement.ts';
import type { ClientFindings } from './finding.ts';
import { loadAllFindings } from './load.ts';
import { MASKED } from './masks.ts';

/** Clients wait most of the time; more of them would be in each other's way on a small machine. */
const AT_ONCE = 2;

// npm run captures [-- NAME…]: plays the findings of every client that is installed, or of those that are named, on a
// bare socket, and writes what was sent and what came to fixtures/clients/NAME/captures.txt.
await runScript(async () => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const all = await loadAllFindings(await loadSuites([]));
  const names = all.map(({ client }) => client);
  const unknown = positionals.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new UsageError(
      'unknown-profile',
      `There are no findings in '${unknown}'.`,
      didYouMean(unknown, names),
    );
  const interrupts = listenForInterrupts();
  interrupts.signal.addEventListener('abort', () => void endAllClients());
  const waiting = all.filter(({ client }) => positionals.length === 0 || positionals.includes(client));
  const captureNext = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      if (interrupts.signal.aborted) return;
      await captureInto(next);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, captureNext));
  interrupts.stop();
});

async function captureInto(findings: ClientFindings): Promise<void> {
  const { client: name } = findings;
  const profile = join(PROFILES_DIRECTORY, name, 'profile.yaml');
  const { missing, version } = await installed((await readProfile(profile)).install);
  if (missing.length > 0) {
    print(`${name} is not played: ${missing.join(', ')} not installed\n`);
    return;
  }
  const client = await loadProfile(profile, null, null);
  try {
    const captures = await captureClient(client, findings, (finding, capture) => {
      const wrong = disagreement(finding, capture);
      if (wrong !== null) print(`${name}: ${capture.title}: ${wrong}\n`);
    });
    const path = capturesPath(name);
    const head = [
      `${findings.name} ${findings.version}${version === null ? '' : ` (package ${version})`}, by npm run captures.`,
      '<- sent to it, -> sent by it, >> typed, :: shown, -- what happens. Octets in byte notation; a block ends with a control query, or with the client.',
      `${MASKED} What it asks the server of its own accord (PING, WHO, MODE, JOIN) is left out.`,
    ];
    await writeFile(path, printCaptures(head, captures));
    print(`${name}: ${captures.length} of ${findings.findings.length}\n`);
  } catch (error) {
    print(`${name} is left out: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

function print(text: string): void {
  process.stdout.write(text);
}
