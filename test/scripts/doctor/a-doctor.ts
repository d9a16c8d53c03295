/** The doctor on a local Atlas of its own, over real HTTP. */
import { openAtlas } from "../../../scripts/doctor/atlas";
import { examineAtlas } from "../../../scripts/doctor/examine";
import type { CheckName, Finding } from "../../../scripts/doctor/finding";
import type { Wishes } from "../../../scripts/doctor/mend";
import type { ClusterInput } from "../../../src/local/admin-api/clusters/cluster-input";
import { createFaults } from "../../../src/local/admin-api/faults/faults";
import type { ProjectRole } from "../../../src/local/admin-api/model";
import type { ProjectInput } from "../../../src/local/admin-api/projects";
import { type AdminApi, startAdminApi } from "../../../src/local/admin-api/server";
import { type AtlasState, createAtlasState } from "../../../src/local/admin-api/state/state";
import { createSteppedClock } from "../../../src/local/clock/stepped-clock";

export const PROJECT = "5e1ec444970199272441a214";
export const ORGANIZATION = "5e1ec444970199272441a200";
export const NOW = Date.parse("2026-11-26T09:00Z");
export const KEY = { publicKey: "doctorky", privateKey: "77777777-8888-9999-aaaa-bbbbbbbbbbbb" };
export const ACCOUNT = { clientId: "mdb_sa_id_0123456789abcdef01234567", clientSecret: "mdb_sa_sk_of_this_test_alone" };

export const billing = {
  name: "billing",
  clusters: ["Cluster0"],
  baseline: { tier: "M10" },
  windows: [{ name: "month-start", start: "0 12 1 * *", end: "0 2 3 * *", tier: "M50" }],
};

export interface Patient {
  readonly schedules: readonly object[];
  readonly clusters: readonly ClusterInput[];
  readonly roles: readonly ProjectRole[];
  readonly accessList?: readonly string[];
  readonly project: Partial<ProjectInput>;
  readonly environment: Readonly<Record<string, string>>;
  readonly secretExpiresAt?: number;
  readonly wishes: Partial<Wishes>;
  readonly prepare: (state: AtlasState) => void;
  /** A path below the host that Atlas refuses. */
  readonly refuses: string | null;
  readonly refusal: { readonly status: number; readonly code: string };
}

/** Nothing is wrong with it; a test makes one thing so. */
const healthy: Patient = {
  schedules: [billing],
  clusters: [{ name: "Cluster0", tier: "M10" }],
  roles: ["GROUP_CLUSTER_MANAGER"],
  project: {},
  environment: {},
  wishes: {},
  prepare: () => undefined,
  refuses: null,
  refusal: { status: 403, code: "ACCESS_FORBIDDEN" },
};

export interface World {
  readonly api: AdminApi;
  readonly state: AtlasState;
  stop(): Promise<void>;
}

export async function aWorld(patient: Partial<Patient> = {}): Promise<World> {
  const { clusters, roles, accessList, project, prepare, secretExpiresAt, refuses, refusal } = {
    ...healthy,
    ...patient,
  };
  const state = createAtlasState({ clock: createSteppedClock({ startMs: NOW }) });
  state.addProject({ id: PROJECT, orgId: ORGANIZATION, ...project });
  const rights = { projects: { [PROJECT]: roles }, ...(accessList && { accessList }) };
  state.addApiKey({ ...KEY, ...rights });
  state.addServiceAccount({ ...ACCOUNT, ...rights, ...(secretExpiresAt && { secretExpiresAt }) });
  for (const cluster of clusters) state.addCluster(PROJECT, cluster);
  prepare(state);
  const faults = createFaults();
  if (refuses !== null) faults.add({ path: refuses, times: "always", fault: { kind: "status", ...refusal } });
  const api = await startAdminApi({ clock: state.clock, state, faults });
  const stop = async () => {
    state.stop();
    await api.close();
  };
  return { api, state, stop };
}

export const withKey = { ATLAS_PUBLIC_KEY: KEY.publicKey, ATLAS_PRIVATE_KEY: KEY.privateKey };
export const withAccount = { ATLAS_CLIENT_ID: ACCOUNT.clientId, ATLAS_CLIENT_SECRET: ACCOUNT.clientSecret };

/** What the doctor finds. */
export async function examined(patient: Partial<Patient> = {}): Promise<readonly Finding[]> {
  const { schedules, environment, wishes } = { ...healthy, ...patient };
  const world = await aWorld(patient);
  const atlas = openAtlas({
    environment: { ATLAS_PROJECT_ID: PROJECT, ...withKey, ATLAS_BASE_URL: world.api.baseUrl, ...environment },
    written: { timezone: "UTC", schedules },
    baseUrl: undefined,
    hosts: [],
    nowMs: () => NOW,
  });
  const findings: Finding[] = [];
  const all: Wishes = { accessList: false, alert: false, note: () => undefined, ...wishes };
  try {
    await examineAtlas(atlas, "gcp", all, (found) => findings.push(...found));
    return findings;
  } finally {
    atlas.close();
    await world.stop();
  }
}

/** The findings of one check, as "level: says. remedy". */
export async function told(check: CheckName, patient: Partial<Patient> = {}): Promise<readonly string[]> {
  const findings = (await examined(patient)).filter((one) => one.check === check);
  return findings.map(({ level, says, remedy }) => `${level}: ${says}${remedy === "" ? "" : `. ${remedy}`}`);
}
