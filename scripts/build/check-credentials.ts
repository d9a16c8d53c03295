/** Refuses app folders whose Values would give a credential away, or leave the functions without one. */

import { basename } from "node:path";
import type { AppPart, AppParts } from "../../src/local/app-folder/model";

/** Values that are credentials, or hold one. */
const secretNames = ["ATLAS_PRIVATE_KEY", "ATLAS_CLIENT_SECRET", "NOTIFY_URL", "PING_URL"];

const accounts = [
  { kind: "API key", id: "ATLAS_PUBLIC_KEY", secret: "ATLAS_PRIVATE_KEY" },
  { kind: "service account", id: "ATLAS_CLIENT_ID", secret: "ATLAS_CLIENT_SECRET" },
] as const;

/** A text that somebody gave to one name, in a Value or for one environment. */
interface Given {
  /** The file and the place in it. */
  readonly where: string;
  readonly name: string;
  readonly text: string;
  /** The text is a Secret's name. */
  readonly isLinked: boolean;
}

/** Messages, each with its file. None of them shows what may be a credential. */
export function credentialProblems(parts: Pick<AppParts, "values" | "environments">): string[] {
  const given = [...parts.values.flatMap(ofValue), ...[...parts.environments.values()].flatMap(ofEnvironment)];
  return [...given.flatMap(problemOf), ...missing(given)];
}

function ofValue({ where, content }: AppPart): Given[] {
  const { name, value, from_secret } = asObject(content);
  if (typeof value !== "string" || value.trim() === "") return [];
  const named = typeof name === "string" ? name : basename(where, ".json");
  return [{ where: `${where}: value`, name: named, text: value.trim(), isLinked: from_secret === true }];
}

function ofEnvironment({ where, content }: AppPart): Given[] {
  return Object.entries(asObject(asObject(content).values)).flatMap(([name, value]) =>
    typeof value === "string" && value.trim() !== ""
      ? [{ where: `${where}: values.${name}`, name, text: value.trim(), isLinked: false }]
      : [],
  );
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

const remedy =
  "put it into a Secret, and here that Secret's name with from_secret true; if this file was ever committed, replace the credential too";

function problemOf({ where, name, text, isLinked }: Given): string[] {
  if (looksSecret(text) || (isLinked && /^https?:/i.test(text))) {
    return [`${where}: this looks like a credential itself: ${remedy}`];
  }
  if (secretNames.includes(name) && !isLinked) return [`${where}: a credential must not stand in a file: ${remedy}`];
  if (name === "ATLAS_BASE_URL" && !isLinked && !/^https:/i.test(text)) {
    return [`${where}: must begin with https, because the credentials are sent there`];
  }
  return [];
}

/**
 * Private keys of Atlas are UUIDs, secrets of service accounts begin with mdb_sa_sk_ (Atlas docs: API keys; service
 * accounts). No name of a Secret and no other Value of this app looks like that.
 */
function looksSecret(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) || /mdb_sa_sk_/.test(text);
}

/** The service account is used where both are complete, so one complete account is enough. */
function missing(given: readonly Given[]): string[] {
  const has = (name: string) => given.some((one) => one.name === name);
  if (accounts.some(({ id, secret }) => has(id) && has(secret))) return [];
  const halves = accounts.flatMap(({ kind, id, secret }) => {
    if (has(id)) return [`values/${secret}.json: is missing, although ${id}, the other half of the ${kind}, is there`];
    return has(secret)
      ? [`values/${id}.json: is missing, although ${secret}, the other half of the ${kind}, is there`]
      : [];
  });
  if (halves.length > 0) return halves;
  const pairs = accounts.map(({ kind, id, secret }) => `${id} and ${secret} (${kind})`);
  return [`values: the functions have no credentials: add the Values ${pairs.join(", or ")}`];
}
