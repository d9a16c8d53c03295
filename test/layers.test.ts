import { beforeAll, describe, expect, it } from "@jest/globals";
import { type CodeImports, codeImports, type Import, ringsOf, typeScriptFiles, writtenImports } from "./imports";

/** Folder of src -> folders of src that its files may import code from, and folders of which they may name types too. */
const mayImport: Readonly<Record<string, { readonly code: readonly string[]; readonly types?: readonly string[] }>> = {
  schedule: { code: ["schedule"] },
  cluster: { code: ["schedule", "cluster"] },
  atlas: { code: ["atlas"] },
  operations: { code: ["schedule", "cluster", "atlas", "operations"] },
  runtime: { code: ["runtime"], types: ["atlas", "operations"] },
  functions: { code: ["operations", "runtime"] },
  local: { code: ["local"] },
};

/** What `cluster` takes of `schedule`: the model and its pure functions of targets, tiers and units of time. */
const fromScheduleToCluster = ["model", "target", "tiers", "time-units"].map((name) => `src/schedule/${name}.ts`);

/**
 * What a folder is made of, from the ground up: its files and folders import only from their own line and from those
 * above it. A path that two lines begin with belongs to the longer one; "" is the folder's other files.
 */
const fromTheGroundUp: Readonly<Record<string, readonly string[]>> = {
  "src/schedule": ["time-units.ts", "calendar/", "", "windows/", "document/", "triggers/"],
  "src/cluster": ["", "targets/", "decision/", "patch/"],
  "src/operations": ["run/", "survey/", "carry-out/", "report/", "notify/", ""],
  "src/local": [
    ...["clock/", "triggers/cron.ts", "function-runtime/source-check.ts", "app-folder/", "admin-api/", "workload/"],
    ...["function-runtime/", "triggers/", "app-services/", "console/", "server/", ""],
  ],
  "src/local/app-services": [
    ...["limits.ts", "errors.ts", "json.ts", "configuration/document.ts", "model.ts", "configuration/"],
    ...["access/", "apps/", "http/", "routes/", ""],
  ],
  "src/local/admin-api": [
    ...["limits.ts", "settings.ts", "model.ts", "object-ids.ts", "projects.ts", "http/", "records/", "faults/"],
    ...["access/", "clusters/", "state/", "operation.ts", "routes/", ""],
  ],
  "src/local/console": ["lanes/", "", "server/", "page/"],
  "src/local/console/lanes": ["model.ts", "sizes.ts", "looks.ts", "scale.ts", "shapes/", "", "drawn/"],
  "src/local/console/page": ["state/", "parts/", "charts/", "views/", "shell/", ""],
  "src/local/function-runtime": ["guest/", "http/", ""],
  "scripts/demo": ["story/", "", "printed/", "report/"],
  "scripts/plan": ["shown/", ""],
  "scripts/soak": ["mutants/", "generated/", "oracle/", "lived/", "judged/", ""],
};

/** Of the commands. `lib` is what several of them share, and the build is what most of them begin with. */
const sharedByCommands = ["lib", "build"];

const sources = typeScriptFiles("src");
const scripts = typeScriptFiles("scripts");
const tests = typeScriptFiles("test");

const layerOf = (file: string) => file.split("/")[1] ?? "";
const told = ({ from, to }: Import) => `${from} imports ${to}`;

let code: CodeImports;
let written: readonly Import[];

beforeAll(async () => {
  code = await codeImports([...sources, ...scripts]);
  written = writtenImports([...sources, ...scripts, ...tests]);
});

describe("the reading of the imports", () => {
  it("sees in the text whatever esbuild resolves", () => {
    const seen = new Set(written.map(told));
    expect(code.files.length).toBeGreaterThan(500);
    expect(code.files.map(told).filter((one) => !seen.has(one))).toEqual([]);
  });
});

describe("the layers of src", () => {
  it("are the folders that the rules name", () => {
    expect([...new Set(sources.map(layerOf))].sort()).toEqual(Object.keys(mayImport).sort());
  });

  it("import only what their rule allows", () => {
    const offenders = code.files
      .filter(({ from }) => from.startsWith("src/"))
      .filter(({ from, to }) => !to.startsWith("src/") || !mayImport[layerOf(from)]?.code.includes(layerOf(to)));
    expect(offenders.map(told)).toEqual([]);
  });

  it("name the types only of what their rule allows", () => {
    const offenders = written
      .filter(({ from }) => from.startsWith("src/"))
      .filter(({ from, to }) => {
        const rule = mayImport[layerOf(from)];
        return !to.startsWith("src/") || ![...(rule?.code ?? []), ...(rule?.types ?? [])].includes(layerOf(to));
      });
    expect(offenders.map(told)).toEqual([]);
  });

  it("import of the schedule what a cluster needs, and no more: the language stays out of the decisions", () => {
    const offenders = written
      .filter(({ from, to }) => from.startsWith("src/cluster/") && to.startsWith("src/schedule/"))
      .filter(({ to }) => !fromScheduleToCluster.includes(to));
    expect(offenders.map(told)).toEqual([]);
  });

  it("use packages and Node in local Atlas alone", () => {
    const offenders = code.packages.filter(({ from }) => from.startsWith("src/") && layerOf(from) !== "local");
    expect(offenders.map(told)).toEqual([]);
  });
});

describe.each(Object.entries(fromTheGroundUp))("the order within %s", (folder, lines) => {
  const files = [...sources, ...scripts].filter((file) => file.startsWith(`${folder}/`));
  const lineOf = (file: string): string | undefined => {
    const path = file.slice(folder.length + 1);
    const fitting = lines.filter((line) => (line === "" ? !path.includes("/") : path.startsWith(line)));
    return fitting.sort((a, b) => b.length - a.length)[0];
  };

  it("names a line for each of its files and folders, and none that is not there", () => {
    expect(files.filter((file) => lineOf(file) === undefined)).toEqual([]);
    expect(lines.filter((line) => !files.some((file) => lineOf(file) === line))).toEqual([]);
  });

  it("is kept by every import, imports of types included", () => {
    const rank = (file: string) => lines.indexOf(lineOf(file) ?? "");
    const offenders = written
      .filter(({ from, to }) => [from, to].every((file) => file.startsWith(`${folder}/`)))
      .filter(({ from, to }) => rank(to) > rank(from));
    expect(offenders.map(told)).toEqual([]);
  });
});

describe("the scripts", () => {
  /** "plan" of scripts/plan.ts and scripts/plan/…; "lib". */
  const commandOf = (file: string) => (file.split("/")[1] ?? "").replace(/\.ts$/, "");
  const own = () => written.filter(({ from }) => from.startsWith("scripts/"));

  it("have a file for every command, and a folder of the same name for what it is made of", () => {
    const files = scripts.filter((file) => file.split("/").length === 2).map(commandOf);
    const folders = scripts.filter((file) => file.split("/").length > 2).map(commandOf);
    expect([...new Set(folders)].filter((folder) => folder !== "lib" && !files.includes(folder))).toEqual([]);
  });

  it("import nothing of another command", () => {
    const offenders = own()
      .filter(({ to }) => to.startsWith("scripts/"))
      .filter(({ from, to }) => commandOf(from) !== commandOf(to) && !sharedByCommands.includes(commandOf(to)));
    expect(offenders.map(told)).toEqual([]);
  });

  it("share in lib what needs no command", () => {
    const offenders = own().filter(({ from, to }) => commandOf(from) === "lib" && /^scripts\/(?!lib\/)/.test(to));
    expect(offenders.map(told)).toEqual([]);
  });

  it("need no test", () => {
    expect(written.filter(({ from, to }) => !from.startsWith("test/") && to.startsWith("test/")).map(told)).toEqual([]);
  });
});

describe("rings of imports", () => {
  it("are found in a list of imports, each once", () => {
    const imports = ["a b", "b c", "c b", "c a", "d d"].map((pair) => {
      const [from = "", to = ""] = pair.split(" ");
      return { from, to };
    });
    expect(ringsOf(imports)).toEqual(["a -> b -> c -> a", "c -> b -> c", "d -> d"]);
  });

  it("are nowhere, imports of types included", () => {
    expect(ringsOf(written)).toEqual([]);
  });
});
