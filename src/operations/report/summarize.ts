import { type Decision, isWrite } from "../../cluster/decision/decision";
import { formatInstant } from "../../cluster/instant";
import type { Outcome } from "../run/outcome";
import type { Run } from "../run/run";
import { listNames } from "./sentences";

/** What became of one cluster, for one and for several: "resize accepted", "resizes accepted". */
export type Counted = readonly [one: string, several: string];

/**
 * "2 clusters for 2026-12-01T12:00Z: 1 unchanged, 1 resize accepted, 0 failures", in the order met; `skipped` names the
 * clusters for which a target of their schedule is skipped.
 */
export function summarize(
  run: Run,
  fates: readonly Counted[],
  failures: number,
  skipped: readonly string[] = [],
): string {
  const counts = new Map<string, { readonly fate: Counted; count: number }>();
  for (const fate of fates) {
    const known = counts.get(fate[0]) ?? { fate, count: 0 };
    known.count += 1;
    counts.set(fate[0], known);
  }
  const parts = Array.from(counts.values(), ({ fate, count }) => countInWords(count, fate));
  const what = `${countInWords(fates.length, ["cluster", "clusters"])} for ${formatInstant(run.atMs)}`;
  const counted = [...parts, countInWords(failures, ["failure", "failures"])].join(", ");
  return `${what}${run.dryRun ? " (dry run)" : ""}: ${counted}${skippedInWords(skipped)}`;
}

function skippedInWords(names: readonly string[]): string {
  if (names.length === 0) return "";
  return `. Targets skipped, for they do not fit: ${listNames(names)}`;
}

function countInWords(count: number, [one, several]: Counted): string {
  return `${count} ${count === 1 ? one : several}`;
}

export function fateOf(decision: Decision, outcome: Outcome | null): Counted {
  if (!isWrite(decision)) return sameForAll(decisionInWords(decision));
  const became = outcome === null ? "due" : outcomeInWords[outcome.result];
  return [`${decision.do} ${became}`, `${decision.do}s ${became}`];
}

export function sameForAll(text: string): Counted {
  return [text, text];
}

export const outcomeInWords: Readonly<Record<Outcome["result"], string>> = {
  accepted: "accepted",
  waits: "put off by Atlas",
  failed: "failed",
  deferred: "deferred to the next run",
  overtaken: "called off",
  "not-sent": "not sent",
};

function decisionInWords(decision: Exclude<Decision, { do: "pause" | "resume" | "resize" }>): string {
  switch (decision.do) {
    case "nothing":
      return decision.because.reason === "in-progress" ? "in progress" : "unchanged";
    case "wait":
      return "waiting";
    case "held":
      return "held";
    case "skip":
      return "skipped";
    case "refuse":
      return "refused";
    case "read-history":
      return "undecided";
  }
}
