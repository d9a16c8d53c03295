import type { EnvironmentTag } from "../../../src/local/app-folder/model";
import type { Execution } from "../../../src/local/function-runtime/execution";
import { type SampleAtlasOptions, startSampleAtlas } from "./sample-atlas";

/** A function may run for 300 s (App Services docs: function constraints). */
const longestRunMs = 300_000;

export interface SampleRun extends Pick<SampleAtlasOptions, "dir" | "projectId" | "clusters" | "startMs"> {
  /** null: the environment that the app's configuration names. */
  readonly environment: EnvironmentTag | null;
  readonly functionName: string;
  readonly args: readonly unknown[];
}

/** Runs a function in a local Atlas that is made for this run, on a clock that waits for nothing. */
export async function runInSample({ functionName, args, environment, ...sample }: SampleRun): Promise<Execution> {
  const named = environment === null ? {} : { environment };
  const atlas = await startSampleAtlas({ ...sample, ...named });
  try {
    const run = atlas.runtime.run({ functionName, args, cause: "console" });
    await atlas.clock.advanceTo(sample.startMs + longestRunMs);
    return await run;
  } finally {
    await atlas.stop();
  }
}
