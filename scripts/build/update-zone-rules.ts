import { readFileSync, writeFileSync } from "node:fs";
import { relative } from "node:path";
import { UsageError } from "../lib/command";
import { projectDir } from "../lib/paths";

type ZoneRulesModule = typeof import("./zone-rules");

/**
 * Brings the committed file of zone rules up to the data in node_modules. Resolves to what to tell. moment-timezone is
 * loaded here alone: builds work without it, for the rules they need are committed.
 */
export async function updateZoneRules(
  load: () => Promise<ZoneRulesModule> = () => import("./zone-rules"),
): Promise<string> {
  const { zoneDataRelease, zoneRulesFile, zoneRulesSource } = await load().catch(explainMissing);
  const file = relative(projectDir, zoneRulesFile);
  const source = zoneRulesSource();
  if (readFileSync(zoneRulesFile, "utf8") === source) return `${file} holds IANA ${zoneDataRelease} already\n`;
  writeFileSync(zoneRulesFile, source);
  return `${file} now holds IANA ${zoneDataRelease}: run "npm run build" to take it into the functions\n`;
}

function explainMissing(error: NodeJS.ErrnoException): never {
  const isMissing = /MODULE_NOT_FOUND$/.test(error.code ?? "") && error.message.includes("moment-timezone");
  if (!isMissing) throw error;
  throw new UsageError('moment-timezone is not installed: "npm ci" without --omit=dev installs it');
}
