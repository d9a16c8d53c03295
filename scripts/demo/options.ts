import { parseCommandLine, throwProblems } from "../lib/command-line";
import { environmentFlag, mismatchOf } from "../lib/environment/environment-tag";
import { countFlag, type FlagValues, instantFlag, switchFlag, textFlag } from "../lib/flags";
import type { CommandDescription } from "../lib/help";
import { faultFlag } from "./shown-fault";

/** The largest fleet that the bench measures. */
const mostClusters = 1_500;

const flags = {
  schedule: textFlag("FILE", "a schedule document or a Value file (default: app/values/schedule.json)"),
  from: instantFlag(
    "the start of the simulation, such as 2026-11-29T00:00Z (default: two days before the next boundary)",
  ),
  days: countFlag("how many days to simulate, 1 to 366 (default: 7)", { absent: 7, atLeast: 1, atMost: 366 }),
  clusters: countFlag(
    "give the first schedule N clusters, Cluster0, Cluster1 and so on (default: one for each that it names)",
    { absent: null, atLeast: 1, atMost: mostClusters },
  ),
  environment: environmentFlag("simulate the schedule that the app follows in this environment"),
  fault: faultFlag,
  prices: textFlag(
    "FILE",
    "also say what the hours cost, from a price file as npm run plan takes it; no price is ever guessed",
  ),
  report: textFlag(
    "FILE",
    "where the report goes, a page for a browser or the printer (default: a file in the temporary folder)",
  ),
  json: switchFlag("print the result as JSON, with the path of the report"),
};

export const demoCommand: CommandDescription<typeof flags> = {
  usage: "npm run demo [-- OPTIONS]",
  about:
    "Runs the app offline as it would run in Atlas: the built functions, called by their triggers over some simulated days, against local Atlas over real HTTP. Then prints a timeline: which triggers fired, which changes the functions requested, when the clusters reached their targets, the simulated latency on the tiers before and after each change, and the hours at each tier. It ends with the path of a report that shows the same as a picture, with every request and node. It needs no Atlas account, no credentials and no network beyond this machine.",
  flags,
  notes: [
    "Exit code 0; 1 if a boundary was missed or, unless --fault asked for it, a run failed; 2 if the schedule or the command line is wrong.",
  ],
};

export interface DemoOptions extends FlagValues<typeof flags> {
  /** The real time, from which the next boundary is looked for. */
  readonly nowMs: number;
}

/** Throws a `UsageError` with everything that is wrong. */
export function readDemoOptions(args: readonly string[], nowMs: number): DemoOptions {
  const { values, problems } = parseCommandLine(demoCommand, args);
  throwProblems([...problems, ...mismatchOf(values)]);
  return { ...values, nowMs };
}
