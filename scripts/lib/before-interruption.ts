const endingSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * What is done before Ctrl-C, or whoever else stops the command, ends it. Whatever else waits for that is done too, and then
 * the signal ends the process as it always would. The result takes it back.
 */
export function beforeInterruption(act: () => void): () => void {
  const end = (signal: NodeJS.Signals) => {
    forget();
    act();
    process.kill(process.pid, signal);
  };
  const forget = () => {
    for (const signal of endingSignals) process.off(signal, end);
  };
  for (const signal of endingSignals) process.on(signal, end);
  return forget;
}
