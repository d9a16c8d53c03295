import type { Ports } from "../operations/run/ports";
import { type FunctionContext, functionContext, logLine, sleepFor } from "./globals";
import { contextHttp } from "./http";
import { redactor } from "./redact";

/** The Values that hold credentials: their contents are kept out of every log line and every error. */
const secretValues = ["ATLAS_PRIVATE_KEY", "ATLAS_CLIENT_SECRET"];

/**
 * Runs an operation as an Atlas Function: ports from `context`, at most one argument, and no credential in what it
 * logs or throws. An error makes the execution fail, which Atlas logs and can alert on (App Services docs).
 */
export async function runFunction<Result>(
  operation: (ports: Ports, argument: unknown) => Promise<Result>,
  args: readonly unknown[],
): Promise<Result> {
  const ports = platformPorts();
  const redact = redactor(secretValues.map(ports.value));
  try {
    return await operation({ ...ports, log: (line) => ports.log(redact(line)) }, args[0]);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    error.message = redact(error.message);
    if (typeof error.stack === "string") error.stack = redact(error.stack);
    throw error;
  }
}

function platformPorts(): Ports {
  const platform = functionContext();
  return {
    nowMs: () => Date.now(),
    sleep: sleepFor,
    random: () => Math.random(),
    sendHttp: contextHttp(platform),
    log: logLine,
    value: (name) => platform.values.get(name),
    environmentValue: (name) => environmentValues(platform)[name],
    appProjectId: platform.app.projectId,
  };
}

/** An app without an environment has no such values. */
function environmentValues(platform: FunctionContext): Readonly<Record<string, unknown>> {
  return platform.environment?.values ?? {};
}
