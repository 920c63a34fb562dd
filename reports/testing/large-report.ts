import type { Report, Result, Verdict } from '../model/report.ts';
import { sampleClient, sampleReport } from './sample-report.ts';
import { entry, result } from './sample-result.ts';

const verdictsInTurn = [
  'pass',
  'pass',
  'pass',
  'warn',
  'pass',
  'fail',
  'info',
  'not-applicable',
] as const satisfies Verdict[];

/** Numbers that look like chance and are the same each time: tokens of a run do not repeat. */
function* tokens(): Generator<string, never> {
  let state = 1;
  for (;;) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    yield state.toString(36).padStart(7, '0');
  }
}

/** A report of many clients, each of which said something else in each scenario. */
export function largeReport(clients: number, scenarios: number): Report {
  const token = tokens();
  return sampleReport({
    clients: Array.from({ length: clients }, (_, client) =>
      sampleClient({
        name: `client-${client + 1}`,
        version: `${client % 7}.${client % 10}.1`,
        results: Array.from({ length: scenarios }, (_, n) => oneResult(client, n, () => token.next().value)),
      }),
    ),
  });
}

function oneResult(client: number, n: number, token: () => string): Result {
  const verdict = verdictsInTurn[(client * 7 + n * 3) % verdictsInTurn.length] ?? 'pass';
  const [before, mine, after] = [token(), token(), token()];
  const peers = [token(), token(), token()];
  return result({
    id: `area-${n % 20}/scenario-${n}`,
    title: `What a client does in scenario ${n} of the many that there are`,
    why: `Somebody once saw scenario ${n} go wrong, and the two clients were locked in a loop until a server cut them off.`,
    verdict,
    outcome: verdict === 'not-applicable' ? null : verdict === 'pass' ? 'answers' : `does-otherwise-${n % 3}`,
    hint:
      verdict === 'fail' ? `Look at the command of scenario ${n} before the message is dispatched.` : null,
    outcomes: ['answers', 'does-otherwise-0', 'does-otherwise-1', 'does-otherwise-2'].map((name) => ({
      name,
      class: { modern: 'conforms', classic: 'conforms' },
      requirement: 'PNG-01',
      says: `does what '${name}' says in scenario ${n}`,
    })),
    transcript: [
      entry(
        client + n / 7,
        'server',
        `:${peers[0] ?? ''}!p@${peers[0] ?? ''}.peer.test PRIVMSG alice :\\x01PING ${before}\\x01\\r\\n`,
        'control',
      ),
      entry(
        client + n / 6,
        'server',
        `:${peers[1] ?? ''}!p@${peers[1] ?? ''}.peer.test PRIVMSG alice :\\x01PING ${mine}\\x01\\r\\n`,
        'stimulus',
      ),
      entry(
        client + n / 5,
        'server',
        `:${peers[2] ?? ''}!p@${peers[2] ?? ''}.peer.test PRIVMSG alice :\\x01PING ${after}\\x01\\r\\n`,
        'control',
      ),
      entry(client + n / 4, 'client', `NOTICE ${peers[0] ?? ''} :\\x01PING ${before}\\x01\\r\\n`, 'control'),
      entry(client + n / 3, 'client', `!NOTICE ${peers[1] ?? ''} :\\x01PING ${mine}\\x01\\r\\n`, 'caused'),
      entry(client + n / 2, 'client', `NOTICE ${peers[2] ?? ''} :\\x01PING ${after}\\x01\\r\\n`, 'control'),
    ],
  });
}
