/** What is written where. A file that somebody has edited is left alone without --force. */
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Environment } from "../lib/environment/environment";
import { readJsonFile } from "../lib/json-file";
import type { Choices } from "./answers";
import { shippedDocument } from "./examples";
import { jsonText } from "./json-text";
import type { Authentication } from "./options";

/** Where it writes. Tests hand in their own. */
export interface Place {
  /** The folder that holds package.json and .env.example. */
  readonly dir: string;
  readonly appDir: string;
}

/** A null `text` removes the file. */
export interface WantedFile {
  readonly path: string;
  readonly text: string | null;
  /** Readable by this user alone. */
  readonly isPrivate: boolean;
  /** Somebody has edited what is there. */
  readonly isEdited: boolean;
}

const secretNames: Readonly<Record<Authentication, Readonly<Record<string, string>>>> = {
  "api-key": { ATLAS_PUBLIC_KEY: "atlas-public-key", ATLAS_PRIVATE_KEY: "atlas-private-key" },
  "service-account": { ATLAS_CLIENT_ID: "atlas-client-id", ATLAS_CLIENT_SECRET: "atlas-client-secret" },
};

/** Only what differs from what is there. */
export function wantedFiles(place: Place, choices: Choices, document: object, environment: Environment): WantedFile[] {
  const schedule = value("schedule", document, false);
  const all = [
    jsonFile(place, "schedule", schedule, [value("schedule", shippedDocument, false)]),
    ...credentialFiles(place, choices.auth),
    envFile(place, choices, environment),
  ];
  return all.filter(({ path, text }) => (existsSync(path) ? readFileSync(path, "utf8") : null) !== text);
}

/** The Values of the other kind go: each would need a Secret that nobody has. */
function credentialFiles(place: Place, auth: Authentication): WantedFile[] {
  return Object.entries(secretNames).flatMap(([kind, secrets]) =>
    Object.entries(secrets).map(([name, secret]) => {
      const linked = value(name, secret, true);
      return jsonFile(place, name, kind === auth ? linked : null, [linked]);
    }),
  );
}

function value(name: string, content: unknown, isFromSecret: boolean): object {
  return { name, value: content, from_secret: isFromSecret };
}

/** `shipped`: contents that nobody has edited. */
function jsonFile({ appDir }: Place, name: string, content: object | null, shipped: readonly object[]): WantedFile {
  const path = join(appDir, "values", `${name}.json`);
  const there = existsSync(path) ? readJsonFile(path) : undefined;
  const isEdited = there !== undefined && ![content, ...shipped].some((one) => isDeepStrictEqual(there, one));
  const isSame = isDeepStrictEqual(there, content);
  const text = content === null ? null : isSame ? readFileSync(path, "utf8") : jsonText(content);
  return { path, text, isPrivate: false, isEdited };
}

/** .env.example with the values that are known, those of the former .env among them. */
function envFile({ dir }: Place, { wanted }: Choices, environment: Environment): WantedFile {
  const path = join(dir, ".env");
  const known: Readonly<Record<string, string | undefined>> = {
    ...environment,
    ATLAS_CLUSTER_NAME: wanted.cluster,
    SCALE_UP_TIER: wanted.up,
    SCALE_DOWN_TIER: wanted.down ?? "",
  };
  const text = readFileSync(join(dir, ".env.example"), "utf8")
    .replace(/^# Copy this file to \.env, which is never committed\. /, "# This file is never committed. ")
    .replace(/^([A-Z_]+)=.*$/gm, (_line, name: string) => `${name}=${quoted(known[name] ?? "")}`);
  return { path, text, isPrivate: true, isEdited: existsSync(path) };
}

/** In a form that Node's reader of .env files gives back: `#` would begin a comment. */
function quoted(text: string): string {
  if (/^[\w.:/@-]*$/.test(text)) return text;
  return text.includes("'") ? `"${text}"` : `'${text}'`;
}

export function writeFile({ path, text, isPrivate }: WantedFile): void {
  if (text === null) {
    rmSync(path, { force: true });
    return;
  }
  writeFileSync(path, text, isPrivate ? { mode: 0o600 } : {});
  if (isPrivate) chmodSync(path, 0o600);
}
