import { execFileSync } from "node:child_process";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { callCommand } from "../../../../../../src/local/console/page/views/function-runs/call-command";

/** What a shell makes of the command's words. */
function wordsOf(command: string): readonly string[] {
  const printed = execFileSync("/bin/sh", ["-c", `for word in ${command}; do printf '%s\\0' "$word"; done`]);
  return printed.toString("utf8").split("\0").slice(0, -1);
}

describe("callCommand", () => {
  it.each([
    ["nothing", " "],
    ["the default of the App Services console", '"Hello world!"'],
    ["that default as a list of arguments", '["Hello world!"]'],
    ["an empty list", "[]"],
  ])("takes %s for no argument", (_, text) => {
    expect(callCommand("status", text)).toEqual({ command: "npm run call -- status" });
  });

  it.each([
    ["an object", ' { "dryRun": true } '],
    ["a list of one", '[{"dryRun":true}]'],
  ])("passes %s", (_, text) => {
    expect(callCommand("reconcile", text)).toEqual({ command: `npm run call -- reconcile '{"dryRun":true}'` });
  });

  it.each([["{"], ["1"], ["null"], ['"x"'], ["[[]]"], ["[{},{}]"]])("has no command for %s", (text) => {
    expect(callCommand("reconcile", text)).toEqual({ problem: expect.stringMatching(/\.$/) });
  });

  it("shows a terminal nothing that would act on it", () => {
    const { command } = callCommand("x", JSON.stringify({ name: "a\u202e\u001b[31m\u{e0001}" })) as { command: string };
    expect(command).toBe(`npm run call -- x '{"name":"a\\u202e\\u001b[31m\\udb40\\udc01"}'`);
  });

  it("means to a shell the same object, whatever is in it", () => {
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("'", "''\\'$(x)`!", '"', "\n", "-n"));
    fc.assert(
      fc.property(fc.dictionary(text, text, { minKeys: 1 }), (argument) => {
        const { command } = callCommand("a'b", JSON.stringify([argument])) as { command: string };
        const [npm, run, call, dashes, name, json] = wordsOf(command);
        expect([npm, run, call, dashes, name]).toEqual(["npm", "run", "call", "--", "a'b"]);
        expect(JSON.parse(json ?? "")).toEqual(argument);
      }),
      { numRuns: 50 },
    );
  });
});
