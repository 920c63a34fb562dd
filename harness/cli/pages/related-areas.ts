import type { KillMatrix } from '../explain/killers.ts';

/** The areas of scenarios that the mutants of an area are made for, where they are not called the same. */
const RELATED: Readonly<Record<string, readonly string[]>> = {
  framing: ['framing', 'action', 'version', 'ping', 'length', 'characters'],
  lines: [
    'context',
    'injection',
    'framing',
    'quoting',
    'robustness',
    'ping',
    'length',
    'characters',
    'replies',
  ],
  source: ['context', 'source', 'robustness', 'injection', 'replies'],
  payload: ['ping', 'injection', 'quoting', 'replies', 'length', 'characters'],
  quoting: ['quoting', 'injection', 'ping'],
  metadata: ['version', 'replies', 'time', 'clientinfo', 'userinfo', 'privacy'],
  errors: ['errors', 'framing', 'legacy', 'robustness'],
  replies: ['replies', 'ping', 'version', 'length', 'framing', 'time', 'clientinfo'],
  effects: ['context', 'replies', 'version', 'robustness', 'privacy', 'framing', 'errors', 'injection'],
  process: [
    'legacy',
    'dcc',
    'registration',
    'robustness',
    'framing',
    'errors',
    'ping',
    'action',
    'context',
    'quoting',
    'injection',
    'length',
  ],
  sending: ['sending', 'action', 'length', 'characters'],
  typed: ['sending'],
  conversations: ['sending'],
  offers: ['dcc'],
  dcc: ['dcc'],
  splitting: ['length'],
  action: ['action', 'sending', 'context', 'length', 'characters'],
  display: [
    'userinfo',
    'version',
    'action',
    'sending',
    'replies',
    'length',
    'characters',
    'privacy',
    'ping',
    'capabilities',
  ],
  wishes: ['context', 'sending'],
  settings: ['privacy', 'clientinfo', 'context', 'version', 'injection', 'length', 'action'],
  length: ['length', 'errors', 'sending', 'replies', 'ping', 'action'],
  user: ['source', 'userinfo', 'version', 'privacy', 'replies'],
  context: ['context', 'capabilities', 'replies', 'source'],
  history: ['context', 'capabilities'],
  surroundings: ['robustness', 'context', 'registration', 'capabilities'],
};

/** Mutants that only scenarios of other areas catch: those of their own area may miss something. */
export function strayMutants({ mutants }: KillMatrix, areaOf: ReadonlyMap<string, string>): string[] {
  return mutants
    .filter(({ area, kills }) => {
      const related = RELATED[area] ?? [area];
      const areas = Object.keys(kills).map((id) => areaOf.get(id) ?? '');
      return areas.length > 0 && !areas.some((one) => one === area || related.includes(one));
    })
    .map(({ name }) => name);
}
