import { expect, it } from "@jest/globals";
import { logEntryOf } from "../../../src/local/app-services/apps/log-entry";
import type { AppDocument } from "../../../src/local/app-services/configuration/document";
import { aBench } from "../function-runtime/an-app";

const document = {
  functions: [
    { id: "1", name: "other" },
    { id: "2", name: "main" },
  ],
  triggers: [
    { id: "3", name: "other" },
    { id: "4", name: "hourly" },
  ],
} as unknown as AppDocument;

it.each([
  ["an error of the function", "throw new Error('boom')", "FunctionExecutionError", "Error: boom"],
  [
    "the limit of time",
    "new Promise((go) => setTimeout(go, 300001))",
    "ExecutionTimeLimitExceeded",
    "ExecutionTimeLimitExceeded: execution time limit exceeded: 300s",
  ],
  [
    "the limit of memory",
    "{ const all = []; for (;;) all.push(new ArrayBuffer(5e6)); }",
    "ExecutionMemoryLimitExceeded",
    "MemoryLimitExceeded: memory limit exceeded",
  ],
])("the log has the code of %s", async (_what, body, code, text) => {
  const bench = await aBench({}, { limits: { memoryBytes: 30_000_000 } });
  const execution = await bench.evaluate(`exports = () => ${body.startsWith("new") ? body : `{ ${body} }`};`);
  await bench.dispose();
  const entry = logEntryOf(execution, document, "hourly");
  expect(entry).toMatchObject({ functionId: "2", trigger: { id: "4", name: "hourly" }, error: { code, text } });
  expect(logEntryOf(execution, document)).not.toHaveProperty("trigger");
});
