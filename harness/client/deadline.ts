/**
 * What the promise gives, or null when it takes longer than `ms` milliseconds. What has arrived by then still counts:
 * after a moment in which this process was not run, timers come before what the sockets hold.
 */
export async function within<T>(promise: Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => setImmediate(resolve, null), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
