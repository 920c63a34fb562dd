import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Report } from '../model/report.ts';
import { pageTitle } from './about.ts';
import { collectionOf } from './collection.ts';
import { pack } from './data/pack.ts';
import { readDisputes } from './data/read-disputes.ts';
import { html, trusted, type Html } from './escape.ts';
import { pageScript } from './script.ts';
import { staticOverview } from './views/static-overview.ts';

const asset = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
/** In this order: the later ones refine the earlier ones. */
const styleSheets = [
  'base',
  'page',
  'totals',
  'overview',
  'filters',
  'results',
  'transcript',
  'tables',
  'disputes',
  'media',
] as const;

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * `report.html`: one file that needs no network. The whole report is packed into it, and its script unpacks and shows
 * it; without the script the summary and the failures can be read. Its own policy lets nothing in it act but this
 * one script and this one style sheet, whatever a client sent.
 */
export function htmlReport(report: Report): string {
  const disputes = readDisputes();
  const collection = collectionOf([report], disputes);
  const style = styleSheets.map((name) => asset(`./style/${name}.css`)).join('\n');
  const script = pageScript();
  const policy = `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)}; base-uri 'none'; form-action 'none'`;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${trusted(policy)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <title>${pageTitle(report.clients)}: CTCP conformance</title>
        ${verbatim('<style>', style, '</style>')} ${verbatim('<script>', script, '</script>')}
      </head>
      <body>
        <div id="page">
          <header class="mast">
            <p><b>ctcpspec</b> conformance to the Client-To-Client Protocol of IRC</p>
          </header>
          <main>${staticOverview(collection)}</main>
        </div>
        ${verbatim('<script type="text/plain" id="data">', pack({ report, disputes }), '</script>')}
      </body>
    </html> `;
  return `${page.markup.trimEnd()}\n`;
}

/** Their hashes stand in the policy, so that not even a space may come between. */
function verbatim(begin: string, text: string, end: string): Html {
  return trusted(begin + text + end);
}
