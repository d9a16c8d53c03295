import { describe, expect, it } from "@jest/globals";
import { readCommandLine } from "../../../scripts/lib/command-line";
import { countFlag, instantFlag, patternFlag, switchFlag, textFlag } from "../../../scripts/lib/flags";
import { helpOf } from "../../../scripts/lib/help";

const flags = {
  file: textFlag(
    "FILE",
    `a file, of which this says so much that the sentence needs a second line, and then
{"a": 1} on a line of its own`,
  ),
  at: instantFlag("an instant"),
  days: countFlag("days (default: 7)", { absent: 7, atLeast: 1, atMost: 366 }),
  clusters: countFlag("clusters", { absent: null, atLeast: 0, atMost: 5 }),
  path: patternFlag("PATH", "a path", /^\d+(?::\d+)*$/, "12:0:3"),
  json: switchFlag("JSON"),
};
const command = { usage: "npm run it", about: "Does it.\nAnd more.", flags, notes: ["Exit code 0."] };
const read = (...args: string[]) => readCommandLine(command, args).values;

describe("readCommandLine", () => {
  it("takes from the table what is not given", () => {
    expect(read()).toEqual({ file: null, at: null, days: 7, clusters: null, path: null, json: false });
  });

  it("gives each flag the type that the table says", () => {
    const values = read("--file", "f", "--at", "2026-12-01", "--days=3", "--clusters", "0", "--path", "1:2", "--json");
    const typed: { file: string | null; at: number | null; days: number; clusters: number | null; json: boolean } =
      values;
    const at = Date.parse("2026-12-01T00:00Z");
    expect(typed).toEqual({ file: "f", at, days: 3, clusters: 0, path: "1:2", json: true });
  });

  it.each([
    ["2026-11-29", "2026-11-29T00:00:00.000Z"],
    ["2026-11-29T12:00Z", "2026-11-29T12:00:00.000Z"],
    ["2026-11-29T13:00:59.5+01:00", "2026-11-29T12:00:59.500Z"],
    ["2028-02-29T23:59:59.999-03:30", "2028-03-01T03:29:59.999Z"],
  ])("takes %s for an instant", (text, instant) => {
    expect(new Date(read("--at", text).at ?? 0).toISOString()).toBe(instant);
  });

  it.each([
    ["--at tomorrow", "--at tomorrow: is not an instant such as 2026-11-29T00:00Z"],
    ["--at 2026-11-29T12:00", "--at 2026-11-29T12:00: is not an instant such as 2026-11-29T00:00Z"],
    ["--at 2026-02-31T00:00Z", "--at 2026-02-31T00:00Z: does not exist"],
    ["--at 2026-11-29T24:00Z", "--at 2026-11-29T24:00Z: does not exist"],
    ["--at 2026-11-29T00:00:60Z", "--at 2026-11-29T00:00:60Z: does not exist"],
    ["--at 2026-11-29T00:00+24:00", "--at 2026-11-29T00:00+24:00: has an offset that does not exist"],
    ["--days 0", "--days 0: is not a whole number from 1 to 366"],
    ["--days=-1", "--days -1: is not a whole number from 1 to 366"],
    ["--days 1.5", "--days 1.5: is not a whole number from 1 to 366"],
    ["--days=", "--days : is not a whole number from 1 to 366"],
    ["--clusters 6", "--clusters 6: is not a whole number from 0 to 5"],
    ["--path 1:", "--path 1:: is not a value such as 12:0:3"],
    ["--days 0 --clusters x", "--days 0: is not a whole number from 1 to 366\n--clusters x: is not a whole"],
    ["--nope", "unknown option --nope\n--help lists the options"],
    ["--dayz 3", "unknown option --dayz: did you mean --days?\n--help lists the options"],
    ["--days", "Option '--days <value>' argument missing"],
    ["stray", "Unexpected argument 'stray'"],
  ])("refuses %s", (line, message) => {
    const refusal = { name: "UsageError", message: expect.stringContaining(message) };
    expect(() => read(...line.split(" "))).toThrow(expect.objectContaining(refusal));
  });

  it("hands arguments to a command that takes them", () => {
    const { positionals } = readCommandLine({ ...command, takesArguments: true }, ["status", "--json", "{}"]);
    expect(positionals).toEqual(["status", "{}"]);
  });

  it.each(["--help", "-h"])("answers %s with the help, whatever else is wrong", (flag) => {
    expect(() => read("--days", "0", flag)).toThrow(
      expect.objectContaining({ name: "HelpWanted", message: helpOf(command) }),
    );
  });
});

describe("helpOf", () => {
  it("lays the table out in lines of 100 columns", () => {
    expect(helpOf(command).split("\n")).toEqual([
      "Usage: npm run it",
      "",
      "Does it.",
      "",
      "And more.",
      "",
      "  --file FILE   a file, of which this says so much that the sentence needs a second line, and then",
      '                {"a": 1} on a line of its own',
      "  --at INSTANT  an instant",
      "  --days N      days (default: 7)",
      "  --clusters N  clusters",
      "  --path PATH   a path",
      "  --json        JSON",
      "",
      "Exit code 0.",
    ]);
  });
});
