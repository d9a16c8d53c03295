/** Real time between two looks at whether npm is still there. */
const lookMs = 500;

/** Resolves at the first Ctrl-C or SIGTERM; a second one ends the process at once. */
export function askedToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
    if (process.env.npm_lifecycle_event === "start") whenNpmIsGone(resolve);
  });
}

/**
 * npm runs this through a shell and passes a signal to the shell alone, which dies of it and tells nobody. What is left
 * to see is that the process has another parent than it had.
 */
function whenNpmIsGone(resolve: () => void): void {
  const shell = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(timer);
    resolve();
  }, lookMs);
  timer.unref();
}
