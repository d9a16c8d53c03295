/** Commands as a terminal runs them: in this process, or once in one of their own to see its exit code. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { type Command, exitCodeOf } from "../../scripts/lib/command";
import { projectDir } from "../../scripts/lib/paths";

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** With no environment but the one given, and with pipes for output. */
export async function endOf(command: Command, args: readonly string[], env: Environment = {}): Promise<Ended> {
  const ended = { out: "", err: "" };
  const code = await exitCodeOf(command, {
    args,
    env,
    stdout: { write: (text) => (ended.out += text) },
    stderr: { write: (text) => (ended.err += text) },
  });
  return { ...ended, code };
}

/** The same as `npm run` starts it. It takes a second to load, so the texts are compared in this process. */
export function endOfProcess(script: string, args: readonly string[], env: Environment = {}): Promise<Ended> {
  const { PATH, HOME } = process.env;
  const command = ["--import", "tsx", join(projectDir, "scripts", script), ...args];
  const child = spawn(process.execPath, command, { cwd: projectDir, env: { PATH, HOME, ...env }, timeout: 30_000 });
  const ended = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (ended.out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (ended.err += text));
  return new Promise((resolve, reject) => {
    child.on("error", reject).on("close", (code) => resolve({ ...ended, code }));
  });
}
