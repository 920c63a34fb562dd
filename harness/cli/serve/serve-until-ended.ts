import { counted } from '../../../reports/wording.ts';
import type { PageServer } from '../../serve/page-server.ts';
import { reachableHosts, urlHost } from '../../serve/reachable-hosts.ts';
import type { PlayRequest } from '../../serve/served-run.ts';
import { Serving } from '../../serve/serving.ts';
import type { FromPage } from '../../serve/view.ts';
import { serverIdentity } from '../../server/server-identity.ts';
import { LiveFeed } from './live-feed.ts';
import { Narrator } from './narrator.ts';
import type { ServeOptions } from './serve-options.ts';
import type { ServeReports } from './serve-reports.ts';
import { TerminalDesk } from './terminal-desk.ts';

const MINUTE_MS = 60_000;

export interface ServeParts {
  readonly play: PlayRequest;
  readonly reports: ServeReports;
  readonly signal: AbortSignal;
  /** How many scenarios are left out unless they are named. */
  readonly leftOut: number;
}

/** Plays the clients that come until somebody ends it. @throws ServerError `listen-failed` */
export async function serveUntilEnded(
  options: ServeOptions,
  { play, reports, signal, leftOut }: ServeParts,
): Promise<void> {
  const stop = new AbortController();
  const over = new Promise<void>((resolve) => stop.signal.addEventListener('abort', () => resolve()));
  const end = (): void => stop.abort();
  signal.addEventListener('abort', end);
  const faults: unknown[] = [];
  const identity = options.tls ? await serverIdentity(namedHost(options.host)) : null;
  const serving = await Serving.listen({
    play,
    identity,
    port: options.port,
    patienceMs: options.patience * MINUTE_MS,
    name: options.name ?? null,
    product: options.product ?? null,
    signal: stop.signal,
    onPlayed: (_, outcome) => reports.add(outcome),
    onFault: (error) => {
      faults.push(error);
      end();
    },
  });
  const feed = new LiveFeed(serving, () => ({
    isWritten: reports.page !== null,
    files: reports.written?.written.files ?? [],
  }));
  let page: PageServer | null = null;
  let terminal: TerminalDesk | null = null;
  try {
    if (options.page) {
      const { PageServer: Page } = await import('../../serve/page-server.ts');
      page = await Page.listen(options.http, {
        everything: () => feed.everything(),
        onMessage: (message) => obey(message, serving, end),
        report: () => reports.page,
        authority: identity?.authority ?? null,
      });
      feed.attach(page);
    }
    const narrator = new Narrator(process.stdout, serving);
    narrator.say(greeting(serving, { page: page?.address ?? null, leftOut, once: options.once }));
    terminal = new TerminalDesk(serving, { narrator, onQuit: end });
    serving.onChange(() => {
      if (options.once && serving.isIdle) end();
    });
    await over;
  } finally {
    stop.abort();
    await serving.close();
    feed.stop();
    terminal?.close();
    await page?.close();
    signal.removeEventListener('abort', end);
  }
  if (faults.length > 0) throw faults[0];
}

/** What stands in the certificate besides this machine's own names: 0.0.0.0 is nothing that a client connects to. */
function namedHost(host: string): string {
  return reachableHosts(host).hosts.at(-1) ?? host;
}

function obey(message: FromPage, serving: Serving, end: () => void): void {
  switch (message.kind) {
    case 'choice':
      serving.desk.answer(message.task, { kind: 'choice', name: message.name });
      return;
    case 'skip':
    case 'skip-all':
      serving.desk.answer(message.task, { kind: message.kind });
      return;
    case 'stop':
      serving.runs.find(({ id }) => id === message.client)?.stop();
      return;
    case 'end':
      end();
  }
}

/** What a person needs to begin, line by line. */
function greeting(
  { address }: Serving,
  about: { readonly page: string | null; readonly leftOut: number; readonly once: boolean },
): string[] {
  const { hosts, port, tls, isOpen } = address;
  const how = tls ? 'with TLS' : 'without TLS';
  const [first = '', ...others] = hosts.map((host) => `${urlHost(host)}:${port}`);
  return [
    `connect   your client to ${first}, ${how}, under any nick`,
    ...others.map((one) => `          or to ${one}`),
    ...(isOpen
      ? [`warning   port ${port} is open to everybody who can reach this machine, as long as this runs`]
      : []),
    about.page === null ? 'page      none; what only you can do is asked here' : `page      ${about.page}`,
    ...(about.leftOut > 0 ? [`left out  ${counted(about.leftOut, 'flood')}; --area flood plays them`] : []),
    `end       Ctrl-C${about.once ? ', or by itself when the clients that came are done with' : ''}`,
  ];
}
