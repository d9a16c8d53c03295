/** Triggers, runs and requests for tests of the page: one thing changed at a time. */
import type {
  RequestDetail,
  RequestState,
  RunDetail,
  RunState,
  TriggerState,
} from "../../../../src/local/console/protocol";
import { HOUR, NOW, PROJECT } from "./a-world";

export function aTrigger(name = "heartbeat", changes: Partial<TriggerState> = {}): TriggerState {
  return {
    name,
    functionName: "reconcile",
    schedule: "7,22,37,52 * * * *",
    isEnabled: true,
    nextAt: NOW + 12 * 60_000,
    askedFor: [],
    lastRunId: null,
    lastLostAt: null,
    ...changes,
  };
}

export function aRun(id: string, changes: Partial<RunState> = {}): RunState {
  return {
    id,
    appId: "app",
    functionName: "reconcile",
    cause: "trigger",
    trigger: "heartbeat",
    scheduledAt: NOW - HOUR,
    startedAt: NOW - HOUR,
    endedAt: NOW - HOUR + 5_400,
    isFailed: false,
    says: "1 cluster as desired",
    httpRequests: 2,
    changes: 0,
    ...changes,
  };
}

export function aRunDetail(id: string, changes: Partial<RunDetail> = {}): RunDetail {
  return {
    ...aRun(id),
    logs: ["reconcile from the Value schedule"],
    result: JSON.stringify({ mode: "on", clusters: [{ cluster: "Cluster0", decision: { do: "nothing" } }] }, null, 2),
    error: null,
    requests: [aRequest(1)],
    ...changes,
  };
}

export function aRequest(id: number, changes: Partial<RequestState> = {}): RequestState {
  return {
    id,
    at: NOW - HOUR + id * 1_000,
    method: "GET",
    path: `/api/atlas/v2/groups/${PROJECT}/clusters`,
    query: "",
    status: 200,
    actor: "localkey",
    errorCode: null,
    fault: null,
    runId: null,
    isLook: false,
    ...changes,
  };
}

/** A change of Cluster0 from M10 to M50. */
export function aPatch(id: number, changes: Partial<RequestDetail> = {}): RequestDetail {
  const specs = (instanceSize: string) => ({
    replicationSpecs: [{ regionConfigs: [{ electableSpecs: { instanceSize, nodeCount: 3 } }] }],
  });
  return {
    ...aRequest(id, { method: "PATCH", path: `/api/atlas/v2/groups/${PROJECT}/clusters/Cluster0`, runId: "run" }),
    body: JSON.stringify(specs("M50")),
    before: JSON.stringify(specs("M10")),
    reason: "The window month-start opened and wants M50.",
    curl: `curl --digest -u "$PUBLIC_KEY:$PRIVATE_KEY" http://127.0.0.1`,
    ...changes,
  };
}
