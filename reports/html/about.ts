import { clientName, versionBehindName } from '../client-name.ts';
import type { ClientReport, Report } from '../model/report.ts';
import { carrierName, counted, duration } from '../wording.ts';
import { html, type Html, type Interpolation } from './escape.ts';
import type { Fact } from './fact-list.ts';
import { shortened } from './short.ts';

/** A client may say a paragraph of itself; the whole of it stands in the facts. */
const longestName = 40;
const longestVersion = 60;

/** What `<title>` says. */
export function pageTitle(clients: readonly Pick<ClientReport, 'name' | 'version'>[]): string {
  const [only] = clients;
  return clients.length === 1 && only !== undefined
    ? shortened(clientName(only), longestVersion)
    : counted(clients.length, 'client');
}

export function clientHeading(client: ClientReport): Html {
  const version = versionBehindName(client);
  return html`<span class="soh" aria-hidden="true">\\x01</span>${shortened(client.name, longestName)}${
      version !== null && html` <span class="version">${shortened(version, longestVersion)}</span>`
    }<span class="soh" aria-hidden="true">\\x01</span>`;
}

/** When and how a report was made. */
export function runFacts({ run, suite, tool }: Report): Fact[] {
  const started = new Date(run.startedAt);
  const readable = Number.isNaN(started.getTime())
    ? run.startedAt
    : started.toISOString().slice(0, 16).replace('T', ' ') + ' UTC';
  const facts: [string, Interpolation][] = [
    ['Played', html`<time datetime="${run.startedAt}">${readable}</time>, in ${duration(run.durationMs)}`],
    ['Standard', suite.standard === 'modern' ? 'modern: the living documents' : 'classic: the text of 1994'],
    ['Suite', html`${suite.version} <code>${suite.hash}</code>`],
    ['Tool', html`${tool.name} ${tool.version}, Node ${run.node}, ${run.platform}`],
    ['Seed', html`<code>${run.seed}</code>, ${run.jobs} at once, gate ${run.gate}`],
  ];
  if (run.requirements !== null)
    facts.push(['Requirements', `of ${run.requirements}; what is newer is not scored`]);
  if (run.shard !== null) facts.push(['Shard', `${run.shard.index} of ${run.shard.of}`]);
  if (run.filters.length > 0)
    facts.push(['Only', run.filters.map((filter) => html`<code>${filter}</code> `)]);
  return facts;
}

/** How the client was started, and where the time of its run went. */
export function clientFacts(client: ClientReport): Fact[] {
  const { version, spent } = client;
  const facts: [string, Interpolation][] = [
    ['Command', client.command === null ? 'started by hand' : html`<code>${client.command}</code>`],
  ];
  if (client.profile !== null) facts.push(['Profile', html`<code>${client.profile}</code>`]);
  facts.push(['Settings', client.settings]);
  const carrier = carrierName(client);
  if (carrier !== null) facts.push(['Over', carrier]);
  if (version !== null && shortened(version, longestVersion) !== version)
    facts.push(['Version, whole', html`<code>${version}</code>`]);
  if (spent !== undefined) {
    const { elapsedMs, instances, startingMs, observingMs } = spent;
    facts.push([
      'Time spent',
      html`${duration(elapsedMs)} with ${counted(instances, 'start')}, of which some are side by side:
      ${duration(startingMs)} starting, ${duration(observingMs)} in windows of observation`,
    ]);
  }
  return facts;
}
