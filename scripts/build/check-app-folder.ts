import { readdirSync } from "node:fs";
import { join } from "node:path";
import { readAppFolder } from "../../src/local/app-folder/read-app-folder";
import { UsageError } from "../lib/command";
import { readJsonFile } from "../lib/json-file";

/** Refuses what the import of App Services would: names, links, cron lines. Secrets that Values link to are taken to exist. */
export function checkAppFolder(appDir: string): void {
  const reading = readAppFolder(appDir, { secretNames: linkedSecrets(join(appDir, "values")) });
  if (!("issues" in reading)) return;
  const problems = reading.issues.map(({ where, problem }) => `  ${where}: ${problem}`);
  throw new UsageError([`${appDir}: App Services would refuse this folder:`, ...problems].join("\n"));
}

function linkedSecrets(valuesDir: string): string[] {
  return readdirSync(valuesDir)
    .filter((file) => file.endsWith(".json"))
    .map((file) => readJsonFile(join(valuesDir, file)) as { value?: unknown; from_secret?: unknown } | null)
    .flatMap((content) => (content?.from_secret === true && typeof content.value === "string" ? [content.value] : []));
}
