/** The document that the app follows, opened once and again whenever it changes. */
import type { HostedApp } from "../../app-services/apps/hosted-app";
import { isJsonObject } from "../../app-services/json";
import type { ScheduleState } from "../protocol";
import type { OpenSchedule } from "../schedule-port";
import type { ConsoleWorld } from "./world";

export interface InForce {
  readonly state: ScheduleState;
  /** null: there is no document, or it is wrong. */
  readonly open: OpenSchedule | null;
  /** The app that follows it; undefined: none has a schedule. */
  readonly app: HostedApp | undefined;
}

const NONE: InForce = { state: { text: null, zone: "UTC", revision: "" }, open: null, app: undefined };

export class ScheduleInForce {
  readonly #world: Pick<ConsoleWorld, "services" | "port">;
  #live: unknown;
  #current = NONE;
  #revision = 0;

  constructor(world: Pick<ConsoleWorld, "services" | "port">) {
    this.#world = world;
  }

  /** The same object until the document changes. */
  get current(): InForce {
    const { apps } = this.#world.services.apps;
    const app = apps.find((one) => writtenIn(one) !== undefined);
    if (app?.live === this.#live) return this.#current;
    this.#live = app?.live;
    const text = app === undefined ? null : textOf(writtenIn(app));
    if (text !== this.#current.state.text || app !== this.#current.app) this.#current = this.#opened(app, text);
    return this.#current;
  }

  #opened(app: HostedApp | undefined, text: string | null): InForce {
    if (app === undefined || text === null) return NONE;
    this.#revision += 1;
    const open = this.#world.port.open(text, app.facts.groupId);
    return { state: { text, zone: open?.zone ?? "UTC", revision: String(this.#revision) }, open, app };
  }
}

/** A value of the environment wins over the Value, as for the functions themselves. */
function writtenIn({ live }: HostedApp): unknown {
  const { values } = live.environments[live.environment];
  if (isJsonObject(values) && Object.hasOwn(values, "schedule")) return values.schedule;
  const value = live.values.find(({ name }) => name === "schedule");
  return value?.content.from_secret === true ? undefined : value?.content.value;
}

function textOf(written: unknown): string {
  return typeof written === "string" ? written : JSON.stringify(written, null, 2);
}
