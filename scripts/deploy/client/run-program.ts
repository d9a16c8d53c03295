import { spawn } from "node:child_process";
import type { RemoteApp } from "../../lib/app-services/apps";
import type { Program } from "../../lib/app-services/deploy-programs";
import { beforeInterruption } from "../../lib/before-interruption";
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
export async function pushWith(
  program: Program,
  { dir, home, app }: { readonly dir: string; readonly home: string; readonly app: RemoteApp },
  env: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const of = ["--local", dir, "--remote", app.clientAppId, "--project", app.projectId];
  const args = ["push", ...of, "--yes", "--disable-colors", "--telemetry", "off"];
  const kept = Object.fromEntries(passedOn.map((name) => [name, env[name]]));
  const { failure, said } = await run(program.file, args, {
    cwd: dir,
    env: { ...kept, HOME: home, USERPROFILE: home },
  });
  if (failure === null) return;
  throw new CommandFailed([`${program.name} push failed: ${failure}`, ...lastLines(said)].join("\n"));
}

interface Ended {
  /** null: it succeeded. */
  readonly failure: string | null;
  readonly said: string;
}

/**
 * The installed `realm-cli` starts the real program as a child of its own, which would go on pushing when only its parent is
 * stopped. So it runs in a process group, which ends as a whole: with this command, or when it takes too long.
 */
function run(
  file: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
) {
  const hasGroups = process.platform !== "win32";
  const forget = beforeInterruption(() => stop());
  const child = spawn(file, args, { ...options, detached: hasGroups, stdio: ["ignore", "pipe", "pipe"] });
  const stop = () => stopGroup(hasGroups && child.pid !== undefined ? -child.pid : null, child);
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    stop();
  }, patienceMs);
  let said = "";
  for (const output of [child.stdout, child.stderr]) output.setEncoding("utf8").on("data", (text) => (said += text));
  return new Promise<Ended>((resolve) => {
    const end = (failure: string | null) => {
      clearTimeout(timer);
      forget();
      resolve({ failure: isLate ? `it did not end within ${patienceMs / 60_000} minutes` : failure, said });
    };
    child.on("error", (error) => end(error.message));
    child.on("close", (code, signal) => end(code === 0 ? null : `it ended with ${code ?? signal}`));
  });
}

function stopGroup(group: number | null, child: { kill(): boolean }): void {
  try {
    if (group === null) child.kill();
    else process.kill(group, "SIGTERM");
  } catch {
    // It has ended by itself.
  }
}

function lastLines(said: string): string[] {
  return said
    .split("\n")
    .filter((line) => line.trim() !== "")
    .slice(-12)
    .map((line) => `  ${line}`);
}
