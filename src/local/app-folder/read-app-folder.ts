/** Reads an App Services app from its folder, as realm-cli does before a push, and checks it as the import does. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, relative, sep } from "node:path";
import { checkApp } from "./check";
import type { AppIssue, AppPart, AppParts, AppReading, AppSurroundings } from "./model";

/** realm-cli 2.6.2 knows the folder by the first; the newer CLI calls the same file by the second. */
const CONFIG_FILES = ["realm_config.json", "root_config.json"];

/** Every problem at once, each naming its file. */
export function readAppFolder(dir: string, surroundings: AppSurroundings): AppReading {
  const { parts, unreadable } = readAppParts(dir);
  if (!parts) return { issues: unreadable };
  const reading = checkApp(parts, surroundings);
  const issues = [...unreadable, ...("issues" in reading ? reading.issues : [])];
  return issues.length > 0 ? { issues } : reading;
}

/** What stands in the folder, unchecked. Files that are no JSON are problems; without a configuration there are no parts. */
export function readAppParts(dir: string): {
  readonly parts?: AppParts;
  readonly unreadable: readonly AppIssue[];
} {
  const unreadable: AppIssue[] = [];

  function readPart(where: string): AppPart | undefined {
    try {
      return { where, content: JSON.parse(readFileSync(join(dir, where), "utf8")) };
    } catch (error) {
      unreadable.push({ where, problem: `is not JSON: ${error instanceof Error ? error.message : String(error)}` });
      return undefined;
    }
  }

  function readParts(folder: string): readonly AppPart[] {
    return filesIn(dir, folder, ".json").flatMap((where) => readPart(where) ?? []);
  }

  const configFile = CONFIG_FILES.find((file) => existsSync(join(dir, file)));
  if (configFile === undefined) {
    const problem = `is no App Services app: there is no ${CONFIG_FILES.join(" or ")}`;
    return { unreadable: [{ where: dir, problem }] };
  }
  const sources = readSources(dir);
  const parts = {
    config: readPart(configFile) ?? { where: configFile, content: PASSABLE_CONFIG },
    functionConfig: existsSync(join(dir, FUNCTION_CONFIG))
      ? (readPart(FUNCTION_CONFIG) ?? {
          where: FUNCTION_CONFIG,
          content: [...sources.keys()].map((name) => ({ name })),
        })
      : undefined,
    sources,
    triggers: readParts("triggers"),
    values: readParts("values"),
    environments: new Map(readParts("environments").map((part) => [basename(part.where, ".json"), part])),
  };
  return { parts, unreadable };
}

const FUNCTION_CONFIG = "functions/config.json";

/** Stands in for a file that is no JSON, so that the rest is checked without complaints that follow from that. */
const PASSABLE_CONFIG = { config_version: 20210101, name: "unreadable" };

/** Functions in sub-folders have names with slashes. */
function readSources(dir: string): ReadonlyMap<string, string> {
  return new Map(
    filesIn(dir, "functions", ".js").map((file) => [
      file.slice("functions/".length, -".js".length),
      readFileSync(join(dir, file), "utf8"),
    ]),
  );
}

/** Paths from `dir` with forward slashes, sorted. */
function filesIn(dir: string, folder: string, extension: string): readonly string[] {
  const root = join(dir, folder);
  if (!existsSync(root)) return [];
  return readdirSync(root, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(extension))
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => !path.includes("/node_modules/"))
    .sort();
}
