import { readFileSync, writeFileSync } from "node:fs";
import { relative } from "node:path";
import { UsageError } from "../lib/command";
import { projectDir } from "../lib/paths";

/**
 * Brings the committed file of zone rules up to the data in node_modules. Resolves to what to tell. moment-timezone is
 * loaded here alone: builds work without it, for the rules they need are committed.
 */
export async function updateZoneRules(): Promise<string> {
  const { zoneDataRelease, zoneRulesFile, zoneRulesSource } = await loadZoneRules();
  const file = relative(projectDir, zoneRulesFile);
  const source = zoneRulesSource();
  if (readFileSync(zoneRulesFile, "utf8") === source) return `${file} holds IANA ${zoneDataRelease} already\n`;
  writeFileSync(zoneRulesFile, source);
  return `${file} now holds IANA ${zoneDataRelease}: run "npm run build" to take it into the functions\n`;
}

async function loadZoneRules(): Promise<typeof import("./zone-rules")> {
  try {
    return await import("./zone-rules");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!/MODULE_NOT_FOUND$/.test(code ?? "") || !message.includes("moment-timezone")) throw error;
    throw new UsageError('moment-timezone is not installed: "npm ci" without --omit=dev installs it');
  }
}
