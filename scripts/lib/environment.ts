import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { projectDir } from "./paths";

/** Names that commands read from the environment, or else from `.env`. An empty value counts as not set. */
const names = [
  "ATLAS_PUBLIC_KEY",
  "ATLAS_PRIVATE_KEY",
  "ATLAS_CLIENT_ID",
  "ATLAS_CLIENT_SECRET",
  "ATLAS_PROJECT_ID",
  "ATLAS_CLUSTER_NAME",
  "SCALE_UP_TIER",
  "SCALE_DOWN_TIER",
  "ATLAS_BASE_URL",
] as const;

export type Environment = Readonly<Partial<Record<(typeof names)[number], string>>>;

export function readEnvironment(env: Readonly<Record<string, string | undefined>>): Environment {
  const file = join(projectDir, ".env");
  const written: Record<string, string | undefined> = existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {};
  const found: Record<string, string> = {};
  for (const name of names) {
    const value = (env[name] ?? written[name] ?? "").trim();
    if (value !== "") found[name] = value;
  }
  return found;
}
