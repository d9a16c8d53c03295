/** Whether what may help to repeat was repeated, or looked at again, before it was given up. */

import { type FaultRecord, type RunRecord, runsAt, type SoakRecord } from "../lived/record";

/** What the app has: a function may take 300 s, and one request waits at most a minute in all. */
const runBudgetMs = 200_000;
const waitBudgetMs = 55_000;
/** Times that one request is sent, the one for its token among them; and that a cluster is looked at for one change. */
const attempts = 4;
const looks = 2;
const tokenPath = "/api/oauth/token";

export function givenUpEarly(record: SoakRecord): readonly string[] {
  return record.faults.flatMap((faulted) => {
    const run = onlyRunAt(record, faulted.atMs);
    if (run === undefined || !isWorthRepeating(record, faulted) || isOutOfTime(run, faulted)) return [];
    const earlier = record.faults.filter(
      ({ atMs, path, fault }) =>
        (path === faulted.path || path === tokenPath || fault.kind === "expire-tokens") &&
        atMs >= run.execution.startedAtMs &&
        atMs <= faulted.atMs,
    );
    if (earlier.length >= mostAttempts(faulted) || isWithoutToken(record, run, faulted)) return [];
    const waitedMs = earlier.length > 1 ? faulted.atMs - (earlier[0]?.atMs ?? 0) : 0;
    if (waitedMs + 2_000 * 2 ** earlier.length > waitBudgetMs) return [];
    const isFollowed = record.requests.some(
      ({ at, path }) => path === faulted.path && at > faulted.atMs && at <= run.execution.endedAtMs,
    );
    if (isFollowed) return [];
    const { method, path, fault, atMs } = faulted;
    return [
      `${method} ${path} at ${new Date(atMs).toISOString()} met ${JSON.stringify(fault)} and was given up at once`,
    ];
  });
}

/** Its token is gone, and no other could be had: that request has attempts of its own. */
function isWithoutToken({ faults }: SoakRecord, run: RunRecord, { fault, atMs }: FaultRecord): boolean {
  const { endedAtMs } = run.execution;
  if (fault.kind !== "expire-tokens") return false;
  return faults.some((other) => other.path === tokenPath && other.atMs >= atMs && other.atMs <= endedAtMs);
}

/** A token that is refused twice in a row is a credential that is refused. */
function mostAttempts({ method, fault }: FaultRecord): number {
  return method === "PATCH" || fault.kind === "expire-tokens" ? looks : attempts;
}

/** The run in which the request was made, if it was alone. */
function onlyRunAt({ runs }: SoakRecord, ms: number): RunRecord | undefined {
  const running = runsAt({ runs }, ms);
  return running.length === 1 && running[0]?.functionName === "reconcile" ? running[0] : undefined;
}

function isWorthRepeating({ soakCase }: SoakRecord, { fault, path }: FaultRecord): boolean {
  // Another token is minted for the very same request.
  if (fault.kind === "expire-tokens") return soakCase.identity === "service-account" && path !== tokenPath;
  if (fault.kind === "status") return fault.status !== 429 || (fault.retryAfterSeconds ?? 0) < 60;
  return fault.kind === "reset" || fault.kind === "truncate";
}

function isOutOfTime({ execution }: RunRecord, { atMs }: FaultRecord): boolean {
  return atMs - execution.startedAtMs > runBudgetMs || execution.endedAtMs - execution.startedAtMs > runBudgetMs;
}
