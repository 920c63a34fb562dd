import { BUILT_IN } from '../../harness/scenario/model.ts';
import { accountOf, accountText } from '../account.ts';
import { clientName } from '../client-name.ts';
import type { ClientReport, Complaint, Report } from '../model/report.ts';
import { standingsOf, type Judged } from '../standing.ts';
import { shorten } from '../terminal/wrap.ts';
import { totalsSentence, verdictLabel } from '../wording.ts';
import { workflowCommand, type Annotation, type AnnotationKind } from './workflow-command.ts';

/** GitHub shows no more than this of a kind for a step. */
const mostOfAKind = 10;

const mostTitle = 200;
const mostMessage = 3000;

/**
 * The report as annotations of GitHub Actions: an error for each complaint of the gate, a warning for each
 * recommendation that is not kept and that the gate lets pass, a notice with the totals of each client.
 *
 * @returns workflow commands, one a line, to be printed on standard output
 */
export function githubAnnotations(report: Report): string {
  const all = report.clients.flatMap((client) => annotationsOf(client, report));
  if (!report.run.complete) {
    const by = report.run.endedBy === null ? '' : ` (${report.run.endedBy})`;
    const lines = [`The run was ended early${by}: what is missing was not judged.`];
    all.unshift({ kind: 'error', title: 'The run is incomplete', lines, at: null });
  }
  const kinds = ['error', 'warning', 'notice'] as const;
  return kinds
    .flatMap((kind) =>
      bounded(
        kind,
        all.filter((one) => one.kind === kind),
      ),
    )
    .map((annotation) => `${workflowCommand(annotation)}\n`)
    .join('');
}

/** The first ones, and how many more there are: GitHub itself drops the rest without a word. */
function bounded(kind: AnnotationKind, annotations: readonly Annotation[]): Annotation[] {
  if (annotations.length <= mostOfAKind) return [...annotations];
  const shown = annotations.slice(0, mostOfAKind - 1);
  const title = `and ${annotations.length - shown.length} more`;
  return [...shown, { kind, title, lines: ['The summary and report.html have them all.'], at: null }];
}

function annotationsOf(client: ClientReport, report: Report): Annotation[] {
  const { judged, others } = standingsOf(client);
  const about = shorten(clientName(client), 80);
  const annotations = judged.flatMap((one): Annotation[] => {
    const { kind } = one.standing;
    if (kind === 'unmet' || kind === 'fault') return [judgedAnnotation('error', one, { about, report })];
    const isWarning = kind === 'met' && (one.one ?? one.result).verdict === 'warn';
    return isWarning ? [judgedAnnotation('warning', one, { about, report })] : [];
  });
  const complaints = others.map((complaint) => complaintAnnotation(complaint, about));
  const met = client.gate.met ? 'is met' : 'is not met';
  const notice: Annotation = {
    kind: 'notice',
    title: `CTCP conformance of ${about}`,
    lines: [`The gate ${met}: ${totalsSentence(client.totals)}.`],
    at: null,
  };
  return [...complaints, ...annotations, notice];
}

function complaintAnnotation({ code, message, file, line }: Complaint, about: string): Annotation {
  return {
    kind: 'error',
    title: `${about}: ${code}`,
    lines: [shorten(message, mostMessage)],
    at: file === null ? null : { file, line: Math.max(1, line ?? 1) },
  };
}

function judgedAnnotation(
  kind: AnnotationKind,
  { key, result, one, standing }: Judged,
  { about, report }: { about: string; report: Report },
): Annotation {
  const complaints = 'complaints' in standing ? standing.complaints : [];
  const verdict = verdictLabel[(one ?? result).verdict];
  const account = accountText(accountOf(result, report.requirements, one));
  return {
    kind,
    title: shorten(`${about}: ${key} is ${verdict}`, mostTitle),
    lines: [result.title, ...complaints.map(({ message }) => message), ...account.split('\n')].map((line) =>
      shorten(line, 600),
    ),
    at: placeOf(complaints, result),
  };
}

/** Where the user can change something: in the expectations, or in a scenario of their own. */
function placeOf(
  complaints: readonly Complaint[],
  { suite, file, line }: Judged['result'],
): Annotation['at'] {
  const written = complaints.find((complaint) => complaint.file !== null);
  if (written?.file !== undefined && written.file !== null)
    return { file: written.file, line: Math.max(1, written.line ?? 1) };
  return suite === BUILT_IN ? null : { file, line: Math.max(1, line) };
}
