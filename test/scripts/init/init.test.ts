import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { initAt } from "../../../scripts/init";
import { EXAMPLES } from "../../../scripts/init/examples";
import { jsonText } from "../../../scripts/init/json-text";
import { exitCodeOf } from "../../../scripts/lib/command";
import { appDir, projectDir } from "../../../scripts/lib/paths";
import { readAppDocuments } from "../../../scripts/lib/schedule-documents";
import { answering } from "../a-terminal";

const NOW = Date.parse("2026-11-26T09:00Z");

/** Empty counts as not set, and hides a .env of this machine. */
const nothing = Object.fromEntries(
  [
    ...["ATLAS_PUBLIC_KEY", "ATLAS_PRIVATE_KEY", "ATLAS_CLIENT_ID", "ATLAS_CLIENT_SECRET", "ATLAS_PROJECT_ID"],
    ...["ATLAS_CLUSTER_NAME", "SCALE_UP_TIER", "SCALE_DOWN_TIER", "ATLAS_BASE_URL", "APP_SERVICES_URL"],
    ...["DEPLOY_PUBLIC_KEY", "DEPLOY_PRIVATE_KEY", "NOTIFY_URL", "PING_URL"],
  ].map((name) => [name, ""]),
);

interface Given {
  readonly env?: Readonly<Record<string, string>>;
  readonly answers?: readonly string[];
}

describe("npm run init", () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "init-test-"));
    cpSync(join(projectDir, ".env.example"), join(dir, ".env.example"));
    for (const part of ["values", "environments"])
      cpSync(join(appDir, part), join(dir, "app", part), { recursive: true });
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  async function run(args: readonly string[], { env = {}, answers }: Given = {}) {
    const ended = { out: "", err: "" };
    const shell = {
      args,
      env: { ...nothing, ...env },
      stdout: { write: (text: string) => (ended.out += text) },
      stderr: { write: (text: string) => (ended.err += text) },
      ...(answers && { prompts: answering(answers, (shown) => (ended.out += `${shown}\n`)) }),
    };
    const code = await exitCodeOf((given) => initAt({ dir, appDir: join(dir, "app") }, given, NOW), shell);
    return { ...ended, code };
  }

  const text = (file: string) => readFileSync(join(dir, file), "utf8");
  const value = (name: string) => JSON.parse(text(`app/values/${name}.json`));
  const tiers = ["--cluster", "shop", "--up", "M40", "--down", "M20"];

  it("writes a schedule, shows what it means, and keeps what is right already", async () => {
    const { code, out } = await run(tiers);
    expect(out).toContain("  2026-12-01 12:00 UTC  M20 → M40  (month-start)\n");
    expect(out).toMatch(/wrote app\/values\/schedule\.json\nwrote \.env\nNext: /);
    expect(code).toBe(0);
    expect(readAppDocuments(join(dir, "app"))[0]?.document.schedules[0]).toMatchObject({
      clusters: [{ name: "shop" }],
      baseline: { tier: "M20" },
    });
    expect(text("app/values/ATLAS_PUBLIC_KEY.json")).toBe(
      readFileSync(join(appDir, "values/ATLAS_PUBLIC_KEY.json"), "utf8"),
    );
  });

  it.each(EXAMPLES)("has a schedule for %s that can be read, with the times and the zone given", async (example) => {
    const times = example === "launch" ? ["2027-01-02T00:00", "2027-01-05T00:00"] : ["0 6 * * MON", "0 20 * * MON"];
    const [start = "", end = ""] = times;
    const where = ["--timezone", "Europe/Berlin", "--start", start, "--end", end];
    expect((await run([...tiers, "--example", example, "--dry-run"])).code).toBe(0);
    expect((await run([...tiers, "--example", example, ...where])).code).toBe(0);
    expect(readAppDocuments(join(dir, "app"))[0]?.document.timezone).toBe("Europe/Berlin");
    expect(text("app/values/schedule.json")).toContain(start);
  });

  it("pauses outside of office hours unless a tier is asked for", async () => {
    await run(["--example", "office-hours", "--cluster", "shop", "--up", "M20"], { env: { SCALE_DOWN_TIER: "M10" } });
    expect(value("schedule").value.schedules[0].baseline).toEqual({ paused: true });
  });

  it("takes cluster and tiers from the environment, and copies credentials into .env for this user alone", async () => {
    const env = {
      ATLAS_CLUSTER_NAME: "shop",
      SCALE_UP_TIER: "M40",
      SCALE_DOWN_TIER: "M20",
      ATLAS_CLIENT_ID: "mdb_sa_id_0123456789abcdef01234567",
      ATLAS_CLIENT_SECRET: "mdb_sa_sk_with # and 'quotes'",
    };
    const { out, err } = await run([], { env });
    expect(parseEnv(text(".env"))).toMatchObject(env);
    expect(statSync(join(dir, ".env")).mode & 0o777).toBe(0o600);
    expect(out + err).not.toContain("mdb_sa_sk");
    expect(value("ATLAS_CLIENT_SECRET")).toEqual({
      name: "ATLAS_CLIENT_SECRET",
      value: "atlas-client-secret",
      from_secret: true,
    });
    expect(existsSync(join(dir, "app/values/ATLAS_PRIVATE_KEY.json"))).toBe(false);
  });

  it("says all that is missing where there is nobody to ask", async () => {
    const { code, err } = await run(["--up", "M40"]);
    expect(err).toBe(
      [
        "--cluster is missing: give it, or set ATLAS_CLUSTER_NAME in the environment or in .env",
        "--down is missing: give it, or set SCALE_DOWN_TIER in the environment or in .env\n",
      ].join("\n"),
    );
    expect(code).toBe(2);
    expect(existsSync(join(dir, ".env"))).toBe(false);
  });

  it("asks for what is missing where there is a terminal, and again after a slip", async () => {
    const answers = [
      "month-start",
      "",
      "shop",
      "M04",
      "M40",
      "M20",
      "europe/berlin",
      "Europe/Berlin",
      "service-account",
    ];
    const { code, out } = await run([], { answers });
    for (const problem of ["An answer is needed.", "M04 is no tier", "unknown zone europe/berlin"]) {
      expect(out).toContain(`\n${problem}`);
    }
    expect(code).toBe(0);
    expect(value("schedule").value).toMatchObject({ timezone: "Europe/Berlin", schedules: [{ clusters: ["shop"] }] });
    expect(value("ATLAS_CLIENT_ID").value).toBe("atlas-client-id");
  });

  it("writes nothing where whoever was asked gives up", async () => {
    const { code, err } = await run([], { answers: ["month-start", "shop"] });
    expect({ code, err }).toEqual({ code: 1, err: "Cancelled: nothing was changed.\n" });
    expect(existsSync(join(dir, ".env"))).toBe(false);
  });

  it("leaves edited files alone without --force", async () => {
    await run(tiers);
    writeFileSync(join(dir, ".env"), "ATLAS_PUBLIC_KEY=mine\n");
    const again = await run(["--cluster", "other", "--up", "M40", "--down", "M20"]);
    expect(again.err).toBe(
      "left alone, because somebody has edited it: app/values/schedule.json, .env; --force overwrites it\n",
    );
    expect(again.code).toBe(1);
    expect([text(".env"), value("schedule").value.schedules[0].clusters]).toEqual([
      "ATLAS_PUBLIC_KEY=mine\n",
      ["shop"],
    ]);
    expect((await run(["--cluster", "other", "--up", "M40", "--down", "M20", "--force"])).code).toBe(0);
    expect(value("schedule").value.schedules[0].clusters).toEqual(["other"]);
  });

  it("refuses what cannot be a schedule, and writes nothing", async () => {
    const { code, err } = await run([...tiers, "--timezone", "europe/berlin", "--start", "61 * * * *"]);
    expect(err).toMatch(/timezone: .*Europe\/Berlin\?/);
    expect(err).toMatch(/windows\[0\]\.start: /);
    expect(code).toBe(2);
    expect(existsSync(join(dir, ".env"))).toBe(false);
  });

  it("writes JSON as the formatter of the project leaves it", () => {
    for (const file of ["schedule", "ATLAS_PUBLIC_KEY"]) {
      const shipped = readFileSync(join(appDir, `values/${file}.json`), "utf8");
      expect(jsonText(JSON.parse(shipped))).toBe(shipped);
    }
  });
});
