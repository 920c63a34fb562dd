import type { Report, Result, TranscriptEntry } from '../../model/report.ts';
import type { LoadedClient } from '../collection.ts';
import type { Search, SearchFlag, SearchKey, SearchTerm } from './parse-search.ts';

/** More of a line is not searched: a client may have sent megabytes. */
const mostOfALine = 4000;

/** Whether a result of a client is what a search asks for. */
export function fits(search: Search, result: Result, of: LoadedClient): boolean {
  return search.terms.every((term) => term.not !== fitsTerm(term, result, of));
}

function fitsTerm({ wants }: SearchTerm, result: Result, of: LoadedClient): boolean {
  switch (wants.kind) {
    case 'key':
      return wants.values.some((value) => fitsKey(wants.key, value.toLowerCase(), result, of));
    case 'flag':
      return fitsFlag(wants.flag, result);
    case 'text':
      return textOf(result, of.report).includes(wants.text);
  }
}

function fitsKey(key: SearchKey, value: string, result: Result, { label }: LoadedClient): boolean {
  switch (key) {
    // Closed lists: a beginning is enough, since people type less than `not-applicable`.
    case 'verdict':
      return result.verdict.startsWith(value);
    case 'level':
      return result.level.toLowerCase().startsWith(value);
    case 'basis':
      return result.basis.startsWith(value);
    case 'class':
      return (result.class ?? 'none').startsWith(value);
    case 'evidence':
      return (result.evidence ?? 'none').startsWith(value);
    case 'cause':
      return (result.cause ?? result.notApplicable ?? 'none').startsWith(value);
    // Names: the whole of it, or a pattern with `*`.
    case 'area':
      return like(value, result.area);
    case 'suite':
      return like(value, result.suite);
    // What people remember a part of.
    case 'outcome':
      return [result.outcome ?? 'none', ...result.cases.map(({ outcome }) => outcome ?? 'none')].some((one) =>
        like(value, one),
      );
    case 'rule':
      return result.requirements.some((id) => id.toLowerCase().startsWith(value));
    case 'id':
      return value.includes('*') ? like(value, result.id) : result.id.toLowerCase().includes(value);
    case 'client':
      return value.includes('*') ? like(value, label) : label.toLowerCase().includes(value);
  }
}

function fitsFlag(flag: SearchFlag, result: Result): boolean {
  switch (flag) {
    case 'flaky':
      return result.flaky || result.cases.some((one) => one.flaky);
    case 'expected':
      return result.expected;
    case 'measured':
      return (
        Object.keys(result.measurements).length > 0 ||
        (result.curves ?? []).length > 0 ||
        result.attempts.some(({ curves = [] }) => curves.length > 0)
      );
    case 'hint':
      return result.hint !== null;
    case 'unscored':
      return !result.scored;
  }
}

/** `*` stands for anything; without it the whole must be alike. */
function like(pattern: string, text: string): boolean {
  const parts = pattern.split('*');
  const [first = '', ...rest] = parts;
  const lower = text.toLowerCase();
  if (rest.length === 0) return lower === first;
  const last = rest.pop() ?? '';
  if (!lower.startsWith(first) || !lower.endsWith(last) || lower.length < first.length + last.length)
    return false;
  let at = first.length;
  for (const part of rest) {
    const found = lower.indexOf(part, at);
    if (found === -1 || found + part.length > lower.length - last.length) return false;
    at = found + part.length;
  }
  return true;
}

const texts = new WeakMap<Result, string>();

function textOf(result: Result, report: Report): string {
  const known = texts.get(result);
  if (known !== undefined) return known;
  const rules = report.requirements.filter(({ id }) => result.requirements.includes(id));
  const played = [result.attempts, ...result.cases.map(({ attempts }) => attempts)].flat();
  const transcripts = new Set([result.transcript, ...played.map(({ transcript }) => transcript)]);
  const { id, title, why, reason, expectation, hint, outcome, requirements, file } = result;
  const text = [
    ...[id, title, why, reason, expectation, hint ?? '', outcome ?? '', file, ...requirements],
    ...rules.flatMap(({ sentence, sources }) => [sentence, ...sources.map((source) => source.text)]),
    ...result.cases.flatMap((one) => [one.name, one.reason, one.outcome ?? '']),
    ...[...transcripts].flatMap((lines) => lines.map(lineText)),
  ]
    .join('\n')
    .toLowerCase();
  texts.set(result, text);
  return text;
}

const lineText = ({ bytes, note = '' }: TranscriptEntry): string => `${bytes.slice(0, mostOfALine)} ${note}`;
