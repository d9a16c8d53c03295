import type { Ports } from "../operations/run/ports";
import { type FunctionContext, functionContext, logLine, sleepFor } from "./globals";
import { guardHttp } from "./guarded-http";
import { contextHttp } from "./http";
import { createOutgoing, type Outgoing } from "./outgoing";
import { createRedactor, type Redactor } from "./redaction/redactor";
import { secretsOf } from "./redaction/secret-values";

/**
 * Runs an operation as an Atlas Function: ports from `context`, at most one argument, and no credential in what it
 * logs, returns or throws. An error makes the execution fail, which Atlas logs and can alert on (App Services docs).
 */
export async function runFunction<Result>(
  operation: (ports: Ports, argument: unknown) => Promise<Result>,
  args: readonly unknown[],
): Promise<Result> {
  const platform = functionContext();
  const redactor = createRedactor();
  const outgoing = createOutgoing(redactor);
  try {
    for (const secret of secretsOf((name) => platform.values.get(name))) redactor.learn(secret);
    const ports = platformPorts(platform, redactor, outgoing);
    return outgoing.result(await operation(ports, args[0]));
  } catch (error) {
    throw outgoing.error(error);
  }
}

function platformPorts(platform: FunctionContext, redactor: Redactor, outgoing: Outgoing): Ports {
  return {
    nowMs: () => Date.now(),
    sleep: sleepFor,
    random: () => Math.random(),
    sendHttp: guardHttp(contextHttp(platform), redactor),
    log: (line) => logLine(outgoing.text(line)),
    redact: outgoing.text,
    value: (name) => platform.values.get(name),
    environmentValue: (name) => environmentValues(platform)[name],
    environmentTag: platform.environment?.tag ?? "",
    appProjectId: platform.app.projectId,
  };
}

/** An app without an environment has no such values. */
function environmentValues(platform: FunctionContext): Readonly<Record<string, unknown>> {
  return platform.environment?.values ?? {};
}
