/** The apps and their triggers as the console shows them. */
import type { HostedApp } from "../../../app-services/apps/hosted-app";
import { functionNameOf } from "../../../app-services/configuration/document";
import { isJsonObject } from "../../../app-services/json";
import type { AppState, TriggerState } from "../../protocol";
import type { ConsoleWorld } from "../world";

type AppSources = Pick<ConsoleWorld, "services" | "runs" | "firingFaults">;

export function appStates({ services, runs, firingFaults }: AppSources): readonly AppState[] {
  return services.apps.apps.map((app) => appState(app, { runs, firingFaults }));
}

function appState(app: HostedApp, { runs, firingFaults }: Omit<AppSources, "services">): AppState {
  const { id, clientAppId, name, groupId } = app.facts;
  const nextAt = new Map(app.running.upcoming().map((firing) => [firing.trigger, firing.scheduledAtMs]));
  return {
    id,
    clientAppId,
    name,
    projectId: groupId,
    functions: app.live.functions.map((one) => one.name),
    triggers: app.live.triggers.map(({ name: trigger, content }): TriggerState => {
      const config = isJsonObject(content.config) ? content.config : {};
      return {
        name: trigger,
        functionName: functionNameOf(content),
        schedule: String(config.schedule ?? ""),
        isEnabled: content.disabled !== true,
        nextAt: nextAt.get(trigger) ?? null,
        askedFor: app.running.askedFor(trigger),
        lastRunId: runs.lastOf(id, trigger),
        lastLostAt: firingFaults.lastLost(id, trigger),
      };
    }),
  };
}
