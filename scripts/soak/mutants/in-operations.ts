/** Mistakes in runs: requests, waiting, reporting, holds. */
import { type Mutant, one } from "./mutant";

export const mutantsInOperations: readonly Mutant[] = [
  one(
    "nothing sent again",
    "atlas/retry.ts",
    "return repeatable && (status === null || status === 429 || status >= 500);",
    "return repeatable && status === -1;",
  ),
  one(
    "lost answers not sent again",
    "atlas/retry.ts",
    "return repeatable && (status === null || status === 429 || status >= 500);",
    "return repeatable && (status === 429 || (status !== null && status >= 500));",
  ),
  one("an expired token kept", "atlas/client.ts", "if (response.status !== 401) return response;", "return response;"),
  one(
    "the minute before",
    "operations/run/minute.ts",
    "Math.round(nowMs / MS_PER_MINUTE)",
    "Math.floor(nowMs / MS_PER_MINUTE - 0.5)",
  ),
  one(
    "no fresh look",
    "operations/carry-out/carry-out.ts",
    "const look = await looks.look(plan.match, alone);",
    "const look = alone ? await looks.look(plan.match, alone) : { cluster: plan.match.cluster, askedMs: run.ports.nowMs(), answeredMs: run.ports.nowMs() };",
  ),
  one("a PATCH repeated blindly", "atlas/requests.ts", "repeatable: false,", "repeatable: true,"),
  one(
    "Retry-After not waited for",
    "atlas/retry.ts",
    "Math.ceil(failure.retryAfterMs ?? backoffMs)",
    "Math.ceil(backoffMs)",
  ),
  one("no pause between attempts", "atlas/limits.ts", "firstBackoffMs = 2_000", "firstBackoffMs = 0"),
  one(
    "unreadable events are no failure",
    "operations/survey/plan.ts",
    "if (read.failure !== null) failures.push(read.failure);",
    "",
  ),
  one(
    "failures swallowed",
    "operations/reconcile.ts",
    "if (report.failures.length > 0) throw",
    "if (report.failures.length > 1) throw",
  ),
  one(
    "mode report writes",
    "operations/carry-out/carry-out.ts",
    'return match.schedule.mode === "report" ?',
    'return match.schedule.name === "?" ?',
  ),
  one(
    "a dry run writes",
    "operations/carry-out/carry-out.ts",
    'if (run.dryRun) return { result: "not-sent"',
    'if (run.dryRun && !run.dryRun) return { result: "not-sent"',
  ),
  one("mode off runs", "operations/reconcile.ts", '.filter(({ schedule }) => schedule.mode !== "off")', ""),
  one(
    "the first page only",
    "atlas/pages.ts",
    "if (page.results.length === 0 || !(page.hasNext || mayHaveMore(page, items.length))) return items;",
    "return items;",
  ),
  one(
    "takeOver ignored",
    "operations/survey/plan.ts",
    "takeOver: run.takeOver && match.cluster.name === run.onlyCluster",
    'takeOver: run.takeOver && match.cluster.name === ""',
  ),
  one(
    "a hold by hand that is not written",
    "operations/scale.ts",
    'if (schedule === null || schedule.mode === "off") return null;',
    "if (schedule !== null || schedule === null) return null;",
  ),
  one(
    "a stuck change is green",
    "operations/report/failures-of.ts",
    "if (atMs - because.sinceMs < longestChangeMs) return null;",
    "if (atMs - because.sinceMs < longestChangeMs * 100) return null;",
  ),
  one(
    "an unreadable cluster vanishes",
    "operations/survey/match.ts",
    'if (mode === "on" || mode === "report") found.push',
    'if (name === null && mode === "on") found.push',
  ),
  one(
    "a hold that nobody can read is no failure",
    "operations/report/failures-of.ts",
    "if (mistaken !== null) return mistaken;",
    'if (mistaken !== null && mistaken.code === "") return mistaken;',
  ),
  one(
    "held clusters without a line",
    "operations/report/notices.ts",
    '  if (decision.do === "held" && !(',
    '  if (decision.do === "held" && decision.below && !(',
  ),
  one("an answer waited for too long", "atlas/limits.ts", "requestLimitMs = 45_000", "requestLimitMs = 200_000"),
  one("a run that waits past its end", "operations/run/limits.ts", "runEndMs = 280 *", "runEndMs = 400 *"),
  one(
    "a change by hand held over the next boundary",
    "operations/scale.ts",
    "const next = nextBoundary(schedule, startOfMinute(run.ports.nowMs()));",
    "const next = nextBoundary(schedule, run.atMs);",
  ),
  one(
    "a run that reports what it first meant",
    "operations/carry-out/carry-out.ts",
    "const asSent = { ...plan, ...requests.asked };",
    "const asSent = { ...plan };",
  ),
  one(
    "events since the youngest boundary",
    "operations/survey/plan.ts",
    "Math.min(decision.sinceMs, known ?? decision.sinceMs)",
    "Math.max(decision.sinceMs, known ?? decision.sinceMs)",
  ),
  {
    name: "a credential in the log",
    edits: [
      {
        file: "src/runtime/redaction/redactor.ts",
        from: "redact: (text) => hideKnown(hideShapes(text))",
        to: "redact: (text) => text",
      },
      {
        file: "src/operations/reconcile.ts",
        from: "ports.log(describeStart(run));",
        to: "ports.log(JSON.stringify(run.settings.credentials));",
      },
    ],
  },
  one(
    "the length of a hold ignored",
    "operations/scale.ts",
    "if (given.for !== undefined) return Math.min(",
    "if (given.for === null) return Math.min(",
  ),
  one(
    "the end of a hold ignored",
    "operations/scale.ts",
    "if (given.until !== undefined) return Math.min(given.until, latestMs);",
    "",
  ),
  one(
    "projects that cannot be listed passed over in silence",
    "operations/survey/listed-projects.ts",
    'failure: failureOf("all", null, error) };',
    "failure: null };",
  ),
  one(
    "all projects taken for the one that the app lives in",
    "operations/survey/listed-projects.ts",
    "projects.map(idOf).filter((id) => id !== null)",
    "[run.ports.appProjectId]",
  ),
];
