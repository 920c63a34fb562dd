import type { Item } from './play.ts';

/**
 * How many queries a client answers before it begins to hold back.
 *
 * `queue`: replies wait for each other, and more than `burst` outstanding ones may be dropped. `drop`: after `burst`
 * queries in the life of a process some go unanswered. `null` stands for no limit that was found.
 */
export interface Allowance {
  readonly kind: 'none' | 'queue' | 'drop';
  readonly burst: number | null;
  /** Between two replies of a queue, in ms. */
  readonly intervalMs: number;
}

/** How the items of a run are laid out, so that no client is asked more than it answers. */
export interface Plan {
  /** Queries in one window, its controls among them. */
  readonly window: number;
  /** Instances side by side. */
  readonly jobs: number;
  /** Queries in the life of one instance; null for no limit. */
  readonly lifetime: number | null;
  /** The control that ended a window begins the next one as well. */
  readonly carriesControl: boolean;
}

/** As many stimuli as are in flight together; one that kills the client costs the others no more than a restart. */
const WINDOW = 32;
/** A client that is waiting for its own send queue costs next to nothing meanwhile. */
const WAITING_PER_CPU = 32;
const DROPPING_PER_CPU = 4;

/**
 * @param timed silence is only watched for: there is no fence
 * @param wanted what the caller asks for; null leaves it to the allowance
 */
export function planFor(
  { kind, burst }: Allowance,
  timed: boolean,
  cpus: number,
  wanted: { jobs: number | null; window: number | null },
): Plan {
  const window = wanted.window ?? WINDOW;
  const jobs = (most: number): number => wanted.jobs ?? most;
  if (kind === 'drop') {
    return {
      window: Math.min(window, burst ?? window),
      jobs: jobs(cpus * (timed ? WAITING_PER_CPU : DROPPING_PER_CPU)),
      lifetime: burst,
      carriesControl: false,
    };
  }
  if (kind === 'queue' || timed) {
    return {
      window: Math.min(window, burst ?? window),
      jobs: jobs(cpus * WAITING_PER_CPU),
      lifetime: null,
      carriesControl: !timed,
    };
  }
  return { window, jobs: jobs(cpus), lifetime: null, carriesControl: false };
}

/** How many queries an item is at most. */
export function costOf({ scenario }: Item): number {
  return scenario.steps.reduce((sum, step) => {
    switch (step.do) {
      case 'send':
        return sum + step.lines.length;
      case 'raw':
      case 'user':
        return sum + 1;
      case 'fuzz':
        return sum + step.lines;
      default:
        return sum;
    }
  }, scenario.server?.beforeWelcome.length ?? 0);
}

/** The controls that fit beside stimuli of this cost: the one behind them matters more. */
export function controlsWithin(cost: number, lifetime: number | null): 0 | 1 | 2 {
  if (lifetime === null || cost + 2 <= lifetime) return 2;
  return cost + 1 <= lifetime ? 1 : 0;
}
