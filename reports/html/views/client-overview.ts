import { answersNothingSentence } from '../../judged.ts';
import type { Finding, Result } from '../../model/report.ts';
import { leadSentence } from '../../wording.ts';
import { totalsOf } from '../../model/totals.ts';
import { clientHeading, clientFacts, runFacts } from '../about.ts';
import type { LoadedClient } from '../collection.ts';
import { discoveryText } from '../discovery.ts';
import { html, type Html } from '../escape.ts';
import { factList } from '../fact-list.ts';
import { apartList, gateSection } from '../gate.ts';
import { mendList } from '../mend-list.ts';
import { sentence } from '../sentence.ts';
import { areaTable, scores } from '../totals.ts';
import { transcript } from '../transcript.ts';
import { upgradedBanner } from '../upgraded-banner.ts';
import { unjudgedList } from '../unjudged.ts';

export interface OverviewOptions {
  /** From 0. */
  readonly index: number;
  readonly several: boolean;
  /** What stands for the results where no script shows them: each failure can be linked to. */
  readonly isStatic: boolean;
}

/** All about one client but its results one by one: verdict, what to mend, areas, findings, discovery. */
export function clientOverview(of: LoadedClient, options: OverviewOptions): Html {
  const { client, report } = of;
  const only = options.several ? { client: options.index } : {};
  const nothing = answersNothingSentence(client);
  const scored = client.results.filter((one) => one.scored);
  const wanting = (verdict: 'fail' | 'warn') => client.results.filter((one) => one.verdict === verdict);
  const broken = wanting('fail').filter(isSecurity);
  return html`<h1 tabindex="-1">${clientHeading(client)}</h1>
    <p class="lead">${leadSentence(scored.length > 0 ? client.totals : totalsOf(client.results))}</p>
    ${incomplete(of)} ${upgradedBanner(of.report)}
    ${nothing !== null && html`<div class="banner" role="note">${nothing}</div>`}
    ${scores(client.totals, only)} ${apartList(client)}
    <div class="glance">${gateSection(of, options.index)} ${securityBox(of, broken)}</div>
    ${findings(client.findings)} ${section('Security first', mendList(broken, options))}
    ${section('What to mend', mendList([...wanting('fail').filter((one) => !isSecurity(one)), ...wanting('warn')], options))}
    <div class="overview">
      <div>${areaTable(client, only)}</div>
      <div>${unjudgedList(client, options)}</div>
    </div>
    <div class="overview">
      <div>${discoveryText(client)}</div>
      <div>
        <h2>The run</h2>
        ${factList([...clientFacts(client), ...runFacts(report)])}
      </div>
    </div>`;
}

function section(title: string, body: Html | false): Html | false {
  return (
    body !== false &&
    html`<section>
      <h2>${title}</h2>
      ${body}
    </section>`
  );
}

const isSecurity = ({ basis }: Result): boolean => basis === 'security';

/** Security stands beside the gate, because a gate may be met with what is known and excused. */
function securityBox({ client }: LoadedClient, broken: readonly Result[]): Html {
  const judged = client.results.filter(
    (one) => isSecurity(one) && ['pass', 'fail', 'warn', 'info'].includes(one.verdict),
  );
  const well = judged.filter(({ verdict }) => verdict === 'pass' || verdict === 'info').length;
  const [style, mark, says] =
    broken.length > 0
      ? ['v-fail', '✕', broken.length === 1 ? 'A danger was found' : `${broken.length} dangers were found`]
      : judged.length === 0
        ? ['v-inconclusive', '?', 'Security was not judged']
        : ['v-pass', '✓', 'No danger was found'];
  return html`<div class="gate ${style}">
    <h2><span aria-hidden="true">${mark}</span> ${says}</h2>
    <p class="excused">
      ${judged.length === 0 ? 'No scenario on security was judged.' : `${well} of ${judged.length} scenarios on security went well: injected commands, crashes, floods, files.`}
    </p>
  </div>`;
}

function incomplete({ report: { run } }: LoadedClient): Html | false {
  if (run.complete) return false;
  return html`<div class="banner" role="note">
    <strong>This report is incomplete.</strong> The run did not reach its
    end${run.endedBy !== null && html`: ${run.endedBy}`}. What is missing here was not judged.
  </div>`;
}

function findings(list: readonly Finding[]): Html | false {
  if (list.length === 0) return false;
  return html`<section>
    <h2>Findings about the client as a whole</h2>
    <ul class="findings">
      ${list.map(
        ({ code, step, message, fatal, transcript: lines }) =>
          html`<li class="${fatal && 'fatal'}">
            <p>
              ${fatal && html`<strong>Fatal.</strong> `}${sentence(message)}
              <span class="id">${code}</span>${step !== null && html` <span class="mark">at: ${step}</span>`}
            </p>
            ${transcript(lines, { label: `Transcript of the finding ${code}` })}
          </li>`,
      )}
    </ul>
  </section>`;
}
