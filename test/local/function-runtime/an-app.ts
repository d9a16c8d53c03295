/** Apps and runtimes for tests: one function per test, on a clock that steps. */
import type { AppFolder } from "../../../src/local/app-folder/model";
import { createSteppedClock, type SteppedClock } from "../../../src/local/clock/stepped-clock";
import type { Execution, RunRequest } from "../../../src/local/function-runtime/execution";
import { createFunctionRuntime, type FunctionRuntimeOptions } from "../../../src/local/function-runtime/runtime";

export const START = Date.UTC(2026, 8, 1, 12);

export function anApp(sources: Readonly<Record<string, string>>, changes: Partial<AppFolder> = {}): AppFolder {
  return {
    config: {
      name: "test-app",
      location: "US-VA",
      providerRegion: "aws-us-east-1",
      deploymentModel: "GLOBAL",
      environment: "no-environment",
    },
    functions: Object.entries(sources).map(([name, source]) => ({
      name,
      source,
      isPrivate: true,
      runsAsSystem: true,
      hidesArguments: false,
    })),
    triggers: [],
    values: [],
    environments: {},
    ...changes,
  };
}

export interface Bench {
  readonly clock: SteppedClock;
  /** Runs a function of the app to its end, letting as much time pass as it takes. */
  run(request: Partial<RunRequest> & { readonly functionName: string }): Promise<Execution>;
  /** Runs one source text of its own, and asserts nothing. */
  evaluate(source: string, ...args: unknown[]): Promise<Execution>;
  dispose(): Promise<void>;
}

export async function aBench(
  sources: Readonly<Record<string, string>> = {},
  options: Partial<FunctionRuntimeOptions> = {},
): Promise<Bench> {
  const clock = createSteppedClock({ startMs: START });
  const app = options.app ?? anApp(sources);
  const runtime = await createFunctionRuntime({
    clock,
    project: { id: "5e1ec444970199272441a214" },
    secrets: {},
    ...options,
    app,
  });

  async function run(request: Partial<RunRequest> & { readonly functionName: string }): Promise<Execution> {
    const execution = runtime.run({ cause: "console", ...request });
    const time = clock.advanceBy(400_000);
    const ended = await execution;
    await time;
    return ended;
  }

  return {
    clock,
    run,
    async evaluate(source, ...args) {
      runtime.change({ app: { ...app, functions: anApp({ main: source }).functions } });
      return await run({ functionName: "main", args });
    },
    dispose: () => runtime.dispose(),
  };
}
