import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Report } from '../model/report.ts';
import { filterAddress } from './address.ts';
import { clientSection } from './client.ts';
import { html, trusted, type Html } from './escape.ts';
import { filters } from './filters.ts';
import { pageHeader, pageTitle } from './header.ts';
import { matrix } from './matrix.ts';
import { resultItem } from './result.ts';
import { transcriptLegend } from './transcript.ts';

const asset = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
/** In this order: the later ones refine the earlier ones. */
const styleSheets = ['base', 'page', 'summary', 'filters', 'results', 'transcript', 'media'] as const;

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * `report.html`: one file that needs no network and no script to be read. Its own policy lets nothing in it
 * act but the one script and the one style sheet of this project, whatever a client sent.
 */
export function htmlReport(report: Report): string {
  const style = styleSheets.map((name) => asset(`./style/${name}.css`)).join('\n');
  const script = asset('./script.js');
  const policy = `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)}; base-uri 'none'; form-action 'none'`;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${pageTitle(report)}: CTCP conformance</title>
<style>${trusted(style)}</style>
<script>${trusted(script)}</script>
</head>
<body>
<a class="skip" href="#results">Skip to the results</a>
${pageHeader(report)}
<main>
${matrix(report)}
${report.clients.map((client, index) => clientSection(client, index, report))}
<section aria-labelledby="results" class="results"><h2 id="results" tabindex="-1">Results</h2>
${filters(report)}
${areas(report)}
<p class="none" hidden>No result fits these filters.</p>
</section>
<section aria-labelledby="legend"><h2 id="legend">How to read a transcript</h2>${transcriptLegend()}</section>
</main>
<footer class="foot">Bytes are in byte notation: printable text stands for itself, <code class="bytes"><i>\\r \\n \\t \\0 \\\\</i></code> and <code class="bytes"><i>\\xHH</i></code> are octets.</footer>
</body>
</html>
`;
  return page.markup;
}

function areas(report: Report): Html[] {
  const played = report.clients.flatMap((client, index) =>
    client.results.map((result) => ({ result, index })),
  );
  const names = [...new Set(played.map(({ result }) => result.area))];
  return names.map((area) => {
    const here = played.filter(({ result }) => result.area === area);
    return html`<section class="area" id="${filterAddress({ area })}">
      <h3>${area}</h3>
      ${here.map(({ result, index }) => resultItem(result, { report, client: index }))}
    </section> `;
  });
}
