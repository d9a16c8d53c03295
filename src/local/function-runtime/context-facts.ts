/** What `context` tells a function about its app, its user and its Values. Source: Atlas docs, "Context", "Values". */
import { createHash } from "node:crypto";
import { EJSON } from "bson";
import type { AppFolder } from "../app-folder/model";
import type { ContextFacts } from "./guest/host";

export interface ProjectFacts {
  readonly id: string;
  readonly name?: string;
}

export interface RuntimeState {
  readonly app: AppFolder;
  readonly project: ProjectFacts;
  /** Where no service gave the app an id, one is made of its name. */
  readonly appId?: string;
  readonly secrets: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, unknown>>;
  readonly environment?: string;
}

const NO_ENVIRONMENT = "no-environment";

export function createContextFacts(state: RuntimeState, functionName: string): ContextFacts {
  const tag = state.environment ?? state.app.config.environment;
  const values = withOverridden(state.app.environments[tag] ?? {}, state.values ?? {});
  return {
    app: appFacts(state),
    user: { id: "", type: "system", data: {}, custom_data: {}, identities: [] },
    environment: { tag: tag === NO_ENVIRONMENT ? "" : tag, valuesEjson: EJSON.stringify(values, { relaxed: false }) },
    runsAsSystem: state.app.functions.find(({ name }) => name === functionName)?.runsAsSystem ?? false,
  };
}

/** A value of the environment would hide the Value of its name, so what wins over the one wins over the other. */
function withOverridden(values: Readonly<Record<string, unknown>>, winning: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Object.hasOwn(winning, name) ? winning[name] : value]),
  );
}

/** A Value as Extended JSON. A Value that is linked to a Secret reads as that Secret. */
export function readAppValue(state: RuntimeState, name: string): string | undefined {
  const value = currentValue(state, name);
  return value === undefined ? undefined : EJSON.stringify(value, { relaxed: false });
}

function currentValue(state: RuntimeState, name: string): unknown {
  if (state.values && Object.hasOwn(state.values, name)) return state.values[name];
  const value = state.app.values.find((candidate) => candidate.name === name);
  if (!value?.isFromSecret) return value?.value;
  const secret = String(value.value);
  return Object.hasOwn(state.secrets, secret) ? state.secrets[secret] : undefined;
}

function appFacts({ app, project, appId }: RuntimeState) {
  const { config } = app;
  const digest = createHash("sha256").update(`${project.id}/${config.name}`).digest("hex");
  const letters = [...digest.slice(24, 29)].map((digit) => "abcdefghijklmnop"[Number.parseInt(digit, 16)]);
  const clientAppId = config.clientAppId ?? `${config.name}-${letters.join("")}`;
  return {
    id: appId ?? digest.slice(0, 24),
    clientAppId,
    name: config.name,
    projectId: project.id,
    deployment: { model: config.deploymentModel, providerRegion: config.providerRegion },
    lastDeployed: "",
    hostingUri: "",
  };
}
