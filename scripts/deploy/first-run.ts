/** What the first run will do, asked of the deployed app itself: its own credentials, its own addresses, its own Values. */
import type { RemoteApp } from "../lib/app-services/apps";
import { runRemotely, withoutStack } from "../lib/app-services/run-function";
import type { ServiceSession } from "../lib/app-services/session";

export interface FirstRun {
  readonly wouldFail: boolean;
  readonly lines: readonly string[];
}

export async function tryFirstRun(session: ServiceSession, app: RemoteApp): Promise<FirstRun> {
  const { error, result } = await runRemotely(session, app, "reconcile", [{ dryRun: true }]);
  if (error !== null) {
    const said = withoutStack(error).split("\n");
    return { wouldFail: true, lines: ["The first run would fail:", ...said.map((line) => `  ${line}`)] };
  }
  const { clusters = [], warnings = [] } = (result ?? {}) as { clusters?: unknown[]; warnings?: unknown[] };
  const changes = clusters.map(asCluster).filter(({ decision }) => sends(decision?.do));
  return {
    wouldFail: false,
    lines: [
      changes.length === 0
        ? `The first run will change nothing: ${clusters.length} of ${clusters.length} clusters can stay as they are.`
        : `The first run will change ${changes.length} of ${clusters.length} clusters:`,
      ...changes.map(({ says }) => `  ${says}`),
      ...warnings.map((warning) => `  warning: ${String(warning)}`),
    ],
  };
}

interface Told {
  readonly says?: unknown;
  readonly decision?: { readonly do?: unknown };
}

const asCluster = (one: unknown) => (one ?? {}) as Told;

const sends = (decision: unknown) => ["pause", "resume", "resize"].includes(String(decision));
