import type { Finding } from '../../reports/model/report.ts';
import type { Instance } from './instance/instance.ts';
import { wireTranscript } from './instance/wire-transcript.ts';
import { keyOf, type Item } from './play/play.ts';

/** A client that was lost where no scenario alone can be blamed. */
export function unblamedFinding(items: readonly Item[], note: string, instance: Instance): Finding {
  const names = items.slice(0, 5).map(keyOf).join(', ') + (items.length > 5 ? ', …' : '');
  return {
    code: 'lost-in-company',
    step: null,
    message:
      items.length === 1
        ? `The client was lost (${note}) while ${names} was played, behind other scenarios on the same start, but survives it on a fresh one. What it was sent before may still have been at work.`
        : `The client was lost (${note}) while ${items.length} scenarios were in flight (${names}), but survives each of them alone. Many messages at once may be what it does not stand.`,
    fatal: false,
    transcript: wireTranscript(instance.session.transcript.slice(-40)),
  };
}
