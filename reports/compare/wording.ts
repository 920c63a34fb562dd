import { clientName } from '../client-name.ts';
import { verdictLabel } from '../wording.ts';
import type { Change, ChangeKind, ComparedClient, Comparison, Seen } from './comparison.ts';
import { changeKinds } from './comparison.ts';

/** The words for a comparison, the same in every format. None of them is escaped for its format yet. */

export const kindTitle: Readonly<Record<ChangeKind, string>> = {
  regressed: 'Regressed',
  'changed-symptom': 'Changed symptom',
  'became-inconclusive': 'Became inconclusive',
  'became-not-applicable': 'Became not applicable',
  gone: 'Gone',
  fixed: 'Fixed',
  'no-longer-inconclusive': 'No longer inconclusive',
  'no-longer-not-applicable': 'No longer not applicable',
  new: 'New',
};

/** `fail crashes` */
export function seenWords({ verdict, outcome }: Seen): string {
  return outcome === null ? verdictLabel[verdict] : `${verdictLabel[verdict]} (${outcome})`;
}

/** `quillchat 0.9.2 → 0.9.3, stock` */
export function clientTitle({ old, new: now }: ComparedClient): string {
  const side = now ?? old;
  if (side === null) return '';
  if (old === null) return `${clientName(side)}, ${side.settings}: new`;
  if (now === null) return `${clientName(side)}, ${side.settings}: gone`;
  const names = [clientName(old), clientName(now)];
  const settings = [old.settings, now.settings];
  return `${inTwo(names)}, ${inTwo(settings)}`;
}

function inTwo([before = '', after = '']: readonly string[]): string {
  return before === after ? after : `${before} → ${after}`;
}

/** `2 regressed, 1 fixed, 310 unchanged` */
export function countsSentence({ changes, unchanged }: ComparedClient): string {
  const counts = changeKinds
    .map((kind) => ({ kind, count: changes.filter((change) => change.kind === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${count} ${kindTitle[kind].toLowerCase()}`);
  return [...counts, `${unchanged} unchanged`].join(', ');
}

export function gateSentence({ gate: { met, worse, lostClients } }: Comparison): string {
  if (met) return 'Nothing is worse than it was.';
  const parts = [
    ...(worse === 0 ? [] : [`${worse === 1 ? '1 change is' : `${worse} changes are`} for the worse`]),
    ...(lostClients.length === 0
      ? []
      : [`${lostClients.join(', ')} ${lostClients.length === 1 ? 'is' : 'are'} not in the new report`]),
  ];
  return `${parts.join('; ')}.`;
}

/** The changes of one kind, for each kind that there is, in their order. */
export function byKind(changes: readonly Change[]): { kind: ChangeKind; changes: Change[] }[] {
  return changeKinds
    .map((kind) => ({ kind, changes: changes.filter((change) => change.kind === kind) }))
    .filter((group) => group.changes.length > 0);
}
