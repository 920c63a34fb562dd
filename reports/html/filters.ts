import { clientName } from '../client-name.ts';
import type { Report } from '../model/report.ts';
import { verdicts } from '../model/totals.ts';
import { verdictLabel, verdictSign } from '../wording.ts';
import { html, type Html } from './escape.ts';

/** The form that narrows the list of results. Hidden until the script, which makes it work, shows it. */
export function filters({ clients }: Report): Html {
  const results = clients.flatMap((client) => client.results);
  const counts = verdicts.map((verdict) => ({
    verdict,
    n: results.filter((result) => result.verdict === verdict).length,
  }));
  const used = <T extends string>(of: (result: (typeof results)[number]) => T) => [
    ...new Set(results.map(of)),
  ];
  return html`<form class="filters" role="search" aria-label="Results" data-script hidden>
    <label class="q"
      >Search
      <input
        type="search"
        name="q"
        placeholder="id, title, requirement, bytes"
        autocomplete="off"
        spellcheck="false"
    /></label>
    <fieldset>
      <legend>Verdict</legend>
      ${counts
        .filter(({ n }) => n > 0)
        .map(
          ({ verdict, n }) =>
            html`<label class="v-${verdict}"
              ><input type="checkbox" name="verdict" value="${verdict}" /><span
                ><span aria-hidden="true">${verdictSign[verdict]}</span> ${verdictLabel[verdict]}
                <small>${n}</small></span
              ></label
            >`,
        )}
    </fieldset>
    <div class="found">
      <p role="status" data-count></p>
      ${select(
        'area',
        'Area',
        used(({ area }) => area).map((area) => [area, area]),
      )}
      ${select(
        'level',
        'Level',
        used(({ level }) => level).map((level) => [level, level === 'NONE' ? 'no rule' : level]),
      )}
      ${select(
        'evidence',
        'Evidence',
        used(({ evidence }) => evidence ?? 'none').map((evidence) => [evidence, evidence]),
      )}
      ${
        clients.length > 1 &&
        select(
          'client',
          'Client',
          clients.map((client, index) => [String(index), clientName(client)]),
        )
      }
      <button type="button" data-open-all>Open all shown</button>
      <button type="reset">Show everything</button>
    </div>
  </form>`;
}

function select(name: string, label: string, options: readonly (readonly [string, string])[]): Html {
  return html`<label
    >${label}
    <select name="${name}">
      <option value="">all</option>
      ${options.map(([value, text]) => html`<option value="${value}">${text}</option>`)}
    </select></label
  >`;
}
