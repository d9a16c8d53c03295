/** What can be checked without Atlas. */
import { statSync } from "node:fs";
import { join } from "node:path";
import { zoneDataEnd, zoneDataVersion } from "../../../src/schedule/calendar/zone";
import { FAR, warningsOf } from "../../../src/schedule/document/warnings";
import { type ClientSearch, programNames } from "../../lib/app-services/deploy-programs";
import type { DocumentFile } from "../../lib/schedule-documents";
import { counted, type Finding, failed, ok, orElse, warning } from "../finding";

export function checkSchedule({ file, document }: DocumentFile, nowMs: number): readonly Finding[] {
  const warnings = warningsOf(document, nowMs, FAR).map(({ path, message }) =>
    warning("schedule", `${file}: ${path}: ${message}`, ""),
  );
  const off = document.schedules.filter(({ mode }) => mode !== "on");
  const quiet = off.map(({ name, mode }) =>
    warning("schedule", `${file}: schedule ${name} has the mode ${mode}: nothing is changed by it`, ""),
  );
  return orElse([...warnings, ...quiet], ok("schedule", `${file}: ${counted(document.schedules.length, "schedule")}`));
}

const MONTHS_OLD = 18;
const YEAR_MS = 366 * 86_400_000;

/**
 * Releases of the IANA database are named for their year, and there are several a year: a table is old in the second
 * half of the year after. The build proves the triggers five years ahead.
 */
export function checkZoneData(nowMs: number): Finding {
  const [now, year] = [new Date(nowMs), Number.parseInt(zoneDataVersion, 10)];
  const says = `time-zone rules IANA ${zoneDataVersion}, until ${new Date(zoneDataEnd).toISOString().slice(0, 10)}`;
  const remedy = "Deploy a newer release of this app";
  if (nowMs > zoneDataEnd - 5 * YEAR_MS) return failed("zone-data", `${says}: they end too soon`, remedy);
  const months = (now.getUTCFullYear() - year) * 12 + now.getUTCMonth();
  return months >= MONTHS_OLD ? warning("zone-data", `${says}: they are old`, remedy) : ok("zone-data", says);
}

/** Windows has no such modes, and tells every file to be everybody's. */
const isModeKept = process.platform !== "win32";

/** The files of credentials that commands read in this folder. */
export function checkEnvFiles(dir: string, tag: string | null): readonly Finding[] {
  const names = tag === null ? [".env"] : [".env", `.env.${tag}`];
  const modes = names.map((name) => [name, statSync(join(dir, name), { throwIfNoEntry: false })?.mode] as const);
  const open = modes.flatMap(([name, mode = 0]) => {
    const says = `others on this machine can read ${name} (mode ${(mode & 0o777).toString(8)})`;
    return isModeKept && (mode & 0o077) > 0 ? [warning("env-files", says, `Run chmod 600 ${name}`)] : [];
  });
  const found = modes.filter(([, mode]) => mode !== undefined).map(([name]) => name);
  return orElse(
    open,
    ok("env-files", found.length === 0 ? "there is no .env" : `${found.join(" and ")}: its owner's alone`),
  );
}

export function checkClient({ program, tried }: ClientSearch): Finding {
  if (program !== null) return ok("client", `${program.name} ${program.version} runs (${program.file})`);
  const why = tried.length === 0 ? `neither ${programNames.join(" nor ")} is installed` : tried.join("; ");
  return warning("client", why, "Run npm ci where its download is reachable, or install the Atlas App Services CLI");
}
