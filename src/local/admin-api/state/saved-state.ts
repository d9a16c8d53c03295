/** What of the Admin API outlives a restart: plain data, which a state that has nothing yet takes up again. */
import type { ApiKey, ServiceAccount } from "../access/credentials";
import type { Project } from "../model";
import type { AlertConfig } from "../records/alert-configs";
import type { AtlasEvent } from "../records/event-log";
import type { HistoryEntry } from "../records/history";
import type { Settings } from "../settings";
import type { AtlasState, SavedCluster } from "./state";

export interface SavedAdminApi {
  readonly settings: Settings;
  readonly projects: readonly Project[];
  readonly apiKeys: readonly (ApiKey & { readonly id: string })[];
  readonly serviceAccounts: readonly ServiceAccount[];
  readonly clusters: readonly SavedCluster[];
  readonly events: readonly AtlasEvent[];
  readonly history: readonly HistoryEntry[];
  readonly alertConfigs: Readonly<Record<string, readonly AlertConfig[]>>;
}

export function saveState(state: AtlasState): SavedAdminApi {
  const { settings, projects, credentials, events, history } = state;
  return {
    settings,
    projects,
    apiKeys: credentials.apiKeys.map((key) => ({ ...key, ...accessListOf(state, key.publicKey) })),
    serviceAccounts: credentials.serviceAccounts.map((one) => ({ ...one, ...accessListOf(state, one.clientId) })),
    clusters: state.saveClusters(),
    events: events.events,
    history,
    alertConfigs: Object.fromEntries(projects.map(({ id }) => [id, state.alertConfigs.of(id)])),
  };
}

/** Into a state that has nothing yet. */
export function restoreState(state: AtlasState, saved: SavedAdminApi): void {
  const nowMs = state.clock.now();
  state.setSettings(saved.settings);
  for (const project of saved.projects) state.addProject(project);
  for (const { id, ...key } of saved.apiKeys) state.credentials.addApiKey(key, id, nowMs);
  for (const account of saved.serviceAccounts) state.credentials.addServiceAccount(account, nowMs);
  state.events.restore(saved.events);
  state.alertConfigs.restore(saved.alertConfigs);
  state.restore(saved);
}

function accessListOf(state: AtlasState, name: string): { readonly accessList?: readonly string[] } {
  const list = state.credentials.accessListOf(name);
  return list === undefined ? {} : { accessList: list.entries.map(({ source }) => source) };
}
