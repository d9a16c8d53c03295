/** Alert configurations of every project, as they were sent, with what Atlas adds (recorded). */
import { missingAttribute, wrongJsonAttribute } from "../http/errors";
import {
  type JsonObject,
  optional,
  readBoolean,
  readList,
  readObject,
  readText,
  readWhole,
  refuseUnknownAttributes,
} from "../http/json-reading";

export interface AlertConfig {
  readonly id: string;
  readonly createdAt: number;
  readonly enabled: boolean;
  readonly eventTypeName: string;
  readonly matchers: readonly JsonObject[];
  readonly notifications: readonly JsonObject[];
  /** `threshold`, `metricThreshold` and `severityOverride`, kept as they were sent. */
  readonly others: JsonObject;
}

export class AlertConfigs {
  readonly #byProject = new Map<string, readonly AlertConfig[]>();
  readonly #now: () => number;
  readonly #newId: () => string;

  constructor(now: () => number, newId: () => string) {
    this.#now = now;
    this.#newId = newId;
  }

  /** Oldest first. */
  of(projectId: string): readonly AlertConfig[] {
    return this.#byProject.get(projectId) ?? [];
  }

  /** Throws 400 for a body that is none. */
  add(projectId: string, body: JsonObject): AlertConfig {
    const config = readAlertConfig(body, this.#now(), this.#newId);
    this.#byProject.set(projectId, [...this.of(projectId), config]);
    return config;
  }

  restore(byProject: Readonly<Record<string, readonly AlertConfig[]>>): void {
    for (const [projectId, configs] of Object.entries(byProject)) this.#byProject.set(projectId, configs);
  }
}

const OTHERS = ["threshold", "metricThreshold", "severityOverride"];
const KNOWN = ["enabled", "eventTypeName", "matchers", "notifications", ...OTHERS];

function readAlertConfig(body: JsonObject, now: number, newId: () => string): AlertConfig {
  refuseUnknownAttributes(body, KNOWN);
  if (body.eventTypeName === undefined) throw missingAttribute("eventTypeName");
  const notifications = optional(body.notifications, "notifications", readList) ?? [];
  if (notifications.length === 0) throw missingAttribute("notifications");
  return {
    id: newId(),
    createdAt: now,
    enabled: optional(body.enabled, "enabled", readBoolean) ?? false,
    eventTypeName: readText(body.eventTypeName, "eventTypeName"),
    matchers: (optional(body.matchers, "matchers", readList) ?? []).map(readMatcher),
    notifications: notifications.map((item) => readNotification(item, newId)),
    others: Object.fromEntries(OTHERS.filter((name) => name in body).map((name) => [name, body[name]])),
  };
}

function readMatcher(value: unknown): JsonObject {
  const matcher = readObject(value, "matchers");
  for (const name of ["fieldName", "operator", "value"]) {
    if (matcher[name] === undefined) throw missingAttribute(name);
  }
  refuseUnknownAttributes(matcher, ["fieldName", "operator", "value"]);
  return matcher;
}

/** Local Atlas never sends one, so whom it would go to is kept and not looked at. */
function readNotification(value: unknown, newId: () => string): JsonObject {
  const notification = readObject(value, "notifications");
  const typeName = readText(notification.typeName ?? missing("typeName"), "typeName");
  const delayMin = optional(notification.delayMin, "delayMin", readWhole) ?? 0;
  if (delayMin < 0) throw wrongJsonAttribute("delayMin");
  return { ...notification, delayMin, typeName, notifierId: newId() };
}

function missing(name: string): never {
  throw missingAttribute(name);
}
