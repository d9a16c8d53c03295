/** Whole apps in and out: import, its diff, export. */
import { checkParts, partsOf, refuseAbsentSections } from "../configuration/check";
import { diffFiles } from "../configuration/diff";
import type { AppDocument } from "../configuration/document";
import { comparedFiles, exportedFiles } from "../configuration/files";
import { bodyOf, CONFIG_VERSION, documentOf, inNewestForm, mergedInto } from "../configuration/import-body";
import { zip } from "../configuration/zip";
import { absent, invalidParameter } from "../errors";
import { type AppCall, noContent, ok, type Reply, type Route } from "../http/route";

export const IMPORT_ROUTES: readonly Route[] = [
  { method: "POST", path: "/groups/:groupId/apps/:appId/import", scope: "app", handle: importApp },
  { method: "GET", path: "/groups/:groupId/apps/:appId/export", scope: "app", handle: exportApp },
];

const STRATEGIES = ["merge", "replace", "replace-by-name"];

/** With `diff=true`: what it would change, an array of texts, empty when that is nothing. */
async function importApp(call: AppCall): Promise<Reply> {
  const document = importedDocument(call);
  if (call.query.get("diff") === "true") {
    return ok(diffFiles(comparedFiles(call.document), comparedFiles(document)));
  }
  await call.app.change(call.admin.userId, document);
  return noContent;
}

function importedDocument({ query, app, document, newId, readBody }: AppCall): AppDocument {
  const strategy = query.get("strategy") ?? "merge";
  if (!STRATEGIES.includes(strategy)) throw invalidParameter(`unknown import strategy: "${strategy}"`);
  const given = inNewestForm(readBody());
  refuseAbsentSections(given);
  const body = strategy === "merge" ? mergedInto(bodyOf(document, app.facts), given) : given;
  checkParts(partsOf(body), app.secrets.names());
  return documentOf(body, document, newId);
}

/** `<name>_<yyyymmddHHMMSS>.zip`: realm-cli names the folder by what stands before the last underscore. */
function exportApp({ query, app, document, state }: AppCall): Reply {
  const version = query.get("version") ?? String(CONFIG_VERSION);
  if (version !== String(CONFIG_VERSION)) throw absent(`exports of config version ${version}`);
  const nowMs = state.clock.now();
  const isTemplate = query.get("template") === "true";
  const stamp = new Date(nowMs).toISOString().slice(0, 19).replace(/\D/g, "");
  return {
    status: 200,
    headers: {
      "Content-Type": "application/zip",
      "Content-Disposition": `attachment; filename="${app.facts.name}_${stamp}.zip"`,
    },
    body: zip(exportedFiles(document, app.facts, { isTemplate }), nowMs),
  };
}
