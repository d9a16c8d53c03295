import { EJSON } from "bson";
import { mapTexts } from "../../../src/runtime/text/map-texts";
import { printable, printableLines } from "../../../src/runtime/text/printable";
import { CommandFailed } from "../command";
import { entryIn } from "./answers";
import type { RemoteApp } from "./apps";
import { pathOf } from "./live-app";
import type { ServiceSession } from "./session";

export interface RemoteRun {
  /** null where it succeeded; else what the function threw, as the service has it. */
  readonly error: string | null;
  readonly result: unknown;
  readonly logs: readonly string[];
}

/** Runs a deployed function as the system user, as the console does. Answers come as canonical Extended JSON. */
export async function runRemotely(
  session: ServiceSession,
  app: RemoteApp,
  name: string,
  args: readonly unknown[],
): Promise<RemoteRun> {
  const path = `${pathOf(app)}/debug/execute_function?run_as_system=true`;
  const answer = entryIn(await session.send("POST", path, { name, arguments: args }), `POST ${path}`, []);
  const { result, logs, error } = answer;
  return {
    error: typeof error === "string" && error !== "" ? printableLines(error) : null,
    result: mapTexts(EJSON.deserialize({ result } as never, { relaxed: true }).result, { text: printable }),
    logs: Array.isArray(logs) ? logs.map((line) => printable(String(line))) : [],
  };
}

/** The same for a function that only reads: what it throws fails the command. */
export async function readRemotely(
  session: ServiceSession,
  app: RemoteApp,
  name: string,
  args: readonly unknown[],
): Promise<unknown> {
  const { error, result } = await runRemotely(session, app, name, args);
  if (error === null) return result;
  throw new CommandFailed(`${name} failed in the app ${app.clientAppId}: ${withoutStack(error)}`);
}

/** The service gives the stack after the message; its lines say nothing to whoever deploys. */
export function withoutStack(error: string): string {
  return error
    .split("\n")
    .filter((line) => !/^\s+at .*[(<:]/.test(line))
    .join("\n")
    .trim();
}
