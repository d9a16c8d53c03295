/** The invariants, checked on the record of a case. Each check returns its violations in words. */

import { modeOf } from "../generated/case";
import { instant, isAborted, type RunRecord, type SoakRecord } from "../lived/record";
import { type Oracle, oracleFor } from "../oracle/timeline";
import { blindWrites, hasty, needlessAborts, unaskedWrites } from "./conduct";
import { untriggeredDrafts } from "./drafts";
import { groundless, missedBoundaries, unexplained } from "./reached";
import { swallowed, wrongHolds, wrongTargets } from "./reports";
import { givenUpEarly } from "./retries";
import { fights, heldWrites, needlessWrites, strayResumes, undoneChanges } from "./writes";

export interface Violation {
  /** 1 to 5, as the README's list of what is proved counts them; 0: a run went in a way that none of them allows. */
  readonly invariant: 0 | 1 | 2 | 3 | 4 | 5;
  readonly says: string;
}

type Check = (record: SoakRecord, oracle: Oracle) => readonly string[];

export function violationsOf(record: SoakRecord): readonly Violation[] {
  const oracle = oracleFor(record.soakCase, record.edits);
  const checks: readonly (readonly [Violation["invariant"], Check])[] = [
    [0, brokenRuns],
    [0, needlessAborts],
    [0, hasty],
    [1, missedBoundaries],
    [1, ({ soakCase }) => untriggeredDrafts(soakCase)],
    [1, unexplained],
    [2, ({ tampered }) => tampered],
    [1, groundless],
    [1, givenUpEarly],
    [1, wrongTargets],
    [1, swallowed],
    [2, strayRequests],
    [2, wrongRequests],
    [3, needlessWrites],
    [3, unaskedWrites],
    [3, blindWrites],
    [4, undoneChanges],
    [4, heldWrites],
    [4, strayResumes],
    [4, fights],
    [4, wrongHolds],
    [5, ({ leaks }) => leaks],
  ];
  return checks.flatMap(([invariant, check]) => check(record, oracle).map((says) => ({ invariant, says })));
}

/** A run fails with `RunFailed` or by the platform's time-out, never because of a mistake of ours. */
function brokenRuns(record: SoakRecord, oracle: Oracle): readonly string[] {
  return record.runs
    .filter(({ execution: { error } }) => error !== undefined && error.name !== "RunFailed")
    .filter((run) => !isAborted(run) && !isRefusal(record, oracle, run))
    .map(
      ({ execution }) =>
        `run at ${instant(execution.startedAtMs)}: ${execution.error?.name}: ${execution.error?.message}`,
    );
}

/** By hand, a person is told why nothing was done: no target, no such cluster, its schedule is off. */
function isRefusal({ soakCase }: SoakRecord, oracle: Oracle, { functionName, args, execution }: RunRecord): boolean {
  if (execution.error?.name !== "ConfigError") return false;
  const only = (args[0] as { cluster?: string } | undefined)?.cluster;
  const owner = soakCase.clusters.find(({ input }) => input.name === only)?.schedule ?? "";
  const documents = [execution.startedAtMs - 1, execution.startedAtMs].map((ms) => oracle.documentAt(ms));
  return functionName.startsWith("scale") || documents.some((document) => modeOf(document, owner) === "off");
}

const allowed = [
  /^GET .*\/groups\/[0-9a-f]{24}\/clusters$/,
  /^GET .*\/groups\/[0-9a-f]{24}\/events$/,
  /^(?:GET|PATCH) .*\/groups\/[0-9a-f]{24}\/clusters\/[^/]+$/,
  /^GET .*\/autoScalingConfiguration$/,
  /^POST \/api\/oauth\/token$/,
];

function strayRequests({ requests }: SoakRecord): readonly string[] {
  return requests
    .map(({ method, path }) => `${method} ${path}`)
    .filter((line) => !allowed.some((pattern) => pattern.test(line)))
    .map((line) => `the app asked for ${line}`);
}

/** Refusals that come of the state Atlas is in. Any other means that what was asked for was wrong. */
const honestRefusals = [
  "OUT_OF_CAPACITY",
  "CANNOT_PAUSE_RECENTLY_RESUMED_CLUSTER",
  "CANNOT_PAUSE_CLUSTER_WITH_PENDING_CHANGES",
  "OPERATION_INVALID_MEMBER_REPLICATION_LAG",
  "CANNOT_UPDATE_PAUSED_CLUSTER",
  "CLUSTER_ALREADY_PAUSED",
];

function wrongRequests({ requests }: SoakRecord): readonly string[] {
  return requests
    .filter(({ method, fault, errorCode }) => method === "PATCH" && fault === undefined && errorCode !== undefined)
    .filter(({ status, errorCode = "" }) => status !== 401 && !honestRefusals.includes(errorCode))
    .map(({ at, path, errorCode, body }) => `${path} at ${instant(at)}: ${errorCode}: ${JSON.stringify(body)}`);
}
