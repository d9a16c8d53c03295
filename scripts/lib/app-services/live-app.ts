/** What an app holds now, read entry by entry. */
import type { RemoteApp } from "./apps";
import { readEnvironmentValues } from "./environment-values";
import type { LiveValue } from "./live-value";
import type { ServiceSession } from "./session";

export interface LiveFunction {
  readonly name: string;
  readonly source: string;
  readonly isPrivate: boolean;
  readonly runsAsSystem: boolean;
}

export interface LiveTrigger {
  readonly id: string;
  readonly name: string;
  /** Empty for a trigger that is not scheduled. */
  readonly schedule: string;
  readonly functionName: string;
  readonly isDisabled: boolean;
  readonly skipsCatchup: boolean;
  /** As the service gave it, to be put back with a change. */
  readonly content: Readonly<Record<string, unknown>>;
}

export interface LiveConfiguration {
  readonly functions: readonly LiveFunction[];
  readonly triggers: readonly LiveTrigger[];
  readonly values: readonly LiveValue[];
  /** Of the app's environments, named "schedule in production"; null: nobody can tell. */
  readonly environmentValues: readonly LiveValue[] | null;
}

export interface RemoteSecret {
  readonly id: string;
  readonly name: string;
}

export const pathOf = ({ projectId, id }: RemoteApp) => `/groups/${projectId}/apps/${id}`;

export async function readLiveApp(session: ServiceSession, app: RemoteApp): Promise<LiveConfiguration> {
  const path = pathOf(app);
  const functions: LiveFunction[] = [];
  for (const { _id } of await entries(session, `${path}/functions`)) {
    functions.push(functionIn(record(await session.send("GET", `${path}/functions/${_id}`))));
  }
  const triggers = (await entries(session, `${path}/triggers`)).map(triggerIn);
  const values: LiveValue[] = [];
  for (const { _id } of await entries(session, `${path}/values`)) {
    values.push(valueIn(record(await session.send("GET", `${path}/values/${_id}`))));
  }
  return { functions, triggers, values, environmentValues: await readEnvironmentValues(session, path) };
}

export async function readSecrets(session: ServiceSession, app: RemoteApp): Promise<RemoteSecret[]> {
  const found = await entries(session, `${pathOf(app)}/secrets`);
  return found.map(({ _id, name }) => ({ id: String(_id), name: String(name) }));
}

async function entries(session: ServiceSession, path: string): Promise<Readonly<Record<string, unknown>>[]> {
  const content = await session.send("GET", path);
  return Array.isArray(content) ? content.map(record) : [];
}

function record(content: unknown): Readonly<Record<string, unknown>> {
  return typeof content === "object" && content !== null ? (content as Record<string, unknown>) : {};
}

function functionIn(content: Readonly<Record<string, unknown>>): LiveFunction {
  return {
    name: String(content.name),
    source: String(content.source ?? ""),
    isPrivate: content.private === true,
    runsAsSystem: content.run_as_system === true,
  };
}

/** Newer triggers name their function in `event_processors` (App Services docs, trigger configuration). */
export function triggerIn(content: Readonly<Record<string, unknown>>): LiveTrigger {
  const { schedule, skip_catchup_events } = record(content.config);
  const processor = record(record(record(content.event_processors).FUNCTION).config);
  return {
    id: String(content._id),
    name: String(content.name),
    schedule: typeof schedule === "string" ? schedule : "",
    functionName: String(content.function_name ?? processor.function_name ?? ""),
    isDisabled: content.disabled === true,
    skipsCatchup: skip_catchup_events === true,
    content,
  };
}

function valueIn(content: Readonly<Record<string, unknown>>): LiveValue {
  return { name: String(content.name), value: content.value, isFromSecret: content.from_secret === true };
}
