import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { transform } from "esbuild";
import { readEnvironment } from "../../scripts/lib/environment/environment";
import { projectDir } from "../../scripts/lib/paths";
import { parseDocument } from "../../src/schedule/document/parse";
import type { Issue } from "../../src/schedule/model";
import { aReader, patienceMs, type Reader, type Typed } from "./a-reader";
import { commandFileOf, flagsIn, isForeignFlag, problemWith, scriptsOfProject } from "./known-commands";
import { type Fence, type MarkdownDocument, readMarkdown } from "./markdown";

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], {
  cwd: projectDir,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => file !== "" && existsSync(join(projectDir, file)));

const documents = new Map<string, MarkdownDocument>(
  files.map((file) => [file, readMarkdown(readFileSync(join(projectDir, file), "utf8"))]),
);

interface Placed extends Fence {
  readonly place: string;
  /** The fences before this one in the same document. */
  readonly before: readonly Fence[];
}

const fences: Placed[] = [...documents].flatMap(([file, { fences: all }]) =>
  all.map((fence, index) => ({ ...fence, place: `${file}:${fence.line}`, before: all.slice(0, index) })),
);

const fencesIn = (language: string) =>
  fences.filter((fence) => fence.language === language).map((fence) => [fence.place, fence] as const);

/** A price list as `npm run plan -- --prices` reads it, which the documents take for granted. */
const readersFiles = {
  "prices.json": JSON.stringify({ currency: "USD", hourly: { M10: 0.08, M50: 2 } }),
};

/** Languages of fences that show what the reader has elsewhere; only that they can be read is checked, and only of `js`. */
const examples = ["js", "hcl", "yaml"];

let reader: Reader;
const typed = new Map<string, Typed>();
let helps: ReadonlyMap<string, string> = new Map();

/** Types a fence, line by line where each line is a command of its own: each distinct script is typed once. */
async function type({ text, before }: Pick<Placed, "text" | "before">): Promise<Typed> {
  const lines = text.split("\n");
  const results: Typed[] = [];
  for (const script of lines.every((line) => /^np[mx] [^\\$]*$/.test(line))
    ? lines
    : [[...exportsIn(before), text].join("\n")]) {
    const result = typed.get(script) ?? (await reader.type(script));
    typed.set(script, result);
    results.push(result);
  }
  return {
    code: Math.max(...results.map(({ code }) => code)),
    out: results.map(({ out }) => out).join(""),
    err: results.map(({ err }) => err).join(""),
    notRun: results.flatMap(({ notRun }) => notRun),
  };
}

/** What was exported in the terminal that the reader has open. */
function exportsIn(before: readonly Fence[]): string[] {
  return before.filter(({ language }) => language === "sh").flatMap(({ text }) => text.match(/^export .*$/gm) ?? []);
}

const helpOf = (file: string) => helps.get(file) ?? "";

const ourCommands = Object.entries(scriptsOfProject()).flatMap(([name, script]) => {
  const file = commandFileOf(script);
  return file === null ? [] : [[name, file] as const];
});

beforeAll(async () => {
  reader = await aReader(readersFiles);
  const all = [...ourCommands.map(([, file]) => file), "scripts/soak/plant-mutants.ts"];
  helps = await reader.helps(all);
}, patienceMs);

afterAll(() => reader.leave());

describe("every fence of a document", () => {
  it.each(fences.map(({ place, language }) => [place, language]))("%s says what it is", (_place, language) => {
    expect(["sh", "json", "jsonc", "text", ...examples]).toContain(language);
  });
});

describe("every command in a document", () => {
  it.each(fencesIn("sh"))(
    "%s does what it says",
    async (_place, fence) => {
      const { code, err, notRun } = await type(fence);
      expect({ code, err: code === 0 ? "" : err }).toEqual({ code: 0, err: "" });
      expect(notRun.map((words) => problemWith(words, helpOf)).filter((problem) => problem !== null)).toEqual([]);
    },
    patienceMs,
  );

  const outputs = fencesIn("text").filter(([, { info }]) => info === "output");
  it.each(outputs)(
    "%s is what the commands before it print",
    async (_place, { text, before }) => {
      const commands = before.at(-1);
      expect(commands?.language).toBe("sh");
      const { out } = await type({ text: commands?.text ?? "", before: before.slice(0, -1) });
      expect(out).toMatch(shortened(text));
    },
    patienceMs,
  );
});

/** Whole lines in this order, of which a line "…" stands for any number, and "…" within a line for any characters. */
function shortened(text: string): RegExp {
  const lines = text.split("\n").map((line) => {
    const literal = line.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&").replace(/…/g, ".*");
    return line === "…" ? "(?:.*\\n)*?" : `${literal}\\n`;
  });
  return new RegExp(`^${lines.join("")}`, "m");
}

describe("every JSON example in a document", () => {
  it.each(fencesIn("json"))("%s is a schedule document that the app takes", (_place, { text }) => {
    expect(issuesOf(JSON.parse(text))).toEqual([]);
  });

  it.each(fencesIn("jsonc"))(
    "%s is JSON, and a schedule document in it is one that the app takes",
    (_place, { text }) => {
      const documentsIn: unknown[] = [];
      JSON.parse(withoutComments(text), (_key, value) => {
        if (value !== null && typeof value === "object" && "schedules" in value) documentsIn.push(value);
        return value;
      });
      expect(text.includes("…") ? [] : documentsIn.flatMap(issuesOf)).toEqual([]);
    },
  );
});

describe("every JavaScript example in a document", () => {
  it.each(fencesIn("js"))("%s can be read", async (_place, { text }) => {
    const { code } = await transform(text, { loader: "js" });
    expect(code).toContain("exports");
  });
});

function issuesOf(written: unknown): readonly Issue[] {
  const parsed = parseDocument(written);
  return "issues" in parsed ? parsed.issues : [];
}

/** Without comments, and without the ellipses that stand for more of the same; what stands in a string stays. */
function withoutComments(text: string): string {
  return text.replace(/("(?:\\.|[^"\\])*")|\/\/.*$|,?\s*…/gm, (_all, string?: string) => string ?? "");
}

describe("what a document says in passing", () => {
  /** Of the spans that `isMeant`, those with a problem, each with its line. */
  const problemsOf = (file: string, isMeant: RegExp, problemOf: (text: string) => string | null) =>
    (documents.get(file)?.codeSpans ?? [])
      .filter(({ text }) => isMeant.test(text))
      .map(({ text, line }) => ({ line, text, problem: problemOf(text) }))
      .filter(({ problem }) => problem !== null);

  it.each(files)("%s names commands in the right form", (file) => {
    expect(problemsOf(file, /^np[mx] /, (text) => problemWith(wordsOf(text), helpOf))).toEqual([]);
  });

  it.each(files)("%s names options that some command has", (file) => {
    const ours = [...helps.values()].flatMap(flagsIn);
    const isKnown = (flag: string) => ours.includes(flag) || isForeignFlag(flag);
    expect(problemsOf(file, /^--/, (text) => flagsIn(text).find((flag) => !isKnown(flag)) ?? null)).toEqual([]);
  });

  it.each(files)("%s names files that are there", (file) => {
    const isBuilt = (path: string) => /^app\/(?:functions\/\w+\.js|triggers\/)/.test(path);
    const problemOf = (path: string) => (isBuilt(path) || existsSync(join(projectDir, path)) ? null : "is not there");
    const isPath = /^(?:app|src|scripts|test|\.ci|\.github|\.vscode)\/[^\s*{}<>…]*$/;
    expect(problemsOf(file, isPath, problemOf)).toEqual([]);
  });

  it.each(files)("%s shows JSON that can be read", (file) => {
    expect(problemsOf(file, /^[{[]\s*"/, (text) => jsonProblem(text))).toEqual([]);
  });

  it.each(files)("%s has links that arrive", (file) => {
    const links = documents.get(file)?.links ?? [];
    const broken = links.filter(({ text }) => !/^[a-z]+:/.test(text) && !arrives(file, text));
    expect(broken).toEqual([]);
  });
});

function jsonProblem(text: string): string | null {
  try {
    JSON.parse(withoutComments(text));
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

/** At a file of the project, and at a heading of it if the link names one. */
function arrives(file: string, link: string): boolean {
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? file : relative(projectDir, resolve(projectDir, dirname(file), path));
  if (!existsSync(join(projectDir, target))) return false;
  return anchor === undefined || documents.get(target)?.anchors.includes(anchor) === true;
}

/** The words of a command as a shell would take them, without the brackets around what may be left out. */
function wordsOf(text: string): string[] {
  return [...text.replace(/[[\]]/g, "").matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? "");
}

describe("README.md", () => {
  const readme = readFileSync(join(projectDir, "README.md"), "utf8");

  it("has at most 160 lines", () => {
    expect(readme.trimEnd().split("\n").length).toBeLessThanOrEqual(160);
  });

  it.each(ourCommands)("names the command %s", (name) => {
    expect(readme).toContain(name === "start" ? "npm start" : `npm run ${name}`);
  });
});

describe(".env.example", () => {
  const named = [...readFileSync(join(projectDir, ".env.example"), "utf8").matchAll(/^([A-Z_]+)=/gm)].map(
    ([, name = ""]) => name,
  );

  it.each(named)("names %s, which the commands read", (name) => {
    expect(readEnvironment({ [name]: "of this test" })).toMatchObject({ [name]: "of this test" });
  });

  it("names everything that `call` reads", () => {
    const read = helpOf("scripts/call.ts").match(/\b[A-Z]+(?:_[A-Z]+)+\b/g) ?? [];
    expect(read.length).toBeGreaterThan(5);
    expect([...new Set(read)].filter((name) => !named.includes(name))).toEqual([]);
  });
});
