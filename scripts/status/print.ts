/** A status as an operator reads it: a row for each cluster, then what needs attention. */
import type { Status } from "../../src/operations/status";
import { describeTarget } from "../../src/schedule/target";
import type { Paint, Style } from "../lib/paint";
import { alignColumns, breakColumn, type Cell } from "../lib/table";

type ClusterStatus = Status["clusters"][number];

const heads = ["cluster", "is", "should be", "why", "since", "next"];

/** `columns` are those of the terminal; where there is none, every cluster has one line. */
export function printStatus(whose: string, status: Status, paint: Paint, columns = Number.POSITIVE_INFINITY): string {
  const { summary, schedule, clusters, failures, warnings } = status;
  const severalProjects = new Set(clusters.map(({ project }) => project)).size > 1;
  const head: Cell[] = heads.map((text) => [text, "bold"]);
  const rows = [head, ...clusters.map((cluster) => rowOf(cluster, severalProjects))];
  const table = breakColumn(rows, heads.indexOf("why"), columns);
  return `${[
    `Status of ${whose}`,
    summary,
    ...scheduleLines(schedule, paint),
    ...(clusters.length === 0 ? [] : ["", ...alignColumns(table, paint)]),
    ...(failures.length === 0 ? [] : ["", ...failures.flatMap((failure) => failureLines(failure, paint))]),
    ...(warnings.length === 0 ? [] : ["", ...warnings.map((warning) => paint("yellow", `warning: ${warning}`))]),
  ].join("\n")}\n`;
}

function scheduleLines({ from, isTheOneBuilt }: Status["schedule"], paint: Paint): string[] {
  const source = from === "environment" ? "the environment's value schedule" : "the Value schedule";
  if (isTheOneBuilt) return [`Schedule: ${source}`];
  const edited =
    "it was edited since the build, so a change may come up to 15 minutes late until the next npm run deploy";
  return [paint("yellow", `Schedule: ${source}; ${edited}`)];
}

function rowOf(one: ClusterStatus, withProject: boolean): Cell[] {
  const { project, cluster, desired, since, next, mode, decision } = one;
  const style = styleOf(decision.do);
  return [
    withProject ? `${project}/${cluster}` : cluster,
    [isText(one.observed), style],
    describeTarget(desired),
    [`${whyOf(one)}${mode === "on" ? "" : ` (mode ${mode}: nothing is sent)`}`, style],
    since === null ? "always" : shown(since),
    next === null ? "never" : `${shown(next.at)} ${describeTarget(next.target)}`,
  ];
}

function styleOf(decision: ClusterStatus["decision"]["do"]): Style {
  switch (decision) {
    case "nothing":
      return "green";
    case "refuse":
      return "red";
    case "pause":
    case "resume":
    case "resize":
      return "cyan";
    default:
      return "yellow";
  }
}

/** What will be done belongs to the reason, where anything will. */
function whyOf({ decision, explanation: { what, why } }: ClusterStatus): string {
  return decision.do === "pause" || decision.do === "resume" || decision.do === "resize" ? `${what}: ${why}` : why;
}

function isText({ paused, tiers, analyticsTiers, autoScaling, state }: ClusterStatus["observed"]): string {
  const parts = [
    paused ? "paused" : tiers.join("/"),
    ...(analyticsTiers.length === 0 ? [] : [`analytics ${analyticsTiers.join("/")}`]),
    ...(autoScaling === null ? [] : [`auto-scaled ${autoScaling.min ?? "…"}-${autoScaling.max ?? "…"}`]),
    ...(state === "IDLE" ? [] : [state]),
  ];
  return parts.join(", ");
}

function failureLines({ code, message, remedy, on }: Status["failures"][number], paint: Paint): string[] {
  return [
    paint("red", `FAILED (${code}): ${message}`),
    ...(remedy === "" ? [] : [`  ${remedy}`]),
    `  ${on.join(", ")}`,
  ];
}

const shown = (instant: string) => instant.replace("T", " ").replace(/Z$/, "");
