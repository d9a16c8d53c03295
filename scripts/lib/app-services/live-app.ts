/** What an app holds now, read entry by entry. */
import { type Entry, entriesIn, entryIn } from "./answers";
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
  for (const { _id } of await entries(session, `${path}/functions`, ["_id"])) {
    functions.push(functionIn(await entry(session, `${path}/functions/${_id}`, ["name", "source"])));
  }
  const triggers = (await entries(session, `${path}/triggers`, ["_id", "name"])).map(triggerIn);
  const values: LiveValue[] = [];
  for (const { _id } of await entries(session, `${path}/values`, ["_id"])) {
    values.push(valueIn(await entry(session, `${path}/values/${_id}`, ["name"])));
  }
  return { functions, triggers, values, environmentValues: await readEnvironmentValues(session, path) };
}

export async function readSecrets(session: ServiceSession, app: RemoteApp): Promise<RemoteSecret[]> {
  const found = await entries(session, `${pathOf(app)}/secrets`, ["_id", "name"]);
  return found.map(({ _id, name }) => ({ id: String(_id), name: String(name) }));
}

async function entries(session: ServiceSession, path: string, texts: readonly string[]): Promise<readonly Entry[]> {
  return entriesIn(await session.send("GET", path), `GET ${path}`, texts);
}

async function entry(session: ServiceSession, path: string, texts: readonly string[]): Promise<Entry> {
  return entryIn(await session.send("GET", path), `GET ${path}`, texts);
}

function record(content: unknown): Entry {
  return typeof content === "object" && content !== null ? (content as Entry) : {};
}

function functionIn(content: Entry): LiveFunction {
  return {
    name: String(content.name),
    source: String(content.source),
    isPrivate: content.private === true,
    runsAsSystem: content.run_as_system === true,
  };
}

/** Newer triggers name their function in `event_processors` (App Services docs, trigger configuration). */
export function triggerIn(content: Entry): LiveTrigger {
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

function valueIn(content: Entry): LiveValue {
  return { name: String(content.name), value: content.value, isFromSecret: content.from_secret === true };
}
