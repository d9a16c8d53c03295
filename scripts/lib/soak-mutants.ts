/** Small mistakes in the code, each of which the proofs must find: with which change of which file. */

export interface Mutant {
  readonly name: string;
  readonly edits: readonly { readonly file: string; readonly from: string; readonly to: string }[];
}

const one = (name: string, file: string, from: string, to: string): Mutant => ({
  name,
  edits: [{ file: `src/${file}`, from, to }],
});

export const mutants: readonly Mutant[] = [
  one("a region dropped", "cluster/patch.ts", "shard.regions.map(", "shard.regions.slice(0, 1).map("),
  one("a shard dropped", "cluster/patch.ts", "cluster.shards.map(", "cluster.shards.slice(0, 1).map("),
  one("priorities lost", "cluster/patch.ts", "    priority,\n", "    priority: 7,\n"),
  one("a node more", "cluster/patch.ts", "nodeCount: spec.nodeCount,", "nodeCount: spec.nodeCount + 2,"),
  one(
    "analytics nodes sized unasked",
    "cluster/patch.ts",
    "target.analyticsTier ?? analytics.instanceSize",
    "target.analyticsTier ?? size",
  ),
  one(
    "a duration a minute too long",
    "schedule/spans.ts",
    "starts.atOrBefore(minute) + durationMinutes > minute",
    "starts.atOrBefore(minute) + durationMinutes >= minute",
  ),
  one(
    "a span that closes a minute late",
    "schedule/spans.ts",
    "starts.atOrBefore(minute) > ends.atOrBefore(minute),",
    "starts.atOrBefore(minute) > ends.atOrBefore(minute - 1),",
  ),
  one(
    "a one-off a minute late",
    "schedule/spans.ts",
    "minute >= from && minute < until",
    "minute > from && minute < until",
  ),
  one("a boundary without a trigger", "schedule/triggers.ts", "left.add(minute % 60)", "left.add(0)"),
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
    "cluster/drift.ts",
    'if (facts.drift !== "respect" || change === null',
    "if (change !== undefined || change === null",
  ),
  one(
    "a change by hand kept against the policy",
    "cluster/drift.ts",
    'if (facts.drift !== "respect" || change === null',
    "if (change === null",
  ),
  one(
    "a boundary not carried out because of a change by hand",
    "cluster/drift.ts",
    "if (isNotCarriedOut(facts, changes) || ",
    "if (",
  ),
  one("a fight without end", "cluster/drift.ts", "const contestedAfter = 3;", "const contestedAfter = 300;"),
  one("given up too early", "cluster/drift.ts", "const contestedAfter = 3;", "const contestedAfter = 1;"),
  one("the hold not looked at", "cluster/decide.ts", "if (takeOver || untilMs === null) return null;", "return null;"),
  one(
    "sent although as desired",
    "cluster/decide.ts",
    "if (differs(cluster, desired.target)) return null;",
    "return null;",
  ),
  one(
    "paused by hand, and resumed",
    "cluster/decide.ts",
    "[cannotBeScheduled, heldByTag, asDesired, busy, pausedByHand,",
    "[cannotBeScheduled, heldByTag, asDesired, busy,",
  ),
  one(
    "the minute before",
    "operations/minute.ts",
    "Math.round(nowMs / minuteMs)",
    "Math.floor(nowMs / minuteMs - 0.5)",
  ),
  {
    name: "a credential in the log",
    edits: [
      { file: "src/runtime/redact.ts", from: "return (text) =>", to: "return (text) => text || " },
      {
        file: "src/operations/reconcile.ts",
        from: "ports.log(describeStart(run));",
        to: "ports.log(JSON.stringify(run.settings.credentials));",
      },
    ],
  },
];
