/** A local Atlas without an app, an app folder to deploy, and a realm-cli that stands in for the real one. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildApp } from "../../../scripts/build/build-app";
import { deployIn } from "../../../scripts/deploy";
import { exitCodeOf } from "../../../scripts/lib/command";
import { appDir } from "../../../scripts/lib/paths";
import { localKey, localProject } from "../../../scripts/start/defaults";
import type { HostedApp } from "../../../src/local/app-services/apps/hosted-app";
import type { Ended } from "../a-command";
import { answering } from "../a-terminal";
import { NOW, start } from "../start/a-start";

type Fault = "none" | "no-binary" | "other-package" | "killed-with-draft" | "no-environments";

export interface Deploying {
  readonly appDir: string;
  readonly env: Readonly<Record<string, string>>;
  /** With these answers to what is asked; without any there is no terminal. */
  deploy(args: readonly string[], given?: Given): Promise<Ended>;
  /** Through a proxy that loses the connection of these requests ("POST /path"), before or after they are answered. */
  throughProxy(
    loses: (request: string) => boolean,
    args: readonly string[],
    after?: "nothing" | "answers",
  ): Promise<Ended>;
  /** Every app of the project. */
  apps(): readonly HostedApp[];
  app(name?: string): HostedApp;
  tierOf(cluster: string): string | undefined;
  writeSchedule(document: object): void;
  writeEnvironment(tag: string, values: object): void;
  installRealmCli(fault: Fault): void;
  /** What the stand-in saw at each start but those for its version. */
  seen(): readonly { readonly args: readonly string[]; readonly [key: string]: unknown }[];
  readonly atlas: Awaited<ReturnType<typeof start>>["atlas"];
  stop(): Promise<void>;
}

interface Given {
  readonly env?: Readonly<Record<string, string>>;
  readonly answers?: readonly string[];
}

/** Empty counts as not set, and hides a .env of this machine. */
const nothing = Object.fromEntries(
  [
    ...["ATLAS_PUBLIC_KEY", "ATLAS_PRIVATE_KEY", "ATLAS_CLIENT_ID", "ATLAS_CLIENT_SECRET", "ATLAS_PROJECT_ID"],
    ...["ATLAS_BASE_URL", "APP_SERVICES_URL", "DEPLOY_PUBLIC_KEY", "DEPLOY_PRIVATE_KEY", "NOTIFY_URL", "PING_URL"],
  ].map((name) => [name, ""]),
);

/** A folder that is built, which takes a second, to be copied for each test. */
export async function builtFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "deploy-test-built-"));
  for (const part of ["realm_config.json", "values", "environments"])
    cpSync(join(appDir, part), join(folder, part), { recursive: true });
  await buildApp(folder, NOW);
  return folder;
}

export async function aDeploying(built: string): Promise<Deploying> {
  const started = await start("--empty");
  const { atlas } = started;
  const dir = mkdtempSync(join(tmpdir(), "deploy-test-"));
  const folder = join(dir, "app");
  cpSync(built, folder, { recursive: true });
  mkdirSync(join(dir, "bin"));
  const recordFile = join(dir, "seen");
  const env = {
    ...nothing,
    PATH: process.env.PATH ?? "",
    ATLAS_PUBLIC_KEY: localKey.publicKey,
    ATLAS_PRIVATE_KEY: localKey.privateKey,
    ATLAS_PROJECT_ID: localProject.id,
    ATLAS_BASE_URL: `${atlas.url}/api/atlas/v2`,
  };
  let isBuilt = true;
  const build = async () => {
    const warnings = isBuilt ? [] : (await buildApp(folder, NOW)).warnings;
    isBuilt = true;
    return warnings;
  };
  const place = { appDir: folder, build, nowMs: () => NOW, sleep: async () => {}, programFolders: [join(dir, "bin")] };
  const command = deployIn(() => place);
  const write = (file: string, content: object) => {
    isBuilt = false;
    writeFileSync(join(folder, file), JSON.stringify(content, null, 2));
  };
  const apps = () => atlas.services.apps.apps;
  async function deploy(args: readonly string[], { env: changes = {}, answers }: Given = {}): Promise<Ended> {
    const ended = { out: "", err: "" };
    const code = await exitCodeOf(command, {
      args,
      env: { ...env, ...changes },
      stdout: { write: (text) => (ended.out += text) },
      stderr: { write: (text) => (ended.err += text) },
      ...(answers === undefined ? {} : { prompts: answering(answers, (question) => (ended.out += `${question}\n`)) }),
    });
    return { ...ended, code };
  }
  return {
    appDir: folder,
    env,
    atlas,
    apps,
    deploy,
    async throughProxy(loses, args, after = "nothing") {
      const proxy = await aProxy(atlas.url, loses, after);
      try {
        return await deploy(args, { env: { APP_SERVICES_URL: proxy.url } });
      } finally {
        proxy.stop();
      }
    },
    app(name = "atlas-cluster-scheduler") {
      const found = apps().find(({ facts }) => facts.name === name);
      if (found === undefined) throw new Error(`there is no app ${name}`);
      return found;
    },
    tierOf: (cluster) => atlas.state.cluster(localProject.id, cluster)?.shards[0]?.regions[0]?.electable.instanceSize,
    writeSchedule: (document) =>
      write("values/schedule.json", { name: "schedule", value: document, from_secret: false }),
    writeEnvironment: (tag, values) => write(`environments/${tag}.json`, { values }),
    installRealmCli(fault) {
      const script = [process.execPath, join(__dirname, "stand-in-realm-cli.mjs"), "--record", recordFile];
      const words = [...script, ...(fault === "none" ? [] : ["--fault", fault])].map((word) => `"${word}"`);
      const file = join(dir, "bin/realm-cli");
      writeFileSync(file, `#!/bin/sh\nexec ${words.join(" ")} "$@"\n`, { mode: 0o755 });
    },
    seen: () =>
      existsSync(recordFile)
        ? readFileSync(recordFile, "utf8")
            .trim()
            .split("\n")
            .map((line) => JSON.parse(line))
        : [],
    async stop() {
      await started.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function aProxy(target: string, loses: (request: string) => boolean, after: "nothing" | "answers") {
  const server = createServer(async (request, response) => {
    const { method = "", url = "", headers } = request;
    const isLost = loses(`${method} ${url}`);
    const body = Buffer.concat(await request.toArray());
    if (isLost && after === "nothing") return request.socket.destroy();
    const { host: _host, connection: _connection, "content-length": _length, ...kept } = headers;
    const sent = { method, headers: kept as Record<string, string>, ...(body.length > 0 && { body }) };
    const answer = await fetch(`${target}${url}`, sent);
    const content = Buffer.from(await answer.arrayBuffer());
    if (isLost) return request.socket.destroy();
    response.writeHead(answer.status, { "Content-Type": answer.headers.get("Content-Type") ?? "" });
    return response.end(content);
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

export const disabledTriggers = ({ live }: HostedApp) => live.triggers.map(({ content }) => content.disabled);
