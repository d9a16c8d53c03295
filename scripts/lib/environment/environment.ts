import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { UsageError } from "../command";
import { projectDir } from "../paths";

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
  "NOTIFY_URL",
  "PING_URL",
  "DEPLOY_PUBLIC_KEY",
  "DEPLOY_PRIVATE_KEY",
  "APP_SERVICES_URL",
] as const;

export type Environment = Readonly<Partial<Record<(typeof names)[number], string>>>;

/** With a tag such as `production`, `.env.production` comes before `.env`. */
export function readEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  tag: string | null = null,
): Environment {
  const written = { ...readEnvFile(".env"), ...(tag === null ? {} : readEnvFile(`.env.${tag}`)) };
  const found: Record<string, string> = {};
  for (const name of names) {
    const value = (env[name] ?? written[name] ?? "").trim();
    if (value !== "") found[name] = value;
  }
  return found;
}

function readEnvFile(name: string): Record<string, string | undefined> {
  const file = join(projectDir, name);
  return existsSync(file) ? parseEnv(envText(file, name)) : {};
}

/** As editors on Windows save it: with a mark at its start, which is no part of the first name, or in UTF-16. */
export function envText(file: string, name: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new UsageError(`${name} cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return bytes.toString(isUtf16 ? "utf16le" : "utf8").replace(/^\uFEFF/, "");
}
