import type { Requirement } from '../model/report.ts';

const modern = {
  text: 'Modern IRC: Client-to-Client Protocol',
  url: 'https://modern.ircdocs.horse/ctcp.html',
};
const draft = {
  text: 'draft-oakley-irc-ctcp, section 3',
  url: 'https://datatracker.ietf.org/doc/draft-oakley-irc-ctcp/',
};
const old = {
  text: 'The Client-To-Client Protocol, 1994',
  url: 'https://www.irchelp.org/protocol/ctcpspec.html',
};

/** Requirements for made-up reports, near enough to the real ones to be read as such. */
export const sampleRequirements: Requirement[] = [
  {
    id: 'CTX-03',
    sentence: 'A client never answers a query that arrives in a NOTICE.',
    levels: { modern: 'MUST', classic: 'MUST' },
    basis: 'specification',
    sources: [
      { text: 'RFC 1459, section 4.4.2', url: 'https://www.rfc-editor.org/rfc/rfc1459#section-4.4.2' },
      modern,
    ],
  },
  {
    id: 'CTX-01',
    sentence: 'A reply is a NOTICE to the one who asked.',
    levels: { modern: 'MUST', classic: 'MUST' },
    basis: 'specification',
    sources: [modern, old],
  },
  {
    id: 'PNG-01',
    sentence: 'A PING is answered with exactly the same parameters.',
    levels: { modern: 'MUST', classic: 'MUST' },
    basis: 'specification',
    sources: [modern, draft],
  },
  {
    id: 'FRM-02',
    sentence: 'A query whose last delimiter is missing is understood all the same.',
    levels: { modern: 'SHOULD', classic: 'NONE' },
    basis: 'specification',
    sources: [modern, draft],
  },
  {
    id: 'QLO-05',
    sentence: 'A low-level escape that is not defined loses its quote character and keeps the rest.',
    levels: { modern: 'NONE', classic: 'MUST' },
    basis: 'specification',
    sources: [old],
  },
  {
    id: 'INJ-02',
    sentence: 'What a peer sends never becomes a line of its own on the connection to the server.',
    levels: { modern: 'MUST', classic: 'MUST' },
    basis: 'security',
    sources: [{ text: 'CVE-2002-0006' }],
  },
  {
    id: 'ACT-04',
    sentence: 'An ACTION is shown as something its sender does.',
    levels: { modern: 'MUST', classic: 'MUST' },
    basis: 'specification',
    sources: [modern],
  },
  {
    id: 'TIM-02',
    sentence: 'A TIME reply does not begin with a colon.',
    levels: { modern: 'SHOULD', classic: 'MAY' },
    basis: 'consensus',
    sources: [draft],
  },
];
