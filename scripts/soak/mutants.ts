/** The list of planted mistakes: small changes of the code, each of which the soak must find. */

export interface Mutant {
  readonly name: string;
  readonly edits: readonly MutantEdit[];
}

export interface MutantEdit {
  /** The path from the folder that holds package.json. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** The text of the edit's file with the mistake in it; throws unless `from` occurs in it exactly once. */
export function withMistake(text: string, { file, from, to }: MutantEdit): string {
  const occurrences = text.split(from).length - 1;
  if (occurrences !== 1) throw new Error(`${file} contains "${from}" ${occurrences} times; it must be there once`);
  return text.replace(from, () => to);
}

const one = (name: string, file: string, from: string, to: string): Mutant => ({
  name,
  edits: [{ file: `src/${file}`, from, to }],
});

export const mutants: readonly Mutant[] = [
  one("a region dropped", "cluster/patch/patch.ts", "shard.regions.map(", "shard.regions.slice(0, 1).map("),
  one("a shard dropped", "cluster/patch/patch.ts", "cluster.shards.map(", "cluster.shards.slice(0, 1).map("),
  one("priorities lost", "cluster/patch/patch.ts", "    priority,\n", "    priority: 7,\n"),
  one("a node more", "cluster/patch/patch.ts", "instanceSize, nodeCount,", "instanceSize, nodeCount: nodeCount + 2,"),
  one(
    "analytics nodes sized unasked",
    "cluster/patch/patch.ts",
    "target.analyticsTier ?? analytics.instanceSize",
    "target.analyticsTier ?? size",
  ),
  one(
    "a duration a minute too long",
    "schedule/windows/spans-of-duration.ts",
    "endOf(starts.atOrBefore(minute + lead)) > minute,",
    "endOf(starts.atOrBefore(minute + lead)) >= minute,",
  ),
  one(
    "a span that closes a minute late",
    "schedule/windows/spans-to-end.ts",
    "starts.atOrBefore(minute) > ends.atOrBefore(minute),",
    "starts.atOrBefore(minute) > ends.atOrBefore(minute - 1),",
  ),
  one(
    "a one-off a minute late",
    "schedule/windows/single-span.ts",
    "minute >= from && minute < until",
    "minute > from && minute < until",
  ),
  one("a boundary without a trigger", "schedule/triggers/triggers.ts", "left.add(minute % 60)", "left.add(0)"),
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
    "a change by hand undone",
    "cluster/decision/drift.ts",
    'if (facts.drift !== "respect" || change === null',
    "if (change !== undefined || change === null",
  ),
  one(
    "a change by hand kept against the policy",
    "cluster/decision/drift.ts",
    'if (facts.drift !== "respect" || change === null',
    "if (change === null",
  ),
  one(
    "a boundary not carried out because of a change by hand",
    "cluster/decision/drift.ts",
    "if (isNotCarriedOut(facts, changes)) {",
    "if (changes.length === 0) {",
  ),
  one(
    "a choice of before the boundary undone",
    "cluster/decision/drift.ts",
    "if (!wasChangedBefore(facts, history, sinceMs)) return null;",
    "return null;",
  ),
  one(
    "an edit of tags taken for a change of size",
    "cluster/decision/drift.ts",
    'by === "us" || editsTags !== true',
    'by === "us" || editsTags !== null',
  ),
  one(
    "an update that names nobody taken for ours",
    "cluster/decision/history.ts",
    "if (isNamed === true && !areAllUnnamed) return changes.slice();",
    "if (isNamed === true && areAllUnnamed && !areAllUnnamed) return changes.slice();",
  ),
  one(
    "a fight without end under respect",
    "cluster/decision/drift.ts",
    "if (change === undefined || times < contestedAfter) return null;",
    "if (change === undefined || times < contestedAfter || changes.every(isRun)) return null;",
  ),
  one("a fight without end", "cluster/limits.ts", "contestedAfter = 3;", "contestedAfter = 300;"),
  one("given up too early", "cluster/limits.ts", "contestedAfter = 3;", "contestedAfter = 1;"),
  one(
    "the hold not looked at",
    "cluster/decision/decide.ts",
    "if (takeOver || hold === null) return null;",
    "return null;",
  ),
  one(
    "sent although as desired",
    "cluster/decision/decide.ts",
    "if (differs(cluster, desired.target)) return null;",
    "return null;",
  ),
  one(
    "paused by hand, and resumed",
    "cluster/decision/decide.ts",
    "busy, pausedByHand, byHistory]",
    "busy, byHistory]",
  ),
  one(
    "the minute before",
    "operations/run/minute.ts",
    "Math.round(nowMs / MS_PER_MINUTE)",
    "Math.floor(nowMs / MS_PER_MINUTE - 0.5)",
  ),
  one("an excepted date a day late", "schedule/document/except.ts", "| (1 << dayOfMonth)", "| (1 << (dayOfMonth + 1))"),
  one(
    "months not looked at",
    "schedule/calendar/month-days.ts",
    "if (!hasBit(line.months, (month % 12) + 1)) {",
    "if (line.months === 0) {",
  ),
  one("a trigger of its own without the 31st", "schedule/triggers/trigger-line.ts", "line.days >>> 30)", "0)"),
  one("any value of a tag", "schedule/selectors.ts", "tags[key] === wanted[key]", "tags[key] !== undefined"),
  one("the later schedule owns", "schedule/selectors.ts", ".sort((a, b) => a - b)", ".sort((a, b) => b - a)"),
  one(
    "equal targets make a boundary",
    "schedule/windows/desired.ts",
    "if (!sameTarget(before, target)) return { ...desired",
    "if (before !== null) return { ...desired",
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
    "a hold by hand a day too long",
    "cluster/hold.ts",
    "Math.ceil(ms / MS_PER_MINUTE) * MS_PER_MINUTE)",
    "Math.ceil(ms / MS_PER_MINUTE + 1440) * MS_PER_MINUTE)",
  ),
  one(
    "a hold by hand that is not written",
    "operations/scale.ts",
    'if (schedule === null || schedule.mode === "off") return null;',
    "if (schedule !== null || schedule === null) return null;",
  ),
  one(
    "disks left out",
    "cluster/patch/patch.ts",
    'diskSizeGB: disks === "none" ? null : diskSizeGB',
    'diskSizeGB: disks !== "none" ? null : diskSizeGB',
  ),
  one(
    "chosen IOPS left out",
    "cluster/patch/patch.ts",
    '...(disks === "all" ? volumeFor(',
    '...(disks === "sizes" ? volumeFor(',
  ),
  one(
    "a lead too short",
    "schedule/windows/spans-of-duration.ts",
    "const opened = first - lead;",
    "const opened = first;",
  ),
  one(
    "days of 24 hours in a duration",
    "schedule/calendar/duration.ts",
    "if (days === 0) return minute + minutes;",
    "if (days >= 0) return minute + minutes + days * MINUTES_PER_DAY;",
  ),
  one(
    "a civil time that exists twice taken the second time",
    "schedule/calendar/zone.ts",
    "(zone.starts[middle + 1] ?? 0) + (zone.offsets[middle] ?? 0) > civil",
    "(zone.starts[middle + 1] ?? 0) + (zone.offsets[middle + 1] ?? 0) > civil",
  ),
  one("heartbeats too far apart", "schedule/triggers/triggers.ts", "const QUARTER = 15;", "const QUARTER = 14;"),
  one(
    "two triggers in one minute",
    "schedule/triggers/triggers.ts",
    "if (!kept.some((other) => meet(line, other, fromMs))) kept.push(line);",
    "kept.push(line);",
  ),
  one(
    "a cluster of a mixed fleet paused for ever",
    "cluster/decision/decide.ts",
    "return refusals.length === 0 || isResumed ? null :",
    'return refusals.length === 0 || (isResumed && cluster.name === "") ? null :',
  ),
  one(
    "running targets that resume nothing",
    "cluster/decision/decide.ts",
    'if (isRunning(target)) return { do: "resume", target, thenResize: false, because };',
    'if (isRunning(target)) return { do: "nothing", because: { reason: "as-desired" } };',
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
    "a hold with a capital letter is none",
    "cluster/hold.ts",
    "tag.key.trim().toLowerCase() !== holdTagKey",
    "tag.key !== holdTagKey",
  ),
  one(
    "a hold that nobody can read is none",
    "cluster/hold.ts",
    "if (untilMs !== null && untilMs <= nowMs) continue;",
    "if (untilMs === null || untilMs <= nowMs) continue;",
  ),
  one("a hold as JavaScript writes it never ends", "cluster/hold.ts", "(?:\\.\\d+)?", ""),
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
  one(
    "what a person asked for is late",
    "cluster/decision/urgency.ts",
    'if (stateName === "CREATING" || (sinceMs !== null && !isOver(sinceMs, nowMs))) return true;',
    'if (stateName === "CREATING") return true;',
  ),
  one(
    "a named cluster paused by hand is never late",
    "cluster/decision/urgency.ts",
    'facts.matchedBy === "name";',
    'facts.matchedBy !== "name";',
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
];
