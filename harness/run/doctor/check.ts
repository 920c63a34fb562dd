/** One line of the doctor's. */
export interface Check {
  readonly step: string;
  /** `unknown`: there is nothing wrong with it, and it could not be told. */
  readonly state: 'ok' | 'failed' | 'unknown' | 'not-tried';
  /** Null for what took no time of its own. */
  readonly ms: number | null;
  readonly note: string;
  /** What to do about it; null where there is nothing to be done. */
  readonly mend: string | null;
}

export function ok(step: string, ms: number | null, note = ''): Check {
  return { step, state: 'ok', ms, note, mend: null };
}

export function failed(step: string, ms: number | null, note: string, mend: string): Check {
  return { step, state: 'failed', ms, note, mend };
}

export function unknown(step: string, note: string, mend: string | null = null): Check {
  return { step, state: 'unknown', ms: null, note, mend };
}

export function notTried(step: string, why: string): Check {
  return { step, state: 'not-tried', ms: null, note: why, mend: null };
}
