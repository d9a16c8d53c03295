/** App folders on disk for tests: valid, with single files replaced or taken away. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export type Files = Readonly<Record<string, unknown>>;

export const VALID: Files = {
  "realm_config.json": {
    config_version: 20210101,
    name: "my-app",
    location: "US-VA",
    provider_region: "aws-us-east-1",
    deployment_model: "GLOBAL",
  },
  "functions/config.json": [{ name: "nightly", private: true, run_as_system: true }],
  "functions/nightly.js": "exports = function () { return 1; };",
  "triggers/nightly.json": {
    name: "nightly",
    type: "SCHEDULED",
    config: { schedule: "0 2 * * *", skip_catchup_events: true },
    function_name: "nightly",
    disabled: false,
  },
  "values/schedule.json": { name: "schedule", value: { a: 1 }, from_secret: false },
  "values/key.json": { name: "key", value: "my-key", from_secret: true },
  "environments/production.json": { values: { baseUrl: "https://example.com" } },
};

export interface TestFolder {
  readonly dir: string;
  remove(): void;
}

/** A text is written as it is, anything else as JSON; undefined takes the file away. */
export function aFolder(changes: Files = {}): TestFolder {
  const dir = mkdtempSync(join(tmpdir(), "app-folder-"));
  for (const [path, content] of Object.entries({ ...VALID, ...changes })) {
    if (content === undefined) continue;
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), typeof content === "string" ? content : JSON.stringify(content));
  }
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}
