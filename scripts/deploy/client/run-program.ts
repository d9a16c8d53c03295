import { execFile } from "node:child_process";
import type { RemoteApp } from "../../lib/app-services/apps";
import type { Program } from "../../lib/app-services/deploy-programs";
import { CommandFailed } from "../../lib/command";

/** A push waits for the deployment, which takes seconds. */
const patienceMs = 300_000;

/** What a client needs of the environment beside its home: a proxy, and where its own program is. No credential among it. */
const passedOn = [
  "PATH",
  "HTTPS_PROXY",
  "https_proxy",
  "NO_PROXY",
  "no_proxy",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
  "SystemRoot",
];

/** Pushes with a client that finds its session in `home`. Rejects with what the client said. */
export function pushWith(
  program: Program,
  { dir, home, app }: { readonly dir: string; readonly home: string; readonly app: RemoteApp },
  env: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const of = ["--local", dir, "--remote", app.clientAppId, "--project", app.projectId];
  const args = ["push", ...of, "--yes", "--disable-colors", "--telemetry", "off"];
  const kept = Object.fromEntries(passedOn.map((name) => [name, env[name]]));
  const options = { cwd: dir, env: { ...kept, HOME: home, USERPROFILE: home }, timeout: patienceMs };
  return new Promise((resolve, reject) => {
    execFile(program.file, args, options, (error, stdout, stderr) => {
      if (error === null) return resolve();
      const said = `${stdout}\n${stderr}`.trim();
      const why = error.killed ? `it did not end within ${patienceMs / 60_000} minutes` : `it ended with ${error.code}`;
      reject(new CommandFailed([`${program.name} push failed: ${why}`, ...lastLines(said)].join("\n")));
    }).stdin?.end();
  });
}

function lastLines(said: string): string[] {
  return said
    .split("\n")
    .filter((line) => line.trim() !== "")
    .slice(-12)
    .map((line) => `  ${line}`);
}
