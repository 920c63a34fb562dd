import type { Item } from '../play/play.ts';

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
  /** The control that ended a window begins the next one as well, because each reply has to be waited for. */
  readonly carriesControl: boolean;
}

export interface PlanRequest {
  readonly allowance: Allowance;
  /** Silence is only watched for: there is no fence. */
  readonly timed: boolean;
  readonly startMs: number;
  readonly cpus: number;
  /** What the caller asks for; null leaves it to the allowance. */
  readonly jobs: number | null;
  readonly window: number | null;
}

/** As many as are in flight together; a stimulus that kills the client costs the others no more than a restart. */
const WINDOW = 32;
/** The least that holds a stimulus between two controls. */
const LEAST_WINDOW = 3;
/** Clients that wait for their own send queue cost next to nothing meanwhile, if they are as light as they are quick to start. */
const WAITING_PER_CPU = 96;
const LIGHT_START_MS = 200;
const HEAVY_PER_CPU = 4;
const MOST_JOBS = 192;
/** Starts and the few waits of quick clients overlap. */
const QUICK_PER_CPU = 3;

export function planFor({ allowance, timed, startMs, cpus, jobs, window }: PlanRequest): Plan {
  const light = Math.round((WAITING_PER_CPU * LIGHT_START_MS) / Math.max(LIGHT_START_MS, startMs));
  const waiting = Math.min(MOST_JOBS, cpus * Math.max(HEAVY_PER_CPU, light));
  const most = Math.max(1, Math.min(window ?? WINDOW, allowance.burst ?? WINDOW));
  if (timed)
    return { window: window ?? WINDOW, jobs: jobs ?? waiting, lifetime: null, carriesControl: false };
  switch (allowance.kind) {
    case 'drop':
      return {
        window: most,
        jobs: jobs ?? cpus * HEAVY_PER_CPU,
        lifetime: allowance.burst,
        carriesControl: false,
      };
    case 'queue':
      return { window: most, jobs: jobs ?? waiting, lifetime: null, carriesControl: true };
    case 'none':
      return {
        window: window ?? WINDOW,
        jobs: jobs ?? cpus * QUICK_PER_CPU,
        lifetime: null,
        carriesControl: false,
      };
  }
}

/** Items in groups that are played together, none of which asks more than a window holds. */
export function groups(items: readonly Item[], { window, jobs, carriesControl }: Plan): Item[][] {
  const total = items.reduce((sum, item) => sum + costOf(item), 0);
  // Where replies queue, shorter windows on more instances are sooner done than long ones on a few.
  const share = carriesControl ? Math.max(LEAST_WINDOW, Math.ceil(total / jobs) + 2) : window;
  const room = Math.max(1, Math.min(window, share) - 2);
  const all: Item[][] = [];
  let left = 0;
  for (const item of items) {
    const cost = costOf(item);
    if (all.length === 0 || cost > left) {
      all.push([]);
      left = room;
    }
    all.at(-1)?.push(item);
    left -= cost;
  }
  return all;
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
      case 'flood':
        return sum + step.count * step.rounds;
      case 'rename':
      case 'host':
      case 'heard':
      case 'show':
      case 'end':
      case 'reading':
      case 'reflect':
      case 'copies':
      case 'reconnect':
      case 'dcc':
        return sum;
    }
  }, scenario.server?.beforeWelcome.length ?? 0);
}

/** The controls that fit beside stimuli of this cost into the life of a client: the one behind them matters more. */
export function controlsWithin(cost: number, lifetime: number | null): 0 | 1 | 2 {
  if (lifetime === null || cost + 2 <= lifetime) return 2;
  return cost + 1 <= lifetime ? 1 : 0;
}
