/** App folders for generated schedules: the functions are built once, the Value and the triggers differ. */

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseDocument } from "../../src/schedule/document/parse";
import { type TriggerPlan, triggersFor } from "../../src/schedule/triggers/triggers";
import { formatJson } from "../lib/json-file";
import { appDir } from "../lib/paths";
import { bundleFunctions, functionManifestEntry } from "./functions";
import { triggerFile } from "./trigger-file";

/** The functions that proofs run. */
const functionNames = ["reconcile", "scaleUp", "scaleDown", "status", "preview"];

export interface AppTemplate {
  /** A folder with this schedule; the caller removes it. */
  folderFor(written: object, fromMs: number): string;
  remove(): void;
}

export async function buildAppTemplate(): Promise<AppTemplate> {
  const sources = await bundleFunctions({ scheduleFingerprints: [] });
  const dir = mkdtempSync(join(tmpdir(), "app-template-"));
  for (const part of ["realm_config.json", "values"]) cpSync(join(appDir, part), join(dir, part), { recursive: true });
  mkdirSync(join(dir, "functions"));
  for (const name of functionNames) writeFileSync(join(dir, "functions", `${name}.js`), sources.get(name) ?? "");
  writeFileSync(join(dir, "functions/config.json"), formatJson(functionNames.map(functionManifestEntry)));

  function folderFor(written: object, fromMs: number): string {
    const folder = mkdtempSync(join(tmpdir(), "app-"));
    cpSync(dir, folder, { recursive: true });
    writeFileSync(
      join(folder, "values/schedule.json"),
      formatJson({ name: "schedule", value: written, from_secret: false }),
    );
    mkdirSync(join(folder, "triggers"));
    for (const trigger of plannedTriggers(written, fromMs)) {
      writeFileSync(join(folder, "triggers", `${trigger.name}.json`), formatJson(triggerFile(trigger)));
    }
    return folder;
  }

  return { folderFor, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

/** What a deployment of this document sets the triggers to. */
export function plannedTriggers(written: object, fromMs: number): readonly TriggerPlan[] {
  const parsed = parseDocument(written);
  if ("issues" in parsed) throw new Error(parsed.issues.map(({ path, message }) => `${path}: ${message}`).join("\n"));
  return triggersFor([parsed.config], fromMs);
}
