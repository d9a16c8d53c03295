import type { AtlasState } from "../../src/local/admin-api/state/state";
import { UsageError } from "../lib/command";
import { readJsonFile } from "../lib/json-file";
import { localProject } from "./defaults";

type Description = Readonly<Record<string, unknown>>;

/** Descriptions as the Admin API gives them: one, an array, or what a list answers with (`{"results": […]}`). */
export function readClustersFile(file: string): readonly Description[] {
  const content = readJsonFile(file);
  const listed = isObject(content) && Array.isArray(content.results) ? content.results : content;
  const descriptions: readonly unknown[] = Array.isArray(listed) ? listed : [listed];
  const wrong = descriptions.findIndex((one) => !isObject(one) || typeof one.name !== "string");
  if (wrong >= 0) throw new UsageError(`--clusters ${file}: [${wrong}] is not a cluster's description with a name`);
  return descriptions as readonly Description[];
}

/** Each into the project it was in, where this local Atlas has one with that id; else into its own. */
export function addDescribedClusters(state: AtlasState, file: string, descriptions: readonly Description[]): void {
  for (const description of descriptions) {
    const groupId = String(description.groupId);
    const projectId = state.project(groupId) === undefined ? localProject.id : groupId;
    try {
      state.addDescribed(projectId, description);
    } catch (error) {
      throw new UsageError(`--clusters ${file}: ${String(description.name)}: ${(error as Error).message}`);
    }
  }
}

function isObject(value: unknown): value is Description {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
